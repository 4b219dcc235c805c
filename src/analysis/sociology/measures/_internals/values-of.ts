import type { MeasureResult } from '../../../../spec/index.js';

/** Values with the reasons of those that are missing: a number, or `null` with the reason why there is none. */
export function valuesOf(columns: {
  readonly [column: string]: readonly [value: number | null, why: string];
}): Pick<MeasureResult, 'values' | 'missing'> {
  const all = Object.entries(columns);
  return {
    values: Object.fromEntries(all.map(([column, [value]]) => [column, value])),
    missing: Object.fromEntries(all.flatMap(([column, [value, why]]) => (value === null ? [[column, why]] : []))),
  };
}
