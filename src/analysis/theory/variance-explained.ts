import type { Division } from '../../foundation/statistics/index.js';
import type { VarianceTerm } from './variance-terms.js';

/** Outcomes to be predicted from the groups that they are in. */
export interface Explained {
  readonly values: readonly number[];
  readonly terms: readonly VarianceTerm[];
  /** Which part each outcome is held out with; all of a run with the same. */
  readonly folds: readonly number[];
}

/** What one term adds to the share of variance that the terms no higher than it explain. */
export interface AddedShare {
  /** In the outcomes that group means were taken from; at least 0, and above 0 even where a term does nothing. */
  readonly inSample: number;
  /** In runs that were held out; below 0 where the term predicts them worse than nothing. */
  readonly crossValidated: number;
}

const MOST_SWEEPS = 500;

/**
 * ΔR² of each term: of a main term beside the other main terms, of a crossed one beside all mains and the other crossed
 * ones. Predictions are sums of group means, fitted by least squares; what is held out is whole runs.
 */
export function addedShares({ values, terms, folds }: Explained): AddedShare[] {
  const used = terms.filter(({ name }) => name !== 'run');
  const crossed = used.filter(({ name }) => name.includes('×'));
  const mains = used.filter((term) => !crossed.includes(term));
  return terms.map((term) => {
    if (!used.includes(term)) return { inSample: 0, crossValidated: 0 };
    const beside = (crossed.includes(term) ? used : mains).filter((other) => other !== term);
    // A main term that a crossed one is made of would hide it: crossed terms stay out beside mains.
    const [without, withIt] = [beside, [...beside, term]].map((list) => list.map(({ division }) => division));
    const gain = (share: (divisions: readonly Division[]) => number): number =>
      share(withIt as Division[]) - share(without as Division[]);
    return {
      inSample: gain((divisions) => explained(values, divisions, [values.map(() => 0)])),
      crossValidated: gain((divisions) => explained(values, divisions, partsOf(folds))),
    };
  });
}

/** For each part 1 where an outcome is held out. */
function partsOf(folds: readonly number[]): number[][] {
  return [...new Set(folds)].map((fold) => folds.map((own) => Number(own === fold)));
}

/** R² over all outcomes that are held out in a part, or over all where none is. */
function explained(values: readonly number[], divisions: readonly Division[], parts: readonly number[][]): number {
  let [left, total] = [0, 0];
  for (const held of parts) {
    const none = held.every((one) => one === 0);
    const trained = held.map((one, at) => (one === 0 ? at : -1)).filter((at) => at >= 0);
    const { centre, predict } = fit(values, divisions, trained);
    values.forEach((value, at) => {
      if (!none && held[at] === 0) return;
      left += (value - predict(at)) ** 2;
      total += (value - centre) ** 2;
    });
  }
  return total === 0 ? 0 : 1 - left / total;
}

/** Least squares of a sum of group effects by going over the divisions in turn until nothing moves. */
function fit(values: readonly number[], divisions: readonly Division[], trained: readonly number[]) {
  const centre = trained.reduce((sum, at) => sum + (values[at] as number), 0) / trained.length;
  const residuals = new Map(trained.map((at) => [at, (values[at] as number) - centre]));
  const effects = divisions.map(() => new Map<string, number>());
  const size = Math.max(...[...residuals.values()].map(Math.abs), Number.MIN_VALUE);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    const moved = divisions.map((division, d) => adjust(division, effects[d] as Map<string, number>, residuals));
    if (Math.max(0, ...moved) <= 1e-10 * size) break;
  }
  return {
    centre,
    predict: (at: number): number =>
      divisions.reduce((sum, division, d) => sum + (effects[d]?.get(division[at] as string) ?? 0), centre),
  };
}

/** Moves each group's effect by the mean of what is left in it. @returns The largest move. */
function adjust(division: Division, effects: Map<string, number>, residuals: Map<number, number>): number {
  const sums = new Map<string, { n: number; sum: number }>();
  for (const [at, residual] of residuals) {
    const group = sums.get(division[at] as string) ?? { n: 0, sum: 0 };
    group.n += 1;
    group.sum += residual;
    sums.set(division[at] as string, group);
  }
  let largest = 0;
  for (const [group, { n, sum }] of sums) {
    effects.set(group, (effects.get(group) ?? 0) + sum / n);
    largest = Math.max(largest, Math.abs(sum / n));
  }
  for (const [at, residual] of residuals) {
    const { n, sum } = sums.get(division[at] as string) as { n: number; sum: number };
    residuals.set(at, residual - sum / n);
  }
  return largest;
}
