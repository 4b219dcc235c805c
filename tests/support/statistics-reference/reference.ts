import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { RunValue } from '../../../src/foundation/statistics/index.js';

interface Reference {
  readonly libraries: { readonly [name: string]: string };
  readonly cases: readonly {
    readonly function: string;
    readonly by: string;
    readonly given: unknown;
    readonly gives: unknown;
  }[];
}

/** What other libraries gave; `make.py` beside this file wrote it. */
export const reference = JSON.parse(readFileSync(new URL('./reference.json', import.meta.url), 'utf8')) as Reference;

/** Cases of one function: what it is given and what another library gives. */
export function casesOf<Given, Gives>(
  name: string,
): { readonly by: string; readonly given: Given; readonly gives: Gives }[] {
  const found = reference.cases.filter((one) => one.function === name);
  if (found.length === 0) throw new Error(`no case of ${name}`);
  return found.map(({ by, given, gives }) => ({ by, given: given as Given, gives: gives as Gives }));
}

/** One run a value, each with the clusters of its place. */
export function runsOf(values: readonly number[], groups: readonly (readonly (number | string)[])[] = []): RunValue[] {
  return values.map((value, run) => ({
    run: `run-${run}`,
    value,
    clusters: Object.fromEntries(groups.map((list, factor) => [`factor-${factor}`, String(list[run])])),
  }));
}

/** The same with names of their own, where two sets are compared. */
export function otherRunsOf(values: readonly number[]): RunValue[] {
  return values.map((value, run) => ({ run: `other-${run}`, value }));
}

/** Equal up to a share of the size of what is expected. */
export function expectNear(value: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), Number.MIN_VALUE));
}
