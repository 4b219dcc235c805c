import { execute } from '../../src/run/execute.js';
import type { Mind, RunRecord, Scenario } from '../../src/spec/index.js';
import { planOf } from './mini-driver.js';

/** Runs of a scenario through the ordinary environment, one mind deciding for everybody; one run a seed. */
export async function simulate(options: {
  readonly scenario: Scenario;
  readonly mind: Mind;
  readonly firstSeed: number;
  readonly runs: number;
}): Promise<readonly RunRecord[]> {
  const { scenario, mind, firstSeed, runs } = options;
  const records: RunRecord[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    const execution = await execute(planOf(scenario, mind, seed));
    if (execution.status !== 'finished') throw new Error(execution.message);
    records.push(execution.record);
  }
  return records;
}

/** Mean of a column over runs; every run must have it. */
export function meanOf(runs: readonly Pick<RunRecord, 'values'>[], column: string): number {
  const values = runs.map((run) => run.values[column]);
  if (values.some((value) => typeof value !== 'number')) throw new Error(`a run has no value for "${column}"`);
  return (values as number[]).reduce((sum, value) => sum + value, 0) / values.length;
}
