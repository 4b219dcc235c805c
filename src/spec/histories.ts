import { z } from 'zod';
import type { Situation } from './situation.js';

/** A history that is made and not lived, with what an agent faces who remembers it. */
export interface ConstructedHistory {
  readonly situation: Situation;
  /** How much was lived in it: how many rounds, or looks at others. 0 is the empty history. */
  readonly length: number;
  /** Where it lies on the line of {@link ConstructedHistories}; `null` where it has no place there. */
  readonly x: number | null;
  /** The same for histories that hold the same things in another order. */
  readonly multiset: string;
}

/** Histories that agents can have, one by one. The state of a situation tells which it is. */
export interface ConstructedHistories {
  /** What `x` says, for example `share of Q among the partners that are remembered`. */
  readonly axis: string;
  /** How many there are. */
  readonly count: number;
  /** All of them, shorter ones first, each time in the same order. */
  all(): Iterable<ConstructedHistory>;
}

/**
 * About which constructed histories a study asks: all of them, none, or a seeded sample of at most so many; as an object also
 * those up to a length only.
 */
export const AskedHistories = z.union([
  z.enum(['all', 'none']),
  z.number().int().positive(),
  z
    .strictObject({
      /** At most so many, drawn by the seed of the study. Default all. */
      atMost: z.number().int().positive().optional(),
      /** Histories of up to this length. Default any. */
      length: z.number().int().positive().optional(),
    })
    .refine(({ atMost, length }) => atMost !== undefined || length !== undefined, {
      message: 'expected at least one of atMost and length',
    }),
]);
export type AskedHistories = z.infer<typeof AskedHistories>;
