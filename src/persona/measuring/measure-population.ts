import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { AnswerTable, AxisConstraint, Chance, Chances, Position } from '../../spec/index.js';
import { meanOf } from './_internals/association.js';
import { bootstrapPeople, recentred } from './_internals/bootstrap.js';
import { drawnMetrics, idealDrawsFor, meanMetrics } from './_internals/compared-populations.js';
import type { Points } from './_internals/flat-points.js';
import { metricIntervals } from './_internals/metric-intervals.js';
import { axisCorrelations, axisSpread, duplicatePositions } from './axis-spread.js';
import { calibratedRadius, type CalibratedRadius } from './calibrated-radius.js';
import { correctedCoverage } from './corrected-coverage.js';
import { estimateOf } from './estimate.js';
import { fidelity } from './fidelity.js';
import { noiseGate } from './noise-gate.js';
import { noisyPersonas } from './noisy-personas.js';
import { occupancy } from './occupancy.js';
import type { AxisRow, GateRow, MetricRow, PopulationMeasures } from './population-measures.js';
import { columnsOf, positionsOf, type MeasuredPositions } from './positions-of.js';
import { referencePoints } from './reference-points.js';
import { reliability, type Reliability, type ReliabilityUnit } from './reliability.js';
import { reliablePositions } from './reliable-positions.js';
import { DIVERSITY_METRICS, sixMetrics, type DiversityMetrics } from './six-metrics.js';
import { splitHalf } from './split-half.js';
import { nearestTextSimilarity } from './text-similarity.js';

/** What is measured, and against what. */
export interface PopulationToMeasure {
  readonly table: AnswerTable;
  readonly seed: number | string;
  /** Number of named levels of the axes that have some: the ideal population stands at them. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Where nobody can stand, the ideal population does not. */
  readonly constraints?: readonly AxisConstraint[];
  /** Intended positions in the order of the table; `undefined` for who has none. */
  readonly targets?: readonly (Position | undefined)[];
  /** Texts in the order of the table. */
  readonly texts?: readonly string[];
  /** Answers of as many copies of one neutral persona, by the same mind to the same items; several tables are averaged. */
  readonly clones?: readonly AnswerTable[];
  /** The calibrated radius, where the caller timed it; else it is looked up or computed. */
  readonly radius?: { readonly radius: number; readonly standardDeviation: number; readonly draws: number };
  /** Default `items`; `key-balanced parcels` where the model acquiesces. */
  readonly unit?: ReliabilityUnit;
  /** Random answerers who went through the same loop, for the noise gate. */
  simulate?(draw: number, chance: Chance): AnswerTable;
  /** Draws of the noise gate; default 999, fewer (at least 99) of large tables. */
  readonly gateDraws?: number;
  /** Ideal populations; default 20, fewer of large populations. */
  readonly idealDraws?: number;
  /** Resamples of the intervals of the metrics; default 200, none (no intervals) of more than 200 people. */
  readonly resamples?: number;
}

/** More people than this have no intervals of the metrics unless they are asked for. */
const MANY = 200;

/** Cells that random answerers may fill in all. */
const GATE_CELLS = 10_000_000;

/**
 * Measures a population by its answers: the six metrics beside those of an ideal population put through the same
 * instrument and of neutral clones, what is reliable of them, the noise gate, the axes, rare combinations, and how much of
 * the intended positions came out. Pure and keyed: the same for the same input and seed.
 *
 * @throws MesocosmError (usage) where fewer than two people can be measured, or an axis has no items.
 */
export function measurePopulation(of: PopulationToMeasure): PopulationMeasures {
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
  const radius = of.radius ?? calibratedRadius({ size: positions.length, axes: table.axes.length });
  const unit = of.unit ?? 'items';
  const reliable = reliability(table, unit);
  const halves = splitHalf(table, { chance: chances('measuring', 'split-half') });
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
    ...comparedMetrics(of, { positions, radius: radius.radius, reliable, chances }),
    axes: axisRows(table, { positions, reliable, halves }),
    correlations: axisCorrelations(positions).map(({ one, other, correlation }) => ({
      one: table.axes[one] as string,
      other: table.axes[other] as string,
      correlation,
    })),
    distinctAnswers: positions.length - duplicates.reduce((sum, { length }) => sum + length - 1, 0),
    duplicates: duplicates.map((people) => people.map((person) => measured.personas[person] as string)),
    gate: gateRow(of, { unit, chances }),
    noisyPersonas: noisyPersonas(table, { unit }).flatMap(({ persona, meanSquare, deviations, noisy }) =>
      noisy && meanSquare !== null && deviations !== null ? [{ persona, meanSquare, deviations }] : [],
    ),
    occupancy: occupancyRow(positions, chances),
    textSimilarity: textRow(of),
    fidelity: fidelityRows(of, { measured, halves, chances }),
  };
}

