import { z } from 'zod';
import type { Json } from './json.js';

/** What a decision rests on, beside its value. Everything in it is a function of recorded answers. */
export const Evidence = z.object({
  /** Raw mass on the options, averaged over presentations; `null` where there is none. */
  mass: z.number().nullable().optional(),
  /** The same of first replies, before any explanation; absent where replies are not counted, or it is not on record. */
  firstMass: z.number().optional(),
  /** How it was asked, in words: form, person, labels, orders, and what is out of the ordinary. */
  asked: z.string().optional(),
  /** How many presentations were averaged. */
  presentations: z.number().int().positive().optional(),
  /** How many samples it was counted from, all presentations together; of what is asked before runs, and of no decision. */
  samples: z.number().int().positive().optional(),
  /** Standard deviation of the first option's probability over presentations. */
  spread: z.number().nullable().optional(),
  /** Where a table had no such state: the recorded state it fell back to, or the name of the rule used. */
  fallback: z.string().optional(),
  /** What came back, shortened. */
  text: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/**
 * What a mind makes of a situation, before anything is drawn: a distribution over the options in canonical order; where
 * something else is asked for, the answer; or the reason why there is neither. `refused` and `malformed` are content; the others depend on the hour and suspend a run.
 */
export type Judgement =
  | { readonly kind: 'distribution'; readonly probabilities: readonly number[]; readonly evidence?: Evidence }
  | { readonly kind: 'answer'; readonly value: Json; readonly evidence?: Evidence }
  | {
      readonly kind: 'refused' | 'malformed' | 'unavailable' | 'over-budget' | 'aborted';
      readonly message: string;
      readonly evidence?: Evidence;
    };

/**
 * A decision: the option drawn with the whole distribution it came from; where something else was asked for, the answer as
 * it was given and checked; or a typed failure that is content.
 */
export type Decision =
  | {
      readonly kind: 'made';
      /** Index of the option in canonical order. */
      readonly value: number;
      readonly probabilities: readonly number[];
      readonly evidence?: Evidence;
    }
  | { readonly kind: 'given'; readonly value: Json; readonly evidence?: Evidence }
  | { readonly kind: 'refused' | 'malformed'; readonly message: string; readonly evidence?: Evidence };
