import { summariseFits } from '../analysis/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import type { FitSummary, RunRecord } from '../spec/index.js';
import type { ReadyCondition } from './conditions.js';
import type { StudyDesign } from './design.js';

/** Curves that the design declares, over the conditions of a study; nothing where it declares none. */
export function fitsOf(
  { fits, seed }: StudyDesign,
  conditions: readonly ReadyCondition[],
  records: readonly RunRecord[],
): { readonly fits?: readonly FitSummary[] } {
  return fits === undefined
    ? {}
    : { fits: summariseFits({ fits, conditions, records, chances: chancesFrom(`${seed}/fits`) }) };
}
