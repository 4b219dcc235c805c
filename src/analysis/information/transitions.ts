/** A discrete series as numbers of its values, from 0; −1 where a value is missing. */
export type CodedSeries = ArrayLike<number>;

/** How often two series went from which values to which. */
export interface Transitions {
  /** How many values there are. */
  readonly symbols: number;
  /** Of (a, b, a′, b′) at `((a * symbols + b) * symbols + a′) * symbols + b′`: both series now, and both later. */
  readonly cells: Float64Array;
  /** Pairs of steps that are counted. */
  readonly n: number;
  /** Pairs of steps in which one of the four values is missing. */
  readonly missing: number;
}

/**
 * Counts what two series do together over a lag. Steps with a missing value are left out, and counted.
 *
 * @param how `lag` in steps, at least 1 (default); `symbols` is greater than every number in the series.
 */
export function transitionsOf(
  a: CodedSeries,
  b: CodedSeries,
  how: { readonly symbols: number; readonly lag?: number },
): Transitions {
  const { symbols, lag = 1 } = how;
  const cells = new Float64Array(symbols ** 4);
  const pairs = Math.max(0, Math.min(a.length, b.length) - lag);
  let n = 0;
  for (let now = 0; now < pairs; now += 1) {
    const before = joined(a[now] as number, b[now] as number, symbols);
    const after = joined(a[now + lag] as number, b[now + lag] as number, symbols);
    if (before < 0 || after < 0) continue;
    cells[before * symbols * symbols + after]! += 1;
    n += 1;
  }
  return { symbols, cells, n, missing: pairs - n };
}

function joined(a: number, b: number, symbols: number): number {
  return a < 0 || b < 0 ? -1 : a * symbols + b;
}

/** Which of the four variables of a transition: both series now, and both later. */
export type Part = 'a' | 'b' | 'nextA' | 'nextB';

const PLACES: { readonly [part in Part]: number } = { a: 3, b: 2, nextA: 1, nextB: 0 };

/** Counts of some of the variables of transitions, the first part slowest. */
export function partsOf({ symbols, cells }: Transitions, parts: readonly Part[]): Float64Array {
  const sums = new Float64Array(symbols ** parts.length);
  const divisors = parts.map((part) => symbols ** PLACES[part]);
  for (let cell = 0; cell < cells.length; cell += 1) {
    const count = cells[cell] as number;
    if (count === 0) continue;
    let at = 0;
    for (const divisor of divisors) at = at * symbols + (Math.floor(cell / divisor) % symbols);
    sums[at]! += count;
  }
  return sums;
}
