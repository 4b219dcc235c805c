import type { EventDraft, World } from 'mesocosm';
import { z } from 'zod';
import type { Resolved } from './resolve.js';

/** What a world of pairings counts. `streak` is the number of successes in a row up to now. */
export const Tally = z.object({ interactions: z.number(), streak: z.number() });
export type Tally = z.infer<typeof Tally>;

/** Two agents met and each said a name. Data: `agents`, `choices` in the same order, `success`. */
export const NAMES_EXCHANGED = 'names-exchanged';
/** Two agents met, and an answer could not be used: nobody heard anything, and nobody won. Data: `agents`. */
export const EXCHANGE_FAILED = 'exchange-failed';

/** All that can happen when agents meet. */
export const MEETINGS = [NAMES_EXCHANGED, EXCHANGE_FAILED];

/** Why a run ends. */
export const CONVENTION = 'a convention formed';
export const HORIZON = 'the horizon was reached';

/**
 * Two agents name at once; equal names are a success. What they make of it is in their memories alone, so the state only
 * counts interactions. A failed decision makes the interaction one that did not succeed and that nobody remembers.
 */
export function namingWorld({ names, stopRule, horizon, stretch }: Resolved): World<Tally, object> {
  return {
    initial: () => ({ shared: { interactions: 0, streak: 0 }, slice: () => ({}) }),

    apply(_state, actions) {
      const agents = actions.map(({ agent }) => agent);
      const choices = actions.map(({ decision }) => (decision.kind === 'made' ? decision.value : undefined));
      return [exchange(agents, choices, names)];
    },

    reduce(draft, event) {
      countInteraction(draft.shared, event.data['success'] === true);
    },

    audience: (event) => event.data['agents'] as readonly string[],

    outline: { events: MEETINGS, shared: Tally, slice: () => z.object({}) },

    ended: ({ shared }) => endingOf(shared, { stopRule, horizon, stretch }),
  };
}

/** The event that follows from two choices; an undefined one is a decision that failed. */
export function exchange(
  agents: readonly string[],
  choices: readonly (number | undefined)[],
  names: readonly string[],
): EventDraft {
  const [first] = choices;
  if (choices.includes(undefined)) return { type: EXCHANGE_FAILED, data: { agents } };
  const said = choices.map((choice) => names[choice as number] as string);
  const success = choices.every((choice) => choice === first);
  return { type: NAMES_EXCHANGED, data: { agents, choices: said, success } };
}

/** Counts one interaction. */
export function countInteraction(tally: Tally, success: boolean): void {
  tally.interactions += 1;
  tally.streak = success ? tally.streak + 1 : 0;
}

/** Why a run with this tally is over, or `undefined`. */
export function endingOf(
  tally: Tally,
  rule: { readonly stopRule: boolean; readonly horizon: number; readonly stretch: number },
): string | undefined {
  if (rule.stopRule && tally.streak >= rule.stretch) return CONVENTION;
  return tally.interactions >= rule.horizon ? HORIZON : undefined;
}
