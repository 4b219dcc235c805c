/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** What is smaller than this share of the largest element of a row is nothing. */
const SMALLEST = 1e-11;

/** Inverse of a square matrix and the logarithm of its determinant's size; `null` where it has none. */
export function inverse(matrix: Matrix): { readonly inverse: number[][]; readonly logDeterminant: number } | null {
  const size = matrix.length;
  const scales = matrix.map((row) => Math.max(...row.map(Math.abs)));
  const rows = matrix.map((row, at) => [...row, ...row.map((_, column) => Number(column === at))]);
  let logDeterminant = 0;
  for (let column = 0; column < size; column += 1) {
    const pivot = largestBelow(rows, column);
    const value = rows[pivot]?.[column] ?? 0;
    if (!(Math.abs(value) > SMALLEST * (scales[pivot] ?? 0))) return null;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    [scales[column], scales[pivot]] = [scales[pivot] as number, scales[column] as number];
    logDeterminant += Math.log(Math.abs(value));
    const scaled = (rows[column] as number[]).map((element) => element / value);
    rows[column] = scaled;
    rows.forEach((row, at) => {
      const factor = row[column] as number;
      if (at !== column && factor !== 0) rows[at] = row.map((element, k) => element - factor * (scaled[k] as number));
    });
  }
  return { inverse: rows.map((row) => row.slice(size)), logDeterminant };
}

/** A matrix times a column. */
export function times(matrix: Matrix, column: readonly number[]): number[] {
  return matrix.map((row) => dot(row, column));
}

/** Sum of products. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** `Σ w x xᵀ` over rows x. */
export function crossProducts(rows: Matrix, weights: readonly number[]): number[][] {
  const size = rows[0]?.length ?? 0;
  const sum = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  rows.forEach((row, at) => {
    const weight = weights[at] as number;
    for (let i = 0; i < size; i += 1) {
      const scaled = weight * (row[i] as number);
      const into = sum[i] as number[];
      for (let j = 0; j < size; j += 1) into[j] = (into[j] as number) + scaled * (row[j] as number);
    }
  });
  return sum;
}

function largestBelow(rows: Matrix, column: number): number {
  let best = column;
  for (let at = column + 1; at < rows.length; at += 1) {
    if (Math.abs(rows[at]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = at;
  }
  return best;
}
