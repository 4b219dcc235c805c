import type { MeasureResult } from 'mesocosm';

/** Values with the reasons of those that are missing: a value, or the reason why there is none. */
export function valuesOf(columns: { readonly [column: string]: number | { readonly missing: string } }): MeasureResult {
  const all = Object.entries(columns);
  return {
    values: Object.fromEntries(all.map(([column, value]) => [column, typeof value === 'number' ? value : null])),
    missing: Object.fromEntries(
      all.flatMap(([column, value]) => (typeof value === 'number' ? [] : [[column, value.missing]])),
    ),
  };
}
