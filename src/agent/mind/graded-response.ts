/**
 * Probabilities of the points of an item by the graded-response model: at least point j is answered with probability
 * `σ(discrimination · (position − thresholds[j − 1]))`, σ the logistic function; one point more than there are thresholds.
 *
 * Source: Samejima 1969, Psychometrika monograph supplement 17.
 *
 * @param item.position On the scale of the thresholds.
 * @param item.discrimination Per unit of that scale, positive; with more of it answers are surer.
 * @param item.thresholds In increasing order: positions at which a higher answer is as likely as not.
 */
export function gradedResponse(item: {
  readonly position: number;
  readonly discrimination: number;
  readonly thresholds: readonly number[];
}): number[] {
  const { position, discrimination, thresholds } = item;
  const points = thresholds.length + 1;
  const probabilities = new Array<number>(points);
  let atLeast = 1;
  for (let point = 0; point < points; point += 1) {
    const threshold = thresholds[point];
    const above = threshold === undefined ? 0 : 1 / (1 + Math.exp(-discrimination * (position - threshold)));
    probabilities[point] = Math.max(0, atLeast - above);
    atLeast = above;
  }
  return probabilities;
}

const known = new Map<number, readonly number[]>();

/**
 * Thresholds that divide positions from 0 to 1 evenly: half way between the scores 0, 1 / (points − 1), … 1.
 *
 * @param points At least 2.
 */
export function evenThresholds(points: number): readonly number[] {
  let thresholds = known.get(points);
  if (thresholds === undefined) {
    thresholds = Array.from({ length: points - 1 }, (_, below) => (below + 0.5) / (points - 1));
    known.set(points, thresholds);
  }
  return thresholds;
}
