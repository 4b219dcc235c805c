import { mean } from '../foundation/statistics/index.js';
import type { LiveAgreement, ResponseCurve, ResponseLadder, RunRecord } from '../spec/index.js';

/**
 * Compares what agents had, each asked with the presentation it met, with the curve averaged over declared presentations:
 * differences in the probability of the first option, at the points that agents came by. `null` where a scenario
 * measures no such series, or no curve was measured.
 */
export function liveAgreement(
  ladder: ResponseLadder | undefined,
  curve: ResponseCurve | null,
  records: readonly RunRecord[],
): LiveAgreement | null {
  const series = ladder?.met;
  if (series === undefined || curve === null) return null;
  const differences = curve.points.flatMap(({ p }, index) => {
    const met = records.map((record) => record.series[series]?.[index] ?? null).filter((value) => value !== null);
    return met.length === 0 ? [] : [Math.abs(mean(met) - p)];
  });
  if (differences.length === 0) return null;
  const meanDifference = mean(differences);
  const largestDifference = Math.max(...differences);
  return {
    points: differences.length,
    meanDifference,
    largestDifference,
    sentence:
      `Asked with the presentation of the moment, agents were on average ${meanDifference.toFixed(2)} from the averaged ` +
      `curve, at most ${largestDifference.toFixed(2)}, at the ${differences.length} of ${curve.points.length} counts they met.`,
  };
}
