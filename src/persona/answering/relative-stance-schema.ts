import { z } from 'zod';

/** Where the scale of an axis is fixed, and whether it may be used. */
export const StanceAnchor = z.object({
  axis: z.string(),
  /** Mean keyed log-ratio of the con anchors (low pole), in nats a token against neutral people: position 0. */
  con: z.number(),
  /** The same of the pro anchors (high pole): position 1. */
  pro: z.number(),
  /** Standard deviation of neutral people's log-ratios, in nats a token: the unit of noise. */
  noise: z.number().nonnegative(),
  /** `(pro - con) / noise`; `null` where neutral people do not differ at all. */
  separation: z.number().nullable(),
  /**
   * How much more pro than con anchors prefer a statement to its negation, keyed, in units of their own spread (Hedges' g)
   * with its 95 % interval, and the items for which it is not more.
   */
  negation: z.object({
    effect: z.number(),
    low: z.number(),
    high: z.number(),
    blindTo: z.array(z.string()).readonly(),
  }),
  usable: z.boolean(),
  /** Why not. */
  reasons: z.array(z.string()).readonly(),
});
export type StanceAnchor = z.infer<typeof StanceAnchor>;

/**
 * Where people stand by what they make likelier, between anchors: a relative stance. It is no Likert score, and no
 * coverage of one may stand beside it in a table: `mode` says so to whoever reports.
 */
export const RelativeStance = z.object({
  formatVersion: z.literal(1),
  mode: z.literal('likelihood'),
  /** Name of the questionnaire. */
  questionnaire: z.string(),
  /** Name of the model. */
  model: z.string(),
  person: z.enum(['first', 'third']),
  axes: z.array(z.string()).readonly(),
  anchors: z.array(StanceAnchor).readonly(),
  items: z.array(z.object({ id: z.string(), axis: z.string(), reverseKeyed: z.boolean() })).readonly(),
  personas: z.array(z.string()).readonly(),
  /**
   * A row a persona, a column an axis: 0 where the con anchors stand, 1 where the pro anchors do, and beyond. `null` where
   * nothing was answered or the axis has no two distinct anchors; whether it is usable is another question.
   */
  positions: z.array(z.array(z.number().nullable()).readonly()).readonly(),
  /** A row a persona, a column an item: log-ratio of the pro to the con form, in nats a token against neutral people. */
  ratios: z.array(z.array(z.number().nullable()).readonly()).readonly(),
  missing: z.array(z.object({ persona: z.string(), message: z.string() })).readonly(),
});
export type RelativeStance = z.infer<typeof RelativeStance>;
