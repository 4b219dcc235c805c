import { success, type ItemWords, type MemoryWords } from '../../../spec/index.js';
import { askInWords } from './ask-in-words.js';
import { attempted, type Attempt, type Outcome } from './outcome.js';
import type { Trace } from './trace.js';
import { workOutOnce } from './work-out-once.js';

/** How much an item matters, from 1 to 10: `equal` for all alike, `asked` of the agent's own model, or a pure function. */
export type Importance = 'equal' | 'asked' | ((item: unknown) => number);

/** What is needed to ask about a trace. */
export interface Asking {
  readonly query: MemoryWords | undefined;
  readonly words: ItemWords;
}

const SYSTEM = 'You judge how much things matter to a person.';

/** The rating of each trace, each asked for once. */
export function createRate(importance: Importance): (trace: Trace, asking: Asking) => Outcome<Attempt<number>> {
  const once = workOutOnce<Trace, Attempt<number>>();
  return (trace, { query, words }) => {
    if (trace.importance !== undefined) return success({ value: trace.importance });
    if (importance === 'equal') return success({ value: 1 });
    if (importance !== 'asked') return success({ value: checked(importance(trace.item)) });
    return once(trace, () =>
      attempted(
        askInWords(query, {
          system: SYSTEM,
          // The scale and its ends: Park et al. 2023, section 4.1.
          prompt:
            'On the scale of 1 to 10, where 1 is purely mundane (for example brushing teeth, making the bed) and 10 is ' +
            'extremely poignant (for example a break-up, being admitted to college), rate the likely poignancy of the ' +
            `following piece of memory.\nMemory: ${words.say(trace.item)}\nRating:`,
          maxTokens: 8,
          read: ratingIn,
          expected: 'a whole number from 1 to 10',
        }),
      ),
    );
  };
}

/** The first whole number from 1 to 10 that stands for itself. */
export function ratingIn(reply: string): number | undefined {
  const found = /(?<![\d.,-])(?:10|[1-9])(?!\d|[.,]\d)/.exec(reply);
  return found === null ? undefined : Number(found[0]);
}

function checked(rating: number): number {
  if (rating >= 1 && rating <= 10) return rating;
  throw new Error(`the importance of an item is ${rating}; the function must give a number from 1 to 10`);
}
