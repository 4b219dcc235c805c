/**
 * A keyed stream of pseudo-random numbers. The same key always gives the same numbers, whatever else was drawn.
 */
export interface Chance {
  /** Uniform on [0, 1), a multiple of 2⁻³². */
  uniform(): number;
  /** Uniform integer in [0, bound). `bound` is an integer from 1 to 2³². */
  integer(bound: number): number;
  /** Exponential waiting time with mean 1. */
  exponential(): number;
  /** A new array with the items in uniformly random order. */
  shuffle<Item>(items: readonly Item[]): Item[];
  /** An index drawn by inverse CDF over the order given. Weights are non-negative with a positive sum. */
  draw(weights: readonly number[]): number;
}

/** Makes streams from the parts of a key; the parts are length-prefixed, so `('ab','c')` and `('a','bc')` differ. */
export type Chances = (...key: readonly (string | number)[]) => Chance;
