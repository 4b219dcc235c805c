import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { mean } from './descriptive.js';
import type { Interval } from './intervals.js';

/** Somebody's distribution over options, and of how many samples it was counted. */
export interface CountedShares {
  readonly shares: readonly number[];
  /** Positive. */
  readonly samples: number;
}

/**
 * Interval of the mean over these agents, each of whom was asked so often: it is about what the same agents would say if they
 * were asked without end, and not about other agents. The variance is that of a stratified sample, `Σ s_i² / k_i / N²` with
 * the unbiased s_i² of each agent (Cochran 1977, Sampling Techniques, section 5.4); the ends are Wilson's with as many
 * samples as would have that variance, on the line between the least and the largest position. Where every agent says the
 * same each time, or was asked once, all samples count as of one population.
 *
 * @param positions Where each option stands: 1 and 0 for the share of one option.
 * @returns `null` without agents, or where all options stand at one place.
 */
export function countedMean(
  agents: readonly CountedShares[],
  positions: readonly number[],
  level = 0.95,
): (Interval & { readonly value: number }) | null {
  const [least, largest] = [Math.min(...positions), Math.max(...positions)];
  if (agents.length === 0 || !(largest > least)) return null;
  const placed = positions.map((position) => (position - least) / (largest - least));
  const moments = agents.map(({ shares, samples }) => {
    const first = shares.reduce((sum, share, option) => sum + share * (placed[option] ?? 0), 0);
    const second = shares.reduce((sum, share, option) => sum + share * (placed[option] ?? 0) ** 2, 0);
    return { first, spread: Math.max(0, second - first ** 2), samples };
  });
  const value = mean(moments.map(({ first }) => first));
  const all = moments.reduce((sum, { samples }) => sum + samples, 0);
  const variance = moments.some(({ samples }) => samples < 2)
    ? 0
    : moments.reduce((sum, { spread, samples }) => sum + spread / (samples - 1), 0) / moments.length ** 2;
  // Options between the ends leave less spread than the ends alone would, so this may be more than all samples.
  const counted = variance > 0 && value > 0 && value < 1 ? (value * (1 - value)) / variance : all;
  const square = normalQuantile(0.5 + level / 2, 0, 1) ** 2;
  const centre = (value + square / (2 * counted)) / (1 + square / counted);
  const half =
    Math.sqrt(square * ((value * (1 - value)) / counted + square / (4 * counted ** 2))) / (1 + square / counted);
  const back = (place: number): number => least + place * (largest - least);
  return {
    value: back(value),
    low: back(Math.max(0, Math.min(value, centre - half))),
    high: back(Math.min(1, Math.max(value, centre + half))),
  };
}
