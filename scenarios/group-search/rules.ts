import type { World } from 'mesocosm';
import { z } from 'zod';
import { feedbackOn } from './feedback.js';
import { TARGETS, type Resolved } from './parameters.js';

/** What the group shares: the hidden number, the rounds played, and whether the number was met. */
export const Search = z.object({ target: z.number().int(), rounds: z.number().int().min(0), found: z.boolean() });

/** What the group shares. */
export type Search = z.infer<typeof Search>;

/**
 * The guesses of a round are added. Data: `round` (from 1), `guesses` by agent, `sum`, `target`, and `feedback`, which with its
 * own guess is all that an agent takes in of it.
 */
export const GUESSES_ADDED = 'guesses-added';

/**
 * Everybody guesses at once, and only the sum counts. A decision that failed adds nothing to the sum of its round. The run
 * ends when the sum is the hidden number, or after the last round.
 */
export function groupSearchWorld({ target: given, rounds }: Resolved): World<Search, object> {
  return {
    initial(_, chance) {
      const drawn = TARGETS.lowest + chance.integer(TARGETS.highest - TARGETS.lowest + 1);
      return { shared: { target: given ?? drawn, rounds: 0, found: false }, slice: () => ({}) };
    },

    apply({ shared: { target, rounds: before } }, actions) {
      const made = actions.flatMap(({ agent, decision }) =>
        decision.kind === 'made' ? [[agent, decision.value] as const] : [],
      );
      const sum = made.reduce((total, [, guess]) => total + guess, 0);
      const guesses = Object.fromEntries(made);
      const data = { round: before + 1, guesses, sum, target, feedback: feedbackOn(sum, target) };
      return [{ type: GUESSES_ADDED, data }];
    },

    reduce(draft, { type, data }) {
      if (type !== GUESSES_ADDED) return;
      draft.shared.rounds = data['round'] as number;
      draft.shared.found = data['feedback'] === 'right';
    },

    audience: () => 'public',

    outline: { events: [GUESSES_ADDED], shared: Search, slice: () => z.object({}) },

    ended({ shared }) {
      if (shared.found) return 'the hidden number was met';
      return shared.rounds >= rounds ? 'the last round was played' : undefined;
    },
  };
}
