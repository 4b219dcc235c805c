import { hash128, type EventDraft, type World } from 'mesocosm';
import { z } from 'zod';
import { ofLeastPriority } from '../_internals/of-least-priority.js';
import type { ResolvedParameters } from './parameters.js';

/** What the whole population shares. `first` is the number of agents that hold the first option. */
export const Poll = z.object({
  first: z.number(),
  steps: z.number(),
  /** Fixed for a run: from it follows who starts with what, and who is seen when. */
  salt: z.number(),
});
export type Poll = z.infer<typeof Poll>;

/** What belongs to one agent: its opinion, 0 or 1. */
export const Opinion = z.object({ opinion: z.number() });
export type Opinion = z.infer<typeof Opinion>;

/** An agent gives its opinion: the one it held, or the other. Data: `option`, `first`, and `from` if it changed. */
export const OPINION_HELD = 'opinion-held';
export const OPINION_CHANGED = 'opinion-changed';
/** An agent's answer could not be used: its opinion stays. */
export const OPINION_WITHHELD = 'opinion-withheld';

/**
 * Each step one agent gives its opinion, and that is its opinion from then on; where all act at once, a round is N steps, and
 * nobody sees an opinion of the round. A decision that failed leaves the opinion as it was. The run ends after `sweeps` × N
 * steps.
 */
export function majorityWorld(
  parameters: ResolvedParameters,
  commitments: ReadonlyMap<string, number>,
): World<Poll, Opinion> {
  const { labels, start, sweeps } = parameters;
  return {
    initial(agents, chance) {
      const free = agents.filter((agent) => !commitments.has(agent));
      const exact = start * free.length;
      // Where the share cannot be met exactly, which side has the extra agent is drawn, so that no side is favoured.
      const holders = Math.floor(exact) + Number(chance.uniform() < exact % 1);
      const salt = chance.integer(2 ** 32);
      const first = new Set(ofLeastPriority(free, holders, hash128([salt, 'start'])));
      const committed = agents.filter((agent) => commitments.get(agent) === 0).length;
      return {
        shared: { first: first.size + committed, steps: 0, salt },
        slice: (agent) => ({ opinion: commitments.get(agent) ?? (first.has(agent) ? 0 : 1) }),
      };
    },

    apply(state, actions) {
      let { first } = state.shared;
      return actions.map(({ agent, decision }): EventDraft => {
        const before = state.slice(agent).opinion;
        if (decision.kind !== 'made') {
          return { type: OPINION_WITHHELD, agent, data: { option: labels[before] as string, first } };
        }
        const option = labels[decision.value] as string;
        if (decision.value === before) return { type: OPINION_HELD, agent, data: { option, first } };
        first += before === 0 ? -1 : 1;
        return { type: OPINION_CHANGED, agent, data: { option, from: labels[before] as string, first } };
      });
    },

    reduce(draft, event) {
      draft.shared.steps += 1;
      if (event.type !== OPINION_CHANGED) return;
      draft.shared.first = event.data['first'] as number;
      draft.slice(event.agent as string).opinion = event.data['option'] === labels[0] ? 0 : 1;
    },

    audience: () => 'public',

    outline: { events: [OPINION_HELD, OPINION_CHANGED, OPINION_WITHHELD], shared: Poll, slice: () => Opinion },

    ended: ({ agents, shared }) => (shared.steps >= sweeps * agents.length ? 'the horizon was reached' : undefined),
  };
}
