import { interacting, ruleMind, type Arm } from 'mesocosm';

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
