import { userError } from '../../errors/index.js';
import { crossProducts, inverse, type Matrix } from './matrix.js';

/** Refuses a design, one row a run, in which a column tells nothing that the others do not. */
export function assertIndependent(rows: Matrix, names: readonly string[], columns: 'covariates' | 'terms'): void {
  const weights = rows.map(() => 1);
  if (inverse(crossProducts(rows, weights)) !== null) return;
  throw userError({
    kind: 'usage',
    what: `of the ${columns} ${names.join(', ')} one follows from others or does not vary`,
    remedy: 'leave it out',
  });
}
