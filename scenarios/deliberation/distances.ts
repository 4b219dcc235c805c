/** Total variation: half the sum of the absolute differences; 0 for equal distributions, 1 for those that share nothing. */
export function totalVariation(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, p, option) => sum + Math.abs(p - (other[option] ?? 0)), 0) / 2;
}

/** Mean; 0 of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
