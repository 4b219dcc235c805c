/**
 * Where an increasing function of one number reaches 0: Newton's steps as long as they stay between two bounds, else their
 * middle, until the bounds are next to each other or a step changes nothing.
 *
 * @param value The function, and its slope where that is known.
 */
export function solveIncreasing(
  value: (x: number) => readonly [value: number, slope?: number],
  bounds: { readonly low: number; readonly high: number; readonly start?: number },
): number {
  let { low, high } = bounds;
  let x = bounds.start ?? (low + high) / 2;
  for (let step = 0; step < 400; step += 1) {
    const [off, slope = 0] = value(x);
    if (off === 0) return x;
    if (off < 0) low = x;
    else high = x;
    const newton = x - off / slope;
    const next = slope > 0 && newton > low && newton < high ? newton : (low + high) / 2;
    if (next === x || Math.abs(next - x) <= Number.EPSILON * Math.abs(next)) return next;
    x = next;
  }
  return x;
}
