import { logisticCrossing, type LevelOfRuns } from '../../foundation/statistics/index.js';
import type { FittedCurve } from '../../spec/index.js';
import type { ScannedRun } from './scan.js';

/** Points by which a curve is drawn. */
const POINTS = 61;

/** A curve over the levels that ran. */
export function lineOver(runs: readonly ScannedRun[], heightAt: (x: number) => number): FittedCurve['line'] {
  const xs = runs.map(({ x }) => x);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  return Array.from({ length: POINTS }, (_, at) => {
    const x = least + ((most - least) * at) / (POINTS - 1);
    return { x, y: heightAt(x) };
  });
}

/** The logistic curve of a critical mass. */
export function logisticLine(runs: readonly ScannedRun[]): FittedCurve['line'] {
  const { intercept, slope } = logisticCrossing(levelsOf(runs));
  return lineOver(runs, (x) => 1 / (1 + Math.exp(-intercept - slope * x)));
}

function levelsOf(runs: readonly ScannedRun[]): readonly LevelOfRuns[] {
  const xs = [...new Set(runs.map(({ x }) => x))];
  return xs.map((x) => {
    const there = runs.filter((run) => run.x === x);
    return { x, happened: there.reduce((sum, { y }) => sum + y, 0), runs: there.length };
  });
}
