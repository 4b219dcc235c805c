import { userError } from '../errors/index.js';

/**
 * One value of one run. The run is the unit of replication: what is inferred from values of agents, rounds or messages of
 * a run is inferred from one number that the run gives, never from them.
 */
export interface RunValue {
  /** Which run it is of, for example `baseline.interacting.7`; no two values are of the same run. */
  readonly run: string;
  readonly value: number;
  /**
   * What the run has in common with others, by factor: for example `{ wording: 'a', labels: 'Q/M', personas: 'first' }`.
   * Runs with the same wording are alike in what that wording does.
   */
  readonly clusters?: Clusters;
}

/** The level of each factor that a run shares with others. */
export interface Clusters {
  readonly [factor: string]: string;
}

/**
 * The values of runs, once it is sure that each is of a run of its own and is a number.
 *
 * @param least How many there must be at least. Default 1.
 * @throws Where a run comes twice, which agents or rounds of a run would, where a value is not finite, or where there are
 *   too few.
 */
export function valuesOfRuns(values: readonly RunValue[], least = 1): number[] {
  checkRuns(values.map(({ run }) => run));
  const odd = values.find(({ value }) => !Number.isFinite(value));
  if (odd !== undefined) {
    throw userError({ kind: 'usage', what: `run ${odd.run} has the value ${odd.value}`, expected: 'a finite number' });
  }
  if (values.length < least) {
    throw userError({ kind: 'usage', what: `there are ${values.length} runs`, expected: `at least ${least}` });
  }
  return values.map(({ value }) => value);
}

/** @throws Where a run comes twice. */
export function checkRuns(runs: readonly string[]): void {
  const seen = new Set<string>();
  for (const run of runs) {
    if (seen.has(run)) {
      throw userError({
        kind: 'usage',
        what: `run ${run} comes twice`,
        expected: 'one value a run, for agents and rounds of a run are not independent of each other',
        remedy: 'average over the run first',
      });
    }
    seen.add(run);
  }
}

/** The cluster of a run by one factor. @throws Where the run has none. */
export function levelOf({ run, clusters }: RunValue, factor: string): string {
  const level = clusters?.[factor];
  if (level !== undefined) return level;
  throw userError({
    kind: 'usage',
    what: `run ${run} has no ${factor}`,
    expected: `one of ${Object.keys(clusters ?? {}).join(', ') || 'no factor'}`,
    remedy: 'name a factor that every run has',
  });
}
