import type { Mind, Scenario } from '../../src/spec/index.js';
import { planOf, runSmall, type SmallRun } from './mini-driver.js';

/** Runs of a scenario in which one mind decides for everybody, one a seed. */
export function simulate(options: {
  readonly scenario: Scenario;
  readonly mind: Mind;
  readonly firstSeed: number;
  readonly runs: number;
}): readonly SmallRun[] {
  const { scenario, mind, firstSeed, runs } = options;
  return Array.from({ length: runs }, (_, index) => runSmall(planOf(scenario, mind, firstSeed + index)));
}

/** Mean of a column over runs; every run must have it. */
export function meanOf(runs: readonly Pick<SmallRun, 'values'>[], column: string): number {
  const values = runs.map((run) => run.values[column]);
  if (values.some((value) => typeof value !== 'number')) throw new Error(`a run has no value for "${column}"`);
  return (values as number[]).reduce((sum, value) => sum + value, 0) / values.length;
}
