import type { Action, EventDraft, World } from 'mesocosm';
import { z } from 'zod';
import { CANDIDATES, FACTS, factCalled, type Fact } from './facts.js';
import { VOTE } from './schedule.js';

/** What the committee shares: whether it has voted. */
export const Committee = z.object({ over: z.boolean() });

/** What the committee shares. */
export type Committee = z.infer<typeof Committee>;

/** Somebody tells a fact. Data: its letter as `fact`, `about` whom, the `text` after the name, `speaks` for or against, and whether it was `shared`. */
export const FACT_TOLD = 'fact-told';
/** Somebody tells nothing. Data: `why`, `silence` or `failure`. */
export const TURN_PASSED = 'turn-passed';
/** Somebody votes, in secret. Data: `option`. */
export const VOTE_CAST = 'vote-cast';
/** The votes are counted. Data: `counts` by candidate. */
export const VOTES_COUNTED = 'votes-counted';

/**
 * Members tell facts that they know, and vote in secret at the end. A decision that failed is a turn in which nothing was told, or
 * a vote that was not cast.
 *
 * @param heard `false` where nobody hears anybody.
 */
export function committeeWorld(
  { information }: { readonly information: 'hidden' | 'shared' },
  heard = true,
): World<Committee, object> {
  const told = (fact: Fact): EventDraft['data'] => ({
    fact: fact.letter,
    text: fact.text,
    about: CANDIDATES[fact.about] as string,
    speaks: fact.value > 0 ? 'for' : 'against',
    shared: fact.shared || information === 'shared',
  });
  const turn = ({ agent, decision, situation }: Action): EventDraft => {
    if (decision.kind !== 'made') return { type: TURN_PASSED, agent, data: { why: 'failure' } };
    const fact = factCalled(situation.options[decision.value] ?? '');
    if (fact === undefined) return { type: TURN_PASSED, agent, data: { why: 'silence' } };
    return { type: FACT_TOLD, agent, data: told(FACTS[fact] as Fact) };
  };
  return {
    initial: () => ({ shared: { over: false }, slice: () => ({}) }),

    apply(_, actions, { asks }) {
      if (asks !== VOTE) return actions.map(turn);
      const votes = actions.flatMap(({ agent, decision }) =>
        decision.kind === 'made' ? [{ agent, option: CANDIDATES[decision.value] as string }] : [],
      );
      const counts = CANDIDATES.map((name) => [name, votes.filter(({ option }) => option === name).length] as const);
      return [
        ...votes.map(({ agent, option }) => ({ type: VOTE_CAST, agent, data: { option } })),
        { type: VOTES_COUNTED, data: { counts: Object.fromEntries(counts) } },
      ];
    },

    reduce(draft, { type }) {
      if (type === VOTES_COUNTED) draft.shared.over = true;
    },

    audience: ({ type, agent }) => {
      const isPublic = type === VOTES_COUNTED || (type === FACT_TOLD && heard);
      return isPublic ? 'public' : agent === undefined ? [] : [agent];
    },

    outline: {
      events: [FACT_TOLD, TURN_PASSED, VOTE_CAST, VOTES_COUNTED],
      shared: Committee,
      slice: () => z.object({}),
    },

    ended: ({ shared }) => (shared.over ? 'the votes were counted' : undefined),
  };
}
