/** Middle value. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Milliseconds that some work takes, with what it returned. */
export async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/**
 * One line of the table.
 *
 * @param row.what What was measured.
 * @param row.value The number, in `unit`.
 * @param row.beside What it stands beside, and that number, in the same unit.
 * @param row.most Largest value that is good; or `row.least`, the smallest. Neither where the number is told only.
 */
export function row({ what, value, unit, beside, most, least, note }) {
  const holds =
    most === undefined && least === undefined ? null : value <= (most ?? Infinity) && value >= (least ?? -Infinity);
  const bound = most === least && most !== undefined ? `= ${most}` : most !== undefined ? `≤ ${most}` : '';
  return {
    what,
    value,
    unit,
    beside: beside?.what ?? null,
    besideValue: beside?.value ?? null,
    ratio: beside === undefined ? null : value / beside.value,
    bound: least === undefined || bound !== '' ? bound : `≥ ${least}`,
    holds,
    note: note ?? null,
  };
}

/** A line for what could not be measured here. It does not hold. */
export function unmeasured(what, reason) {
  return {
    what,
    value: null,
    unit: '',
    beside: null,
    besideValue: null,
    ratio: null,
    bound: '',
    holds: false,
    note: reason,
  };
}
