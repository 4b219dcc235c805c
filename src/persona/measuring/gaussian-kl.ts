import { determinant } from './_internals/linear-algebra.js';
import { columnOf, flatPoints, type Points } from './_internals/flat-points.js';

/** Added to the variances, so that people who span no volume have a finite divergence. */
const RIDGE = 1e-4;

/**
 * Kullback–Leibler divergence of the normal distribution with the moments of the people from that of the uniform
 * distribution, in nats; lower is more diverse, 0 for the moments of the ideal. With mean m, covariance S (divided by n)
 * and S₀ = I / 12, each with a ridge of 10⁻⁴ on the diagonal:
 * ½ (tr S₀⁻¹S + (m − ½)ᵀ S₀⁻¹ (m − ½) − K − ln |S| / |S₀|) (Kullback and Leibler 1951, DOI 10.1214/aoms/1177729694).
 *
 * It sees place, spread and correlation, and not clumps: put {@link kernelKl} beside it.
 */
export function gaussianKl(points: Points): number {
  const { axes, count } = flatPoints(points);
  const columns = Array.from({ length: axes }, (_, axis) => columnOf(points, axis));
  const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / count);
  const covariance = new Float64Array(axes * axes);
  const ideal = 1 / 12 + RIDGE;
  let [trace, away] = [0, 0];
  for (let one = 0; one < axes; one += 1) {
    for (let other = 0; other < axes; other += 1) {
      let sum = one === other ? RIDGE * count : 0;
      for (let row = 0; row < count; row += 1) {
        sum += deviation(columns, means, one, row) * deviation(columns, means, other, row);
      }
      covariance[one * axes + other] = sum / count;
    }
    trace += (covariance[one * axes + one] as number) / ideal;
    away += ((means[one] as number) - 0.5) ** 2 / ideal;
  }
  const logRatio = Math.log(determinant(covariance, axes)) - axes * Math.log(ideal);
  return Math.max(0, (trace + away - axes - logRatio) / 2);
}

function deviation(
  columns: readonly (readonly number[])[],
  means: readonly number[],
  axis: number,
  row: number,
): number {
  return (columns[axis]?.[row] as number) - (means[axis] as number);
}
