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
  const items = new Array<number>(block[0]?.length ?? 0).fill(0);
  const people = block.map((row) => (row.some((score) => score !== null) ? 0 : null));
  fitItems(block, items, people);
  const withoutPeople = total(squaresOf(block, items, people));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    const moved = fitPeople(block, items, people);
    if (moved < 1e-12) break;
    fitItems(block, items, people);
  }
  const squares = squaresOf(block, items, people);
  const answered = block.map((row) => row.filter((score) => score !== null).length);
  const residual = total(squares);
  const used = people.filter((person) => person !== null).length;
  const columns = items.filter((_, column) => block.some((row) => row[column] !== null)).length;
  return {
    people,
    squares,
    answered,
    betweenPeople: Math.max(0, withoutPeople - residual),
    residual,
    peopleFreedom: Math.max(0, used - 1),
    residualFreedom: Math.max(0, total(answered) - used - columns + 1),
  };
}

/** Sets each item to the mean of what people's effects leave. */
function fitItems(block: ScoreBlock, items: number[], people: readonly (number | null)[]): void {
  for (let column = 0; column < items.length; column += 1) {
    let [sum, count] = [0, 0];
    for (let row = 0; row < block.length; row += 1) {
      const score = block[row]?.[column] ?? null;
      if (score === null) continue;
      sum += score - (people[row] ?? 0);
      count += 1;
    }
    items[column] = count === 0 ? 0 : sum / count;
  }
}

/** Sets each person to the mean of what the items leave. Largest change. */
function fitPeople(block: ScoreBlock, items: readonly number[], people: (number | null)[]): number {
  let most = 0;
  for (let row = 0; row < block.length; row += 1) {
    const before = people[row] ?? null;
    if (before === null) continue;
    const scores = block[row] as readonly (number | null)[];
    let [sum, count] = [0, 0];
    for (let column = 0; column < items.length; column += 1) {
      const score = scores[column] ?? null;
      if (score === null) continue;
      sum += score - (items[column] as number);
      count += 1;
    }
    people[row] = sum / count;
    most = Math.max(most, Math.abs(sum / count - before));
  }
  return most;
}

function squaresOf(block: ScoreBlock, items: readonly number[], people: readonly (number | null)[]): number[] {
  return block.map((row, at) => {
    let sum = 0;
    for (let column = 0; column < items.length; column += 1) {
      const score = row[column] ?? null;
      if (score !== null) sum += (score - (items[column] as number) - (people[at] ?? 0)) ** 2;
    }
    return sum;
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
