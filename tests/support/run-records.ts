import type { RunRecord } from '../../src/spec/index.js';

/** A finished run that measured nothing, with what a test is about filled in. */
export function runRecord(about: Partial<RunRecord> = {}): RunRecord {
  return {
    condition: 'default',
    arm: 'interacting',
    seed: 1_000_000,
    activations: 10,
    ending: 'the horizon was reached',
    values: {},
    missing: {},
    series: {},
    decisions: 10,
    failures: {},
    ...about,
  };
}

/** One run for each value, seeds counted from a million; `null` is a run that does not have the value. */
export function runsWith(column: string, values: readonly (number | null)[], arm = 'interacting'): RunRecord[] {
  return values.map((value, index) =>
    runRecord({
      arm,
      seed: 1_000_000 + index,
      values: { [column]: value },
      missing: value === null ? { [column]: 'it did not happen' } : {},
    }),
  );
}

/** `wins` ones, then zeros, `runs` in all. */
export function shareOf(wins: number, runs: number): number[] {
  return Array.from({ length: runs }, (_, index) => Number(index < wins));
}
