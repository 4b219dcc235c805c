import type { Situation } from './situation.js';

/** A history that is made and not lived, with what an agent faces who remembers it. */
export interface ConstructedHistory {
  readonly situation: Situation;
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
