/**
 * Determinant by elimination with partial pivoting; the matrix (row after row) is used up.
 */
export function determinant(matrix: Float64Array, size: number): number {
  let product = 1;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(matrix[row * size + column] as number) > Math.abs(matrix[pivot * size + column] as number))
        pivot = row;
    }
    const value = matrix[pivot * size + column] as number;
    if (value === 0) return 0;
    if (pivot !== column) {
      product = -product;
      swapRows(matrix, { one: pivot, other: column, size });
    }
    product *= value;
    for (let row = column + 1; row < size; row += 1) {
      const factor = (matrix[row * size + column] as number) / value;
      if (factor === 0) continue;
      for (let at = column + 1; at < size; at += 1) {
        matrix[row * size + at] = (matrix[row * size + at] as number) - factor * (matrix[column * size + at] as number);
      }
    }
  }
  return product;
}

function swapRows(
  matrix: Float64Array,
  rows: { readonly one: number; readonly other: number; readonly size: number },
): void {
  const { one, other, size } = rows;
  for (let at = 0; at < size; at += 1) {
    const kept = matrix[one * size + at] as number;
    matrix[one * size + at] = matrix[other * size + at] as number;
    matrix[other * size + at] = kept;
  }
}

/** Which column stands at which place while columns are exchanged. */
const columns = new Int32Array(32);

/**
 * A vector at right angles to `size - 1` rows of length `size` (at most 32), of length 1, by elimination with full
 * pivoting, written into `normal`; the rows are used up. `false` where the rows are dependent.
 */
export function perpendicular(rows: Float64Array, size: number, normal: Float64Array): boolean {
  for (let at = 0; at < size; at += 1) columns[at] = at;
  for (let step = 0; step < size - 1; step += 1) if (!eliminate(rows, step, size)) return false;
  normal[columns[size - 1] as number] = 1;
  let squares = 1;
  for (let step = size - 2; step >= 0; step -= 1) {
    let sum = 0;
    for (let at = step + 1; at < size; at += 1) {
      const column = columns[at] as number;
      sum += (rows[step * size + column] as number) * (normal[column] as number);
    }
    const column = columns[step] as number;
    const value = -sum / (rows[step * size + column] as number);
    normal[column] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < size; at += 1) normal[at] = (normal[at] as number) / length;
  return true;
}

/** Brings the largest entry that is left to the front, exchanging columns by name, and clears what is below it. */
function eliminate(rows: Float64Array, step: number, size: number): boolean {
  let [pivotRow, pivotAt, most] = [step, step, 0];
  for (let row = step; row < size - 1; row += 1) {
    for (let at = step; at < size; at += 1) {
      const value = Math.abs(rows[row * size + (columns[at] as number)] as number);
      if (value > most) {
        pivotRow = row;
        pivotAt = at;
        most = value;
      }
    }
  }
  if (most === 0) return false;
  if (pivotRow !== step) swapRows(rows, { one: pivotRow, other: step, size });
  const column = columns[pivotAt] as number;
  columns[pivotAt] = columns[step] as number;
  columns[step] = column;
  const from = step * size;
  const value = rows[from + column] as number;
  for (let to = from + size; to < (size - 1) * size; to += size) {
    const factor = (rows[to + column] as number) / value;
    if (factor === 0) continue;
    for (let at = step + 1; at < size; at += 1) {
      const place = columns[at] as number;
      rows[to + place] = (rows[to + place] as number) - factor * (rows[from + place] as number);
    }
  }
  return true;
}
