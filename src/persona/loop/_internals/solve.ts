/**
 * Solves `matrix · x = right` for a symmetric positive definite matrix, for any number of right sides, by Cholesky's
 * decomposition; a pivot that rounding has made too small counts as a little more.
 */
export function symmetricSolver(matrix: readonly (readonly number[])[]): (right: readonly number[]) => number[] {
  const size = matrix.length;
  const lower = new Float64Array(size * size);
  const at = (row: number, column: number): number => lower[row * size + column] as number;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row]?.[column] as number;
      for (let before = 0; before < column; before += 1) sum -= at(row, before) * at(column, before);
      lower[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column);
    }
  }
  return (right) => {
    const solution = [...right];
    for (let row = 0; row < size; row += 1) {
      let sum = solution[row] as number;
      for (let before = 0; before < row; before += 1) sum -= at(row, before) * (solution[before] as number);
      solution[row] = sum / at(row, row);
    }
    for (let row = size - 1; row >= 0; row -= 1) {
      let sum = solution[row] as number;
      for (let after = row + 1; after < size; after += 1) sum -= at(after, row) * (solution[after] as number);
      solution[row] = sum / at(row, row);
    }
    return solution;
  };
}

/** Least squares of `values` on `rows`, with a ridge of its own for each column. */
export function ridgeRegression(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  ridges: readonly number[],
): number[] {
  const size = ridges.length;
  const matrix = ridges.map((ridge, row) => ridges.map((_, column) => (row === column ? ridge + 1e-9 : 0)));
  const right = new Array<number>(size).fill(0);
  rows.forEach((regressors, at) => {
    const value = values[at] as number;
    for (let row = 0; row < size; row += 1) {
      const own = regressors[row] as number;
      if (own === 0) continue;
      right[row] = (right[row] as number) + own * value;
      const target = matrix[row] as number[];
      for (let column = 0; column < size; column += 1) {
        target[column] = (target[column] as number) + own * (regressors[column] as number);
      }
    }
  });
  return symmetricSolver(matrix)(right);
}
