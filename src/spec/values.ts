import { z } from 'zod';
import { Changed } from './changed.js';
import { Estimate } from './estimate.js';

/** What one agent said to one statement of a value instrument. It leaves no trace in a run. */
export const ValueAnswer = z.object({
  agent: z.string(),
  /** Id of the item. */
  item: z.string(),
  /** Probability of each point of the scale, from disagreement to agreement; absent where there is no answer. */
  probabilities: z.array(z.number()).optional(),
  /** Probability that the model put on the points at all; `null` where it is not known. */
  mass: z.number().nullable().optional(),
  /** Why there is no answer; `absent` is who took no part any more. */
  failure: z.object({ kind: z.enum(['refused', 'malformed', 'absent']), message: z.string() }).optional(),
});
export type ValueAnswer = z.infer<typeof ValueAnswer>;

/**
 * Something that a value instrument tells, from 0 to 1: where somebody stands on a `dimension` between its poles, agreement
 * with a single `statement`, or `acquiescence`, agreement with statements of both keys, counted alike, less the middle.
 */
export const ValueScale = z.object({
  name: z.string(),
  kind: z.enum(['dimension', 'statement', 'acquiescence']),
  /** What 0 and 1 stand for. */
  low: z.string(),
  high: z.string(),
});
export type ValueScale = z.infer<typeof ValueScale>;

/** Questions that were asked and not answered, by reason. */
const Missing = z.record(z.string(), z.number().int().positive());

/** Values of agents after the runs of one arm less before, with intervals over runs. */
export const ValueArm = z.object({
  arm: z.string(),
  /** Runs at whose end agents were asked. */
  runs: z.number().int().nonnegative(),
  /** Answers, of all runs, agents and statements. */
  answers: z.number().int().nonnegative(),
  missing: Missing,
  /** Mean over the agents of a run, by scale. */
  shifts: z.record(z.string(), Estimate),
  /** The mean shift, if all that is missing were at one end, or at the other; absent where nothing is. */
  bounds: z.record(z.string(), z.object({ low: z.number(), high: z.number() })).optional(),
});
export type ValueArm = z.infer<typeof ValueArm>;

/** What the meeting changed on one scale: shifts in `interacting` less those in the arm without it, runs paired by seed. */
export const ValueChange = z.object({
  scale: z.string(),
  /** `null` where there is no other arm. */
  difference: Estimate.nullable(),
  /** Probability of a mean difference as far from 0, where signs of the pairs are a matter of chance; `null` without pairs. */
  p: z.number().nullable(),
  /** The same, raised for all scales of its kind; `null` also for acquiescence, which is not judged. */
  adjusted: z.number().nullable(),
  verdict: Changed.nullable(),
});
export type ValueChange = z.infer<typeof ValueChange>;

/** Values of a condition's agents before its runs and after them. */
export const ValuesSummary = z.object({
  instrument: z.object({
    name: z.string(),
    source: z.string().nullable(),
    licence: z.string().nullable(),
    items: z.number().int().positive(),
  }),
  scales: z.array(ValueScale),
  /** Of everybody, alone, with nothing that happened; with each mind where several decide. */
  before: z.object({
    answers: z.number().int().nonnegative(),
    missing: Missing,
    /** Mean probability that was put on the points at all; `null` where it is not known. */
    mass: z.number().nullable(),
    /** Mean over agents, by scale; `null` where nobody answered. */
    scores: z.record(z.string(), z.number().nullable()),
  }),
  arms: z.array(ValueArm),
  /** The arm without the meeting that `interacting` is held against; `null` where none was asked. */
  against: z.string().nullable(),
  changes: z.array(ValueChange),
  /** Shifts within it count as none. */
  margin: z.number(),
  /** Over the dimensions: `yes` where one changed, `no` where all are equivalent. */
  verdict: Changed,
  /** What it says, in words. */
  sentence: z.string(),
});
export type ValuesSummary = z.infer<typeof ValuesSummary>;