/** The metrics of the people, of the ideal, of clones, and of what is reliable; coverage between clones and the ideal. */
function comparedMetrics(
  of: PopulationToMeasure,
  found: {
    readonly positions: Points;
    readonly radius: number;
    readonly reliable: Reliability;
    readonly chances: Chances;
  },
) {
  const { positions, radius, reliable, chances } = found;
  const [size, axes] = [positions.length, of.table.axes.length];
  const reference = referencePoints({ axes, chance: chances('measuring', 'reference') });
  const how = { radius, reference };
  const values = sixMetrics(positions, how);
  const resamples = of.resamples ?? (size > MANY ? 0 : 200);
  const intervals = metricIntervals(positions, {
    ...how,
    values,
    resamples,
    chance: chances('measuring', 'bootstrap', 'metrics'),
  });
  const idealDraws = of.idealDraws ?? idealDrawsFor(size, axes);
  const ideal = drawnMetrics(of.table, {
    ...how,
    size,
    draws: idealDraws,
    seed: of.seed,
    levels: of.levels,
    constraints: of.constraints,
  });
  const clones = (of.clones ?? []).map((table) => sixMetrics(positionsOf(table).positions, how));
  const corrected = reliable.kind === 'measured' ? sixMetrics(reliablePositions(positions, reliable), how) : undefined;
  const [idealMean, cloneMean] = [meanMetrics(ideal), meanMetrics(clones)];
  const onScale = (coverage: number | null | undefined): number | null =>
    coverage === null || coverage === undefined || cloneMean.coverage === null || idealMean.coverage === null
      ? null
      : correctedCoverage({ coverage, clones: cloneMean.coverage, ideal: idealMean.coverage });
  const metrics: MetricRow[] = DIVERSITY_METRICS.map(({ name, title, better }) => ({
    metric: name,
    title,
    better,
    ...estimateOf(values[name], intervals[name] ?? null),
    errorBound: errorBoundOf(values, name),
    ideal: idealMean[name],
    clones: cloneMean[name],
    reliable: corrected?.[name] ?? null,
  }));
  const [low, high] = [onScale(intervals.coverage?.low), onScale(intervals.coverage?.high)];
  return {
    idealDraws,
    cloneDraws: clones.length,
    metrics,
    correctedCoverage: estimateOf(onScale(values.coverage), low === null || high === null ? null : { low, high }),
  };
}

function errorBoundOf({ errorBounds }: DiversityMetrics, name: MetricRow['metric']): number | null {
  return name === 'hull_volume' || name === 'dispersion' ? errorBounds[name] : null;
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

function gateRow(
  of: PopulationToMeasure,
  { unit, chances }: { readonly unit: ReliabilityUnit; readonly chances: Chances },
): GateRow {
  const { table, seed } = of;
  const cells = table.personas.length * table.items.length;
  const draws = of.gateDraws ?? Math.max(99, Math.min(999, Math.floor(GATE_CELLS / cells)));
  const simulate = of.simulate === undefined ? {} : { simulate: of.simulate };
  const gate = noiseGate(table, { seed, unit, draws, ...simulate });
  const value = gate.reliability.kind === 'measured' ? gate.reliability.value : null;
  const resampled = bootstrapPeople(
    (rows) => {
      const again = reliability({ ...table, scores: Array.from(rows, (row) => table.scores[row] ?? []) }, unit);
      return [again.kind === 'measured' ? again.value : null];
    },
    {
      chance: chances('measuring', 'bootstrap', 'reliability'),
      size: table.personas.length,
      resamples: Math.min(draws, 500),
    },
  );
  const why = { 'no-variation': 'no variation between personas', 'too-few-items': 'too few items' } as const;
  return {
    verdict: gate.verdict,
    why: gate.reliability.kind === 'measured' ? null : why[gate.reliability.kind],
    unit,
    reliability: estimateOf(value, value === null ? null : recentred(resampled[0], { estimate: value, most: 1 })),
    threshold: gate.threshold,
    pValue: gate.pValue,
    draws: gate.draws,
  };
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

function fidelityRows(
  of: PopulationToMeasure,
  found: {
    readonly measured: MeasuredPositions;
    readonly halves: readonly (number | null)[];
    readonly chances: Chances;
  },
): PopulationMeasures['fidelity'] {
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
  return fidelity(
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
