import { interacting, ruleMind, type Arm, type TargetDensity } from 'mesocosm';
import { assistanceAxes } from './axes.js';
import { assistedPeople, type AssistedPeopleOptions } from './population.js';

/** What the system says where it is taken away. */
export const ACKNOWLEDGES = 'Your message was received.';

const silent = ruleMind({
  name: 'rule:acknowledges',
  probabilities: ({ options }) => options.map(() => 1),
  answer: () => ACKNOWLEDGES,
});

/** The same people, with nobody who answers: what they make of a conversation on their own. */
export const unanswered: Arm = {
  name: 'isolated',
  removes: `replaces whatever the system says by "${ACKNOWLEDGES}", so that everybody is left alone`,
  plan(context) {
    const systems = new Set(context.scenario.agents.flatMap(({ id, role }) => (role === 'system' ? [id] : [])));
    const agents = context.agents.map((agent) => (systems.has(agent.id) ? { ...agent, mind: silent } : agent));
    return { ...interacting.plan({ ...context, agents }), arm: 'isolated' };
  },
};

/** Names of the arms in which other people talk with the system. */
export const COVERING = 'covering';
export const DENSITY_MATCHED = 'density-matched';

const MIDDLE: TargetDensity = { kind: 'normal', mean: 0.5, sd: 0.2 };

/** As many people as there are, who cover the axes: half of them in corners, the others evenly inside. */
export const covering: Arm = peopled(
  COVERING,
  'replaces the people by as many who cover the axes, up to half of them in corners, anew for each seed',
  {},
);

/** As many people as there are, placed as a normal density in the middle of each axis says. */
export const densityMatched: Arm = peopled(
  DENSITY_MATCHED,
  'replaces the people by as many who stand as a normal density says (mean 0.5, sd 0.2 on each axis), anew for each seed',
  { placement: 'sobol', densities: Object.fromEntries(assistanceAxes.map(({ name }) => [name, MIDDLE])) },
);

function peopled(name: string, removes: string, how: Omit<AssistedPeopleOptions, 'people' | 'seed'>): Arm {
  return {
    name,
    removes,
    plan(context) {
      const places = context.agents.filter(({ role }) => role === 'person').length;
      const { personas } = assistedPeople({ people: places, seed: context.seed, ...how });
      let place = 0;
      const agents = context.agents.map((agent) => {
        const persona = agent.role === 'person' ? personas[place++] : undefined;
        return persona === undefined ? agent : { ...agent, name: persona.name, persona };
      });
      return { ...interacting.plan({ ...context, agents }), arm: name };
    },
  };
}
