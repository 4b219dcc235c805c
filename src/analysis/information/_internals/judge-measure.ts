import { bootstrapMean, FEWEST_RUNS, mean } from '../../../foundation/statistics/index.js';
import type { Chance, Estimate, InformationMeasure } from '../../../spec/index.js';
import { surrogateP } from '../surrogates.js';
import type { InformationBounds } from '../missing-bounds.js';
import type { MeasureWords } from './measure-list.js';

/** Values of one measure: one a run and one a surrogate, each `null` where there is none. */
export interface MeasuredInformation {
  readonly words: MeasureWords;
  readonly units: number;
  /** One a run: neither agents nor steps are independent. */
  readonly runs: readonly (number | null)[];
  readonly bounds: InformationBounds | undefined;
  readonly crossRun: readonly (number | null | undefined)[];
  readonly identity: readonly (number | null | undefined)[];
  readonly alpha: number;
  readonly chance: Chance;
}

const METHOD = 'bootstrap over runs 95 %';
const FEW = `fewer than ${FEWEST_RUNS} runs decide nothing`;
const NOT_POSITIVE = 'Ψ is not positive, which says neither that there is emergence nor that there is none';

/** A measure with its interval over runs, its surrogates and what can be said. */
export function judgeMeasure(given: MeasuredInformation): InformationMeasure {
  const { words, units, bounds } = given;
  const runs = given.runs.filter((value) => value !== null);
  const value = estimateOf(runs, given.chance);
  const about = { name: words.name, title: words.title, level: words.level, units, value };
  if (value.value === null) {
    const none = { bounds: null, crossRun: null, excess: null, identity: null, verdict: 'inconclusive' as const };
    return { ...about, ...none, note: units === 0 ? `too few agents for ${words.level}` : 'no step is complete' };
  }
  const crossRun = words.tested ? against(value.value, given.crossRun) : null;
  return {
    ...about,
    bounds: bounds ?? null,
    crossRun,
    excess: crossRun === null ? null : less(value, crossRun.mean),
    identity: against(value.value, given.identity),
    ...verdictOf({ words, value: value.value, runs: runs.length, p: crossRun?.p ?? null, alpha: given.alpha }),
  };
}

function verdictOf(given: {
  readonly words: MeasureWords;
  readonly value: number;
  readonly runs: number;
  readonly p: number | null;
  readonly alpha: number;
}): Pick<InformationMeasure, 'verdict' | 'note'> {
  const { words, value, runs, p, alpha } = given;
  if (!words.tested) return { verdict: 'not-tested', note: 'agents that never met have as much of it' };
  if (runs < FEWEST_RUNS) return { verdict: 'inconclusive', note: FEW };
  if (words.name === 'emergence' && value <= 0) return { verdict: 'inconclusive', note: NOT_POSITIVE };
  if (p === null) return { verdict: 'inconclusive', note: 'there are no surrogates' };
  return { verdict: p <= alpha ? 'above-surrogates' : 'not-above-surrogates', note: null };
}

function against(observed: number, surrogates: MeasuredInformation['crossRun']): InformationMeasure['crossRun'] {
  const there = surrogates.filter((value) => typeof value === 'number');
  if (there.length === 0) return null;
  return { mean: mean(there), p: surrogateP(observed, there), surrogates: there.length };
}

function estimateOf(runs: readonly number[], chance: Chance): Estimate {
  const n = runs.length;
  if (n === 0) return { value: null, low: null, high: null, n, method: METHOD, note: 'no run has it' };
  if (n === 1) return { value: mean(runs), low: null, high: null, n, method: METHOD, note: 'one run has no interval' };
  return { value: mean(runs), ...bootstrapMean(runs, { chance }), n, method: METHOD };
}

function less(estimate: Estimate, by: number): Estimate {
  const shifted = (end: number | null): number | null => (end === null ? null : end - by);
  const { value, low, high } = estimate;
  return { ...estimate, value: shifted(value), low: shifted(low), high: shifted(high) };
}
