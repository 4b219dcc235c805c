import type { Estimate } from '../../src/spec/index.js';

/** Estimates of eight runs with these values, by column; an array is a value with its interval. */
export function estimateOf(values: {
  readonly [column: string]: number | null | readonly [number, number, number];
}): (column: string) => Estimate {
  return (column) => {
    const given = values[column] ?? null;
    if (given === null) return { value: null, low: null, high: null, n: 0, method: 'none', note: 'no run has it' };
    const [value, low, high] = typeof given === 'number' ? [given, given, given] : given;
    return { value, low, high, n: 8, method: 'made up' };
  };
}
