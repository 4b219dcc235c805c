import { symmetricSolver } from './solve.js';

/** A place between two knots: which is below, and the share of the way to the next. */
export interface Knots {
  readonly below: number;
  readonly share: number;
}

type Matrix = number[][];

/** Keeps the matrix solvable where no observation touches a knot. */
const RIDGE = 1e-6;

/**
 * Heights of a broken line at its knots by least squares with a penalty on squared bends; the weight of the penalty is
 * the one that generalised cross-validation likes best (Craven and Wahba 1979).
 */
export function penalisedHeights(of: {
  readonly places: readonly Knots[];
  readonly values: readonly number[];
  readonly knots: number;
  /** Weights to choose from, at least one. */
  readonly smoothness: readonly number[];
}): { readonly heights: readonly number[]; readonly smoothness: number } {
  const { places, values, knots, smoothness } = of;
  const { gram, right } = normalEquations(places, values, knots);
  const fits = smoothness.map((weight) => {
    const solve = symmetricSolver(penalised(gram, weight));
    return { solve, smoothness: weight, heights: solve(right) };
  });
  let [best] = fits;
  let least = Infinity;
  for (const fit of fits.length > 1 ? fits : []) {
    const freedom = gram.reduce((sum, row, knot) => sum + (fit.solve(row)[knot] as number), 0);
    const error = squares(fit.heights, places, values) / (1 - freedom / values.length) ** 2;
    if (error < least) [least, best] = [error, fit];
  }
  return best as (typeof fits)[number];
}

function normalEquations(
  places: readonly Knots[],
  values: readonly number[],
  knots: number,
): { gram: Matrix; right: number[] } {
  const gram = Array.from({ length: knots }, () => new Array<number>(knots).fill(0));
  const right = new Array<number>(knots).fill(0);
  places.forEach(({ below, share }, at) => {
    const value = values[at] as number;
    add(gram, { row: below, column: below, value: (1 - share) ** 2 });
    add(gram, { row: below + 1, column: below + 1, value: share ** 2 });
    add(gram, { row: below, column: below + 1, value: share * (1 - share) });
    add(gram, { row: below + 1, column: below, value: share * (1 - share) });
    right[below] = (right[below] as number) + (1 - share) * value;
    right[below + 1] = (right[below + 1] as number) + share * value;
  });
  return { gram, right };
}

function penalised(gram: Matrix, weight: number): Matrix {
  const matrix = gram.map((row, knot) => row.map((value, column) => (column === knot ? value + RIDGE : value)));
  const bend = [1, -2, 1];
  for (let knot = 0; knot + 2 < gram.length; knot += 1) {
    bend.forEach((one, row) =>
      bend.forEach((other, column) =>
        add(matrix, { row: knot + row, column: knot + column, value: weight * one * other }),
      ),
    );
  }
  return matrix;
}

function squares(heights: readonly number[], places: readonly Knots[], values: readonly number[]): number {
  return places.reduce((sum, { below, share }, at) => {
    const height = (heights[below] as number) * (1 - share) + (heights[below + 1] as number) * share;
    return sum + (height - (values[at] as number)) ** 2;
  }, 0);
}

function add(matrix: Matrix, { row, column, value }: { row: number; column: number; value: number }): void {
  const cells = matrix[row] as number[];
  cells[column] = (cells[column] as number) + value;
}
