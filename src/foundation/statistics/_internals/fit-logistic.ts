import { crossProducts, dot, inverse, times, type Matrix } from './matrix.js';

/** What a logistic curve is fitted to: rows of covariates, the first of them 1, and what came of each. */
export interface LogisticData {
  readonly rows: Matrix;
  readonly outcomes: readonly number[];
}

/** A fit, or where it had come to when it did not settle. */
export interface LogisticSolution {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  readonly logLikelihood: number;
  readonly settled: boolean;
}

/** How it is fitted. */
export interface LogisticSearch {
  /** Whether Jeffreys' prior is added. */
  readonly penalised: boolean;
  readonly start?: readonly number[];
  /** Index of a coefficient that keeps its starting value. */
  readonly fixed?: number;
}

const MOST_STEPS = 100;
const LONGEST_STEP = 5;

interface Point {
  readonly coefficients: readonly number[];
  readonly shares: readonly number[];
  readonly covariance: Matrix;
  readonly logLikelihood: number;
}

/**
 * Climbs the log-likelihood, or with Jeffreys' prior `log L + log |I| / 2`, by Newton's steps with Fisher's information,
 * halved as long as they lead down.
 *
 * @returns `null` where covariates hang together so that no information is left.
 */
export function fitLogistic(data: LogisticData, search: LogisticSearch): LogisticSolution | null {
  const { penalised, fixed } = search;
  const size = data.rows[0]?.length ?? 0;
  let point = pointAt(data, search.start ?? new Array<number>(size).fill(0), penalised);
  if (point === null) return null;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = stepFrom(data, point, { penalised, fixed });
    const next = stepUp(data, point, { step, penalised });
    const moved = Math.max(...data.rows.map((row) => Math.abs(dot(row, step))));
    if (next === null) return { ...point, settled: moved < 1e-6 };
    point = next;
    if (moved < 1e-10) return { ...point, settled: true };
  }
  return { ...point, settled: false };
}

/** The first of ever shorter steps that does not lead down; `null` where none does. */
function stepUp(
  data: LogisticData,
  from: Point,
  { step, penalised }: { readonly step: readonly number[]; readonly penalised: boolean },
): Point | null {
  for (let share = 1; share > 1e-9; share /= 2) {
    const to = from.coefficients.map((value, at) => value + share * (step[at] as number));
    const point = pointAt(data, to, penalised);
    if (point !== null && point.logLikelihood >= from.logLikelihood - 1e-12 * Math.abs(from.logLikelihood))
      return point;
  }
  return null;
}

function stepFrom(
  { rows, outcomes }: LogisticData,
  { shares, covariance }: Point,
  { penalised, fixed }: Pick<LogisticSearch, 'penalised' | 'fixed'>,
): number[] {
  const pulls = rows.map((row, at) => {
    const share = shares[at] as number;
    const pull = (outcomes[at] as number) - share;
    return penalised ? pull + share * (1 - share) * dot(row, times(covariance, row)) * (0.5 - share) : pull;
  });
  const score = (rows[0] ?? []).map((_, column) =>
    rows.reduce((sum, row, at) => sum + valueAt(row, column) * valueAt(pulls, at), 0),
  );
  const step = times(fixed === undefined ? covariance : without(covariance, fixed), score);
  const longest = Math.max(...step.map(Math.abs));
  return longest > LONGEST_STEP ? step.map((value) => (value * LONGEST_STEP) / longest) : step;
}

/** The covariance of the others where one coefficient is held: the inverse of their part of the information. */
function without(covariance: Matrix, fixed: number): number[][] {
  const column = covariance.map((row) => row[fixed] as number);
  const own = column[fixed] as number;
  return covariance.map((row, i) =>
    row.map((value, j) => (i === fixed || j === fixed ? 0 : value - (valueAt(column, i) * valueAt(column, j)) / own)),
  );
}

function pointAt({ rows, outcomes }: LogisticData, coefficients: readonly number[], penalised: boolean): Point | null {
  const lines = rows.map((row) => dot(row, coefficients));
  const shares = lines.map((line) => 1 / (1 + Math.exp(-line)));
  const weights = lines.map((line) => Math.exp(-Math.abs(line)) / (1 + Math.exp(-Math.abs(line))) ** 2);
  const information = inverse(crossProducts(rows, weights));
  if (information === null) return null;
  // log p = -log(1 + e^-x) and log(1 - p) = log p - x.
  const likelihood = lines.reduce((sum, line, at) => {
    const log = line > 0 ? -Math.log1p(Math.exp(-line)) : line - Math.log1p(Math.exp(line));
    return sum + log - (1 - valueAt(outcomes, at)) * line;
  }, 0);
  const logLikelihood = likelihood + (penalised ? information.logDeterminant / 2 : 0);
  return { coefficients, shares, covariance: information.inverse, logLikelihood };
}

function valueAt(values: readonly number[], index: number): number {
  return values[index] as number;
}
