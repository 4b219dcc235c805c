import { z } from 'zod';
import { Estimate } from './estimate.js';

/** What is fitted to what: an outcome of runs over the levels of a factor, in one arm. */
const Fitted = {
  /** The factor that is scanned; at least two of its levels are numbers. */
  factor: z.string().min(1),
  /** Column of a measure of the scenario. */
  outcome: z.string().min(1),
  arm: z.string().min(1).default('interacting'),
};

/**
 * A curve that a study fits over the levels of one of its factors, once for each combination of the others. It is part of the
 * design that is frozen before the first run.
 *
 * - `critical-mass`: the committed share at which half of the runs tip, from a scan of a factor that decides how many agents
 *   are committed; with the difference `between` the two levels of another factor, the hysteresis.
 * - `logistic`: the log-odds of what happens in a run or does not, as a straight line.
 * - `tanh`: (1 + tanh(beta m)) / 2 with m = 2 x - 1, for a factor and an outcome that are shares.
 * - `dose-response`: mean, nearest curve that never turns around, and straight line.
 */
export const StudyFit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('critical-mass'), ...Fitted, between: z.string().min(1).optional() }),
  z.strictObject({ kind: z.literal('logistic'), ...Fitted }),
  z.strictObject({ kind: z.literal('tanh'), ...Fitted }),
  z.strictObject({
    kind: z.literal('dose-response'),
    ...Fitted,
    direction: z.enum(['rising', 'falling']).default('rising'),
  }),
]);
export type StudyFit = z.infer<typeof StudyFit>;
/** A fit as a user may write it, without what has a default. */
export type StudyFitInput = z.input<typeof StudyFit>;

/** A curve that was fitted: one for each combination of the levels of the other factors. */
export const FittedCurve = z.object({
  /** Levels of the other factors; empty where there are none. */
  levels: z.record(z.string(), z.json()),
  /** The same in words, for example `incumbent M`. */
  name: z.string(),
  /** `censored`: the curve has no such point among the levels that ran. `failed`: it could not be fitted. */
  status: z.enum(['found', 'censored', 'failed']),
  /** Where it is censored: on which side of the levels that ran it lies, or `neither` where the curve does not rise. */
  side: z.enum(['below', 'above', 'neither']).optional(),
  /** The outcome at each level, smallest first. */
  points: z.array(
    z.object({
      /** Place on the axis of the fit. */
      x: z.number(),
      outcome: Estimate,
      /** Runs without the outcome, which are left out. */
      missing: z.number().int().nonnegative(),
    }),
  ),
  /** The fitted curve, to be drawn; empty where there is none. */
  line: z.array(z.object({ x: z.number(), y: z.number() })),
  figures: z.record(z.string(), z.object({ title: z.string(), estimate: Estimate })),
  /** What it says, in words. */
  sentence: z.string(),
});
export type FittedCurve = z.infer<typeof FittedCurve>;

/** What a fit of a study gave. */
export const FitSummary = z.object({
  kind: z.enum(['critical-mass', 'logistic', 'tanh', 'dose-response']),
  factor: z.string(),
  outcome: z.string(),
  arm: z.string(),
  /** What the outcome is, in words. */
  title: z.string(),
  /** What `x` is, in words. */
  axis: z.string(),
  /** Time by which the outcome must have come about, where it has one. */
  horizon: z.object({ time: z.number(), unit: z.string() }).nullable(),
  curves: z.array(FittedCurve),
  /** The first curve less the second, where two directions are compared. */
  gap: z
    .object({ between: z.string(), first: z.string(), second: z.string(), estimate: Estimate, sentence: z.string() })
    .optional(),
});
export type FitSummary = z.infer<typeof FitSummary>;
