/**
 * Least squares of P(m) = (1 + tanh(β m)) / 2, the response of Glauber dynamics (De Marzo, Castellano, Garcia 2026),
 * with β in [−20, 20], and the largest deviation of a point from the curve, which says how little the fit may mean.
 */
export function fitTanh(points: readonly { readonly m: number; readonly p: number }[]): {
  readonly beta: number;
  readonly largestDeviation: number;
} {
  const predicted = (beta: number, m: number): number => (1 + Math.tanh(beta * m)) / 2;
  const error = (beta: number): number => points.reduce((sum, { m, p }) => sum + (p - predicted(beta, m)) ** 2, 0);
  // The error has one valley near its least value but is flat far out: a coarse search, then golden sections.
  const coarse = Array.from({ length: 401 }, (_, index) => index / 10 - 20);
  const start = coarse.reduce((best, beta) => (error(beta) < error(best) ? beta : best), 0);
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.max(-20, start - 0.1), Math.min(20, start + 0.1)];
  while (high - low > 1e-9) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (error(left) < error(right)) high = right;
    else low = left;
  }
  const beta = Math.round(((low + high) / 2) * 1e6) / 1e6;
  return { beta, largestDeviation: Math.max(...points.map(({ m, p }) => Math.abs(p - predicted(beta, m)))) };
}
