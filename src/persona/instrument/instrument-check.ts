import { z } from 'zod';
import { AnswerMode } from '../../spec/index.js';

/** Whether an axis of a questionnaire can be measured in somebody's answers. */
export const AxisCheck = z.object({
  axis: z.string(),
  verdict: z.enum(['measurable', 'failed']),
  /** Why it failed, one clause each; empty where it did not. */
  reasons: z.array(z.string()).readonly(),
  /**
   * Mean score of high-pole people minus that of low-pole people, in lengths of the axis, with the spread within poles, and
   * Hedges' g with its 95 % interval; `null` where nobody answered.
   */
  separation: z
    .object({ difference: z.number(), spread: z.number(), effect: z.number(), low: z.number(), high: z.number() })
    .nullable(),
  /**
   * Correlation of raw agreement with forward and with reverse-keyed items across pole people, with its 95 % interval;
   * `null` where the items are all keyed alike, or agreement does not vary.
   */
  keys: z.object({ correlation: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Mean raw agreement with forward and reverse-keyed items, counted alike, less the midpoint; in [-½, ½]. */
  acquiescence: z.number().nullable(),
  /** Answers of pole people that are missing, and that were asked for. */
  missing: z.number().int().nonnegative(),
  asked: z.number().int().nonnegative(),
});
export type AxisCheck = z.infer<typeof AxisCheck>;

/** Whether a questionnaire measures anything in a model's answers, found out with people composed for its poles. */
export const InstrumentCheck = z.object({
  formatVersion: z.literal(1),
  /** Name of the questionnaire. */
  questionnaire: z.string(),
  mode: AnswerMode,
  /** Name of the mind or model that answered. */
  answeredBy: z.string(),
  /** Pole people of each pole of each axis. */
  wordings: z.number().int(),
  /** What was asked of each axis. */
  thresholds: z.object({
    /** The interval of the separation's effect must lie above this. */
    effect: z.number(),
    /** The interval of the correlation of the keys must lie below this. */
    correlation: z.number(),
    /** The share of missing answers must be no more than this. */
    missing: z.number(),
    /** Acquiescence is flagged where its interval lies beyond this, on either side. */
    acquiescence: z.number(),
  }),
  axes: z.array(AxisCheck).readonly(),
  /** Over all axes that have both keys, with the 95 % interval over pole people; `null` where there is none. */
  acquiescence: z.object({ estimate: z.number(), low: z.number(), high: z.number(), flagged: z.boolean() }).nullable(),
  /** Names of the axes that failed. */
  failed: z.array(z.string()).readonly(),
});
export type InstrumentCheck = z.infer<typeof InstrumentCheck>;

/**
 * What an axis must show. Poles are the furthest that a text can say, so they must lie more than one spread of wordings
 * apart, with all of the interval; the keys must run against each other, with all of the interval; a fifth of the answers
 * may be missing; a tenth of the scale is the acquiescence that is worth a word.
 */
export const INSTRUMENT_THRESHOLDS: InstrumentCheck['thresholds'] = {
  effect: 1,
  correlation: 0,
  missing: 0.2,
  acquiescence: 0.1,
};
