import { userError } from '../../foundation/errors/index.js';
import { atOnce, type InPieces } from '../../foundation/pieces.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { AnswerTable, Chances } from '../../spec/index.js';
import { meanOf } from './_internals/association.js';
import { comparedMetrics } from './_internals/compared-metrics.js';
import type { Points } from './_internals/flat-points.js';
import { gateRow } from './_internals/gate-row.js';
import { axisCorrelations, axisSpread, duplicatePositions } from './axis-spread.js';
import { calibratedRadiusInPieces, type CalibratedRadius } from './calibrated-radius.js';
import { estimateOf } from './estimate.js';
import { fidelityInPieces } from './fidelity.js';
import { noisyPersonas } from './noisy-personas.js';
import { occupancy } from './occupancy.js';
import type { AxisRow, PopulationMeasures } from './population-measures.js';
import type { PopulationToMeasure } from './population-to-measure.js';
import { columnsOf, positionsOf, type MeasuredPositions } from './positions-of.js';
import { reliability, type Reliability } from './reliability.js';
import { splitHalf } from './split-half.js';
import { nearestTextSimilarity } from './text-similarity.js';

/** More people than this have fewer resamples. */
const MANY = 200;

/**
 * Measures a population by its answers: the six metrics beside those of an ideal population put through the same
 * instrument and of neutral clones, what is reliable of them, the noise gate, the axes, rare combinations, and how much of
 * the intended positions came out. Pure and keyed: the same for the same input and seed.
 *
 * @throws MesocosmError (usage) where fewer than two people can be measured, or an axis has no items.
 */
export function measurePopulation(of: PopulationToMeasure): PopulationMeasures {
  return atOnce(measurePopulationInPieces(of));
}

/** {@link measurePopulation} in pieces: the same, for who must hear of other things meanwhile. */
export function* measurePopulationInPieces(of: PopulationToMeasure): InPieces<PopulationMeasures> {
  const { table, seed } = of;
  const chances = chancesFrom(seed);
  const measured = positionsOf(table);
  const { positions } = measured;
  if (positions.length < 2) {
    throw userError({
      kind: 'usage',
      what: `${positions.length} of ${table.personas.length} personas answered on every axis`,
      expected: 'at least two, for a population to be measured',
      remedy: 'look at the answers that failed, and ask again',
    });
  }
  const radius = of.radius ?? (yield* calibratedRadiusInPieces({ size: positions.length, axes: table.axes.length }));
  const unit = of.unit ?? 'items';
  const reliable = reliability(table, unit);
  yield;
  const halves = splitHalf(table, { chance: chances('measuring', 'split-half') });
  yield;
  const compared = yield* comparedMetrics(of, { positions, radius: radius.radius, reliable, chances });
  const gate = yield* gateRow(of, { unit, chances });
  const textSimilarity = textRow(of);
  yield;
  const fidelity = yield* fidelityRows(of, { measured, halves, chances });
  const duplicates = duplicatePositions(measured.rows.map((row) => table.scores[row] ?? []));
  return {
    formatVersion: 1,
    seed,
    mode: table.mode,
    kind: table.kind,
    size: positions.length,
    excluded: [...measured.excluded],
    answers: table.scores.flat().filter((score) => score !== null).length,
    missing: table.scores.flat().filter((score) => score === null).length,
    radius: {
      value: radius.radius,
      standardDeviation: radius.standardDeviation,
      draws: radius.draws,
      from: 'from' in radius ? (radius as CalibratedRadius).from : 'given',
    },
    ...compared,
    axes: axisRows(table, { positions, reliable, halves }),
    correlations: axisCorrelations(positions).map(({ one, other, correlation }) => ({
      one: table.axes[one] as string,
      other: table.axes[other] as string,
      correlation,
    })),
    distinctAnswers: positions.length - duplicates.reduce((sum, { length }) => sum + length - 1, 0),
    duplicates: duplicates.map((people) => people.map((person) => measured.personas[person] as string)),
    gate,
    noisyPersonas: noisyPersonas(table, { unit }).flatMap(({ persona, meanSquare, deviations, noisy }) =>
      noisy && meanSquare !== null && deviations !== null ? [{ persona, meanSquare, deviations }] : [],
    ),
    occupancy: occupancyRow(positions, chances),
    textSimilarity,
    fidelity,
  };
}

function axisRows(
  table: AnswerTable,
  found: { readonly positions: Points; readonly reliable: Reliability; readonly halves: readonly (number | null)[] },
): AxisRow[] {
  const { positions, reliable, halves } = found;
  return axisSpread(positions).map((spread, at) => ({
    axis: table.axes[at] as string,
    items: columnsOf(table, table.axes[at] as string).length,
    ...spread,
    reliability: reliable.kind === 'measured' ? (reliable.axes[at] ?? null) : null,
    splitHalf: halves[at] ?? null,
  }));
}

function occupancyRow(positions: Points, chances: Chances): PopulationMeasures['occupancy'] {
  const chance = chances('measuring', 'bootstrap', 'occupancy');
  const { jointTailExcess, jointTailExcessInterval, corners, pairs, ...rest } = occupancy(positions, {
    chance,
    resamples: positions.length > MANY ? 200 : 1_000,
  });
  const listed = (of: typeof corners) => of.map(({ ends, ...counts }) => ({ ...counts, ends: [...ends] }));
  return {
    ...rest,
    jointTailExcess: estimateOf(jointTailExcess, jointTailExcessInterval),
    corners: listed(corners),
    pairs: listed(pairs),
  };
}

function textRow({ texts, table }: PopulationToMeasure): PopulationMeasures['textSimilarity'] {
  if (texts === undefined || texts.length < 2) return null;
  const similar = nearestTextSimilarity(texts);
  const likeness = similar.map(({ similarity }) => similarity);
  const most = Math.max(...likeness);
  const one = likeness.indexOf(most);
  const other = similar[one]?.nearest ?? 0;
  return { mean: meanOf(likeness), most, personas: [table.personas[one] ?? '', table.personas[other] ?? ''] };
}

function* fidelityRows(
  of: PopulationToMeasure,
  found: {
    readonly measured: MeasuredPositions;
    readonly halves: readonly (number | null)[];
    readonly chances: Chances;
  },
): InPieces<PopulationMeasures['fidelity']> {
  const { measured, halves, chances } = found;
  const { axes } = of.table;
  const pairs = measured.rows.flatMap((row, at) => {
    const target = of.targets?.[row];
    if (target === undefined || axes.some((axis) => target[axis] === undefined)) return [];
    return [
      { target: axes.map((axis) => target[axis] as number), realised: measured.positions[at] as readonly number[] },
    ];
  });
  if (pairs.length < 2) return null;
  return yield* fidelityInPieces(
    pairs.map(({ target }) => target),
    pairs.map(({ realised }) => realised),
    {
      axes,
      chance: chances('measuring', 'bootstrap', 'fidelity'),
      reliability: halves,
      resamples: pairs.length > MANY ? 200 : 1_000,
    },
  );
}
