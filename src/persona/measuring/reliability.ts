import type { AnswerTable } from '../../spec/index.js';
import { scoreBlock, type ReliabilityUnit } from './_internals/score-blocks.js';
import { twoWayFit } from './_internals/two-way.js';

export type { ReliabilityUnit };

/** How far answers to different items of an axis tell the same of people; or why that cannot be said. */
export type Reliability =
  | {
      readonly kind: 'measured';
      /** At most 1; about 0 of random answerers, and below 0 where items contradict each other. */
      readonly value: number;
      /** Of each axis alone; `null` where it has fewer than two items (or parcels), or people do not differ on it. */
      readonly axes: readonly (number | null)[];
      readonly peopleFreedom: number;
      readonly residualFreedom: number;
    }
  /** People do not differ: 0/0, as of clones whose answers are expected values. */
  | { readonly kind: 'no-variation' }
  /** No axis has two items (or parcels), or nobody answered them. */
  | { readonly kind: 'too-few-items' };

/** Variation below this, in squared scores, is rounding. */
const NOTHING = 1e-18;

/**
 * Reliability of the answers, `R = 1 − MS_residual / MS_person`: an analysis of variance of person × item within each
 * axis on keyed scores, items centred, sums of squares and degrees of freedom pooled over axes (Hoyt 1941,
 * DOI 10.1007/BF02289270; of one complete axis it is Cronbach's alpha). Missing answers are left out, and people adjusted
 * for the items they answered by least squares.
 *
 * Where a model agrees with everything, forward and reversed items contradict each other and hide an order that is
 * real: take `key-balanced parcels`, means of forward and reverse-keyed items, in which acquiescence cancels.
 */
export function reliability(table: AnswerTable, unit: ReliabilityUnit = 'items'): Reliability {
  let [between, residual, peopleFreedom, residualFreedom] = [0, 0, 0, 0];
  const axes = table.axes.map((axis) => {
    const fit = twoWayFit(scoreBlock(table, axis, unit));
    if (fit.residualFreedom === 0 || fit.peopleFreedom === 0) return null;
    between += fit.betweenPeople;
    residual += fit.residual;
    peopleFreedom += fit.peopleFreedom;
    residualFreedom += fit.residualFreedom;
    return ratio(fit.betweenPeople / fit.peopleFreedom, fit.residual / fit.residualFreedom);
  });
  if (residualFreedom === 0) return { kind: 'too-few-items' };
  const value = ratio(between / peopleFreedom, residual / residualFreedom);
  return value === null ? { kind: 'no-variation' } : { kind: 'measured', value, axes, peopleFreedom, residualFreedom };
}

function ratio(person: number, residual: number): number | null {
  return person > NOTHING ? 1 - residual / person : null;
}
