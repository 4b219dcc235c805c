import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { atOnce, type InPieces } from '../../foundation/pieces.js';
import type { Chance } from '../../spec/index.js';
import { meanOf, slopeOn, spearman, spreadRatio } from './_internals/association.js';
import { bootstrapInPieces, percentiles } from './_internals/bootstrap.js';
import { columnOf, type Points } from './_internals/flat-points.js';
import { Estimate, estimateOf } from './estimate.js';

/** How much of the intended position on an axis came out in the answers. */
export const AxisFidelity = z.object({
  axis: z.string(),
  /** Rank correlation of intended and realised positions; 1 is the order that was meant. */
  spearman: Estimate,
  /** Of the least-squares line of realised on intended positions; 1 is the whole intended difference. */
  slope: Estimate,
  /** Mean of realised minus intended. */
  bias: Estimate,
  /** Standard deviation of realised over that of intended positions. */
  sdRatio: Estimate,
  meanAbsoluteError: Estimate,
  /** Spearman and sd ratio without the noise of the answers, by split-half reliability; the slope needs no correction. */
  disattenuatedSpearman: z.number().nullable(),
  disattenuatedSdRatio: z.number().nullable(),
});
export type AxisFidelity = z.infer<typeof AxisFidelity>;

/** What fidelity is computed with. */
export interface FidelityOptions {
  readonly axes: readonly string[];
  readonly chance: Chance;
  /** Default 1,000. */
  readonly resamples?: number;
  /** Split-half reliability of each axis ({@link splitHalf}), where it is known. */
  readonly reliability?: readonly (number | null)[];
}

/**
 * Fidelity of each axis, from intended (`targets`) to realised positions of the same people, with bootstrap intervals over
 * people. What does not vary has no correlation: `null`.
 *
 * Noise of the answers lowers the rank correlation and adds to the spread; it leaves slope and bias as they are on
 * average. So with reliability ρ the rank correlation is also given over √ρ (at most 1 in size; Spearman 1904,
 * DOI 10.2307/1412159) and the sd ratio times √ρ.
 *
 * @throws MesocosmError (usage) where the numbers of people differ.
 */
export function fidelity(targets: Points, realised: Points, options: FidelityOptions): AxisFidelity[] {
  return atOnce(fidelityInPieces(targets, realised, options));
}

/** {@link fidelity} in pieces. */
export function* fidelityInPieces(
  targets: Points,
  realised: Points,
  options: FidelityOptions,
): InPieces<AxisFidelity[]> {
  if (targets.length !== realised.length) {
    throw userError({
      kind: 'usage',
      what: `there are ${targets.length} intended positions and ${realised.length} realised ones`,
      expected: 'one of each for everybody',
    });
  }
  const { axes, chance, resamples = 1_000 } = options;
  const rows: AxisFidelity[] = [];
  for (const [at, axis] of axes.entries()) {
    const [intended, answered] = [columnOf(targets, at), columnOf(realised, at)];
    const values = statisticsOf(intended, answered);
    const draws = yield* bootstrapInPieces(
      (rows) =>
        statisticsOf(
          Array.from(rows, (row) => intended[row] as number),
          Array.from(rows, (row) => answered[row] as number),
        ),
      { chance, size: targets.length, resamples, what: 'bootstrap of the fidelity' },
    );
    const [rank, slope, bias, sdRatio, error] = values.map((value, which) =>
      estimateOf(value, percentiles(draws[which])),
    );
    const rho = options.reliability?.[at] ?? null;
    const root = rho === null || rho <= 0 ? null : Math.sqrt(rho);
    const [rankValue, , , ratio] = values;
    rows.push({
      axis,
      spearman: rank as Estimate,
      slope: slope as Estimate,
      bias: bias as Estimate,
      sdRatio: sdRatio as Estimate,
      meanAbsoluteError: error as Estimate,
      disattenuatedSpearman:
        root === null || rankValue === null ? null : Math.max(-1, Math.min(1, (rankValue as number) / root)),
      disattenuatedSdRatio: root === null || ratio === null ? null : (ratio as number) * root,
    });
  }
  return rows;
}

function statisticsOf(intended: readonly number[], answered: readonly number[]): (number | null)[] {
  const differences = answered.map((value, row) => value - (intended[row] as number));
  return [
    spearman(intended, answered),
    slopeOn(intended, answered),
    meanOf(differences),
    spreadRatio(intended, answered),
    meanOf(differences.map(Math.abs)),
  ];
}
