/** Scores of people (rows) on the items or parcels of one axis; `null` is missing. */
export type ScoreBlock = readonly (readonly (number | null)[])[];

/** The additive model of people and items, fitted by least squares. */
export interface TwoWayFit {
  /** What people add to the items' means, or `null` of those who answered nothing. */
  readonly people: readonly (number | null)[];
  /** Sum of squared residuals and number of answers of each person. */
  readonly squares: readonly number[];
  readonly answered: readonly number[];
  /** Sum of squares that people explain beyond the items, and what neither explains. */
  readonly betweenPeople: number;
  readonly residual: number;
  readonly peopleFreedom: number;
  readonly residualFreedom: number;
}

const MOST_SWEEPS = 200;

/**
 * Fits `score = item + person + residual` by least squares, sweep by sweep; of a table without holes the first sweep is
 * exact. Missing answers are left out and not filled in. People who answered nothing do not count.
 */
export function twoWayFit(block: ScoreBlock): TwoWayFit {
  const table = flatOf(block);
  const items = new Float64Array(table.columns);
  const people = new Float64Array(block.length);
  fitItems(table, items, people);
  const withoutPeople = total(squaresOf(table, items, people));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    const moved = fitPeople(table, items, people);
    if (moved < 1e-12) break;
    fitItems(table, items, people);
  }
  const squares = squaresOf(table, items, people);
  const answered = Array.from(table.answered);
  const residual = total(squares);
  const used = answered.filter((count) => count > 0).length;
  const columns = table.asked.filter((count) => count > 0).length;
  return {
    people: answered.map((count, row) => (count > 0 ? (people[row] as number) : null)),
    squares,
    answered,
    betweenPeople: Math.max(0, withoutPeople - residual),
    residual,
    peopleFreedom: Math.max(0, used - 1),
    residualFreedom: Math.max(0, total(answered) - used - columns + 1),
  };
}

/** The same scores row by row, `NaN` where one is missing. */
interface FlatBlock {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float64Array;
  /** Number of answers of each row, and of each column. */
  readonly answered: Int32Array;
  readonly asked: Int32Array;
}

function flatOf(block: ScoreBlock): FlatBlock {
  const [rows, columns] = [block.length, block[0]?.length ?? 0];
  const scores = new Float64Array(rows * columns).fill(NaN);
  const answered = new Int32Array(rows);
  const asked = new Int32Array(columns);
  for (let row = 0; row < rows; row += 1) {
    const given = block[row] as ScoreBlock[number];
    for (let column = 0; column < columns; column += 1) {
      const score = given[column] ?? null;
      if (score === null) continue;
      scores[row * columns + column] = score;
      answered[row] = (answered[row] as number) + 1;
      asked[column] = (asked[column] as number) + 1;
    }
  }
  return { rows, columns, scores, answered, asked };
}

/** Sets each item to the mean of what people's effects leave. */
function fitItems({ rows, columns, scores, asked }: FlatBlock, items: Float64Array, people: Float64Array): void {
  items.fill(0);
  for (let row = 0; row < rows; row += 1) {
    const person = people[row] as number;
    for (let column = 0; column < columns; column += 1) {
      const score = scores[row * columns + column] as number;
      if (score === score) items[column] = (items[column] as number) + (score - person);
    }
  }
  for (let column = 0; column < columns; column += 1) {
    const count = asked[column] as number;
    items[column] = count === 0 ? 0 : (items[column] as number) / count;
  }
}

/** Sets each person who answered to the mean of what the items leave. Largest change. */
function fitPeople({ rows, columns, scores, answered }: FlatBlock, items: Float64Array, people: Float64Array): number {
  let most = 0;
  for (let row = 0; row < rows; row += 1) {
    const count = answered[row] as number;
    if (count === 0) continue;
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const score = scores[row * columns + column] as number;
      if (score === score) sum += score - (items[column] as number);
    }
    const mean = sum / count;
    most = Math.max(most, Math.abs(mean - (people[row] as number)));
    people[row] = mean;
  }
  return most;
}

function squaresOf({ rows, columns, scores }: FlatBlock, items: Float64Array, people: Float64Array): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const person = people[row] as number;
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const score = scores[row * columns + column] as number;
      if (score === score) sum += (score - (items[column] as number) - person) ** 2;
    }
    return sum;
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
