import { z } from 'zod';
import { AnswerMode } from '../../spec/index.js';
import { Estimate } from './estimate.js';
import { AxisFidelity } from './fidelity.js';
import { DIVERSITY_METRICS } from './six-metrics.js';

const end = z.object({ axis: z.number().int(), end: z.enum(['low', 'high']) });
const combination = z.object({
  ends: z.array(end),
  people: z.number().int(),
  share: z.number(),
  shareInterval: z.object({ low: z.number(), high: z.number() }),
  independent: z.number(),
});

/** One measure of diversity: of the people, and of what it should be held against. */
export const MetricRow = z.object({
  metric: z.enum(DIVERSITY_METRICS.map(({ name }) => name)),
  title: z.string(),
  better: z.enum(['higher', 'lower']),
  /**
   * With the 95 % interval of people resampled, moved to the value, because a resample has fewer different people: how far
   * another population by the same generator might lie. The minimum distance has none (a resample has copies).
   */
  ...Estimate.shape,
  /** Largest numerical error of the value, where it is not exact. */
  errorBound: z.number().nullable(),
  /** Mean over ideal populations put through the same instrument. */
  ideal: z.number().nullable(),
  /** Mean over populations of copies of a neutral persona. */
  clones: z.number().nullable(),
  /** Their standard deviation over those populations; `null` of fewer than two, and where a version without it measured. */
  clonesSd: z.number().nullable().default(null),
  /** Of the positions without the unreliable part of their spread. */
  reliable: z.number().nullable(),
});
export type MetricRow = z.infer<typeof MetricRow>;

/** One axis: how the people lie on it, and how well it was measured. */
export const AxisRow = z.object({
  axis: z.string(),
  items: z.number().int(),
  min: z.number(),
  max: z.number(),
  range: z.number(),
  mean: z.number(),
  standardDeviation: z.number(),
  /** By the analysis of variance, and by halves; `null` where it is not defined. */
  reliability: z.number().nullable(),
  splitHalf: z.number().nullable(),
});
export type AxisRow = z.infer<typeof AxisRow>;

/** The noise gate in the words of a table. */
export const GateRow = z.object({
  verdict: z.enum(['distinguishable', 'not distinguishable from noise', 'undefined']),
  /** Why the verdict is `undefined`. */
  why: z.enum(['no variation between personas', 'too few items']).nullable(),
  unit: z.enum(['items', 'key-balanced parcels']),
  reliability: Estimate,
  threshold: z.number().nullable(),
  pValue: z.number().nullable(),
  draws: z.number().int(),
});
export type GateRow = z.infer<typeof GateRow>;

/** All that was measured of a population, for tables and reports. Determined by answers, options and seed. */
export const PopulationMeasures = z.object({
  formatVersion: z.literal(1),
  seed: z.union([z.number(), z.string()]),
  mode: AnswerMode,
  kind: z.enum(['expected', 'drawn']),
  /** People who were measured, and those left out for an axis without answers. */
  size: z.number().int(),
  excluded: z.array(z.object({ persona: z.string(), axis: z.string() })),
  answers: z.number().int(),
  missing: z.number().int(),
  radius: z.object({
    value: z.number(),
    standardDeviation: z.number(),
    draws: z.number().int(),
    from: z.enum(['table', 'memory', 'store', 'computed', 'given']),
  }),
  /** Number of ideal and clone populations behind the means. */
  idealDraws: z.number().int(),
  cloneDraws: z.number().int(),
  metrics: z.array(MetricRow),
  /** Coverage from clones (0) to the ideal (1); `null` without clones, or where they do as well as the ideal. */
  correctedCoverage: Estimate,
  axes: z.array(AxisRow),
  correlations: z.array(z.object({ one: z.string(), other: z.string(), correlation: z.number().nullable() })),
  /** Different answer vectors, and groups of people who answered every item alike. */
  distinctAnswers: z.number().int(),
  duplicates: z.array(z.array(z.string())),
  gate: GateRow,
  noisyPersonas: z.array(z.object({ persona: z.string(), meanSquare: z.number(), deviations: z.number() })),
  occupancy: z.object({
    tail: z.number(),
    inCorners: z.number(),
    inCornersIndependent: z.number(),
    cornersOccupied: z.number().int(),
    cornersOccupiedIndependent: z.number(),
    jointTailExcess: Estimate,
    /** Places of axes are those of `axes`. */
    corners: z.array(combination),
    pairs: z.array(combination),
  }),
  /** Of the texts: mean and largest similarity to the nearest other; `null` where texts were not given. */
  textSimilarity: z
    .object({ mean: z.number(), most: z.number(), personas: z.tuple([z.string(), z.string()]) })
    .nullable(),
  /** `null` where nobody has an intended position. */
  fidelity: z.array(AxisFidelity).nullable(),
});
export type PopulationMeasures = z.infer<typeof PopulationMeasures>;
