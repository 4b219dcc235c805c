import { z } from 'zod';

/** How diverse the people were by one half of the items; `null` where nobody had answers on every axis. */
export const LoopScores = z
  .object({
    /** People who had answers on every axis. */
    people: z.number().int().nonnegative(),
    coverage: z.number(),
    hull: z.number(),
    dispersion: z.number(),
  })
  .nullable();
export type LoopScores = z.infer<typeof LoopScores>;

/**
 * Why people were written in a round: for the first time (`open-loop`), because the fitted response says that another aim
 * comes nearer to their place (`calibration`), because they were redundant and went to the middle of an empty ball
 * (`empty-balls`), or again with the same aim, to know better how far words reach (`reach`).
 */
export const RoundKind = z.enum(['open-loop', 'calibration', 'empty-balls', 'reach']);
export type RoundKind = z.infer<typeof RoundKind>;

const PerAxis = z.record(z.string(), z.number());

/** One round of writing and answering. */
export const LoopRound = z.object({
  round: z.number().int().nonnegative(),
  kind: RoundKind,
  /** Who was written, by place in the population from 0, where to go and where to aim. */
  written: z.array(z.object({ index: z.number().int().nonnegative(), target: PerAxis, aim: PerAxis })),
  /** Of these, whom the writer could not write; who had been there before stayed. */
  failed: z.array(z.number().int().nonnegative()),
  /** By the items that the loop looks at: gains here are partly luck that was sought. */
  steering: LoopScores,
  /** By the items that it never sees: these are the gains. */
  heldOut: LoopScores,
});
export type LoopRound = z.infer<typeof LoopRound>;

const Bound = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** How far words moved the answers on an axis. */
export const AxisReach = z.object({
  axis: z.string(),
  /** Least and largest expected answer over all aims that were tried, with 95 % bootstrap intervals over texts. */
  from: Bound,
  to: Bound,
  /** Difference of the two, with its own interval. */
  width: Bound,
  /** Least and largest aim that was tried. */
  tried: z.object({ low: z.number(), high: z.number() }),
  /** Share of people whose place lies beyond the reach by more than the tolerance, with aims as far as they may go. */
  beyond: z.number().min(0).max(1),
  /** Texts that the estimate rests on. */
  texts: z.number().int().nonnegative(),
});
export type AxisReach = z.infer<typeof AxisReach>;

/** Why the loop ended. */
export const LoopEnd = z.enum(['goal', 'budget', 'plateau']);
export type LoopEnd = z.infer<typeof LoopEnd>;

/** What a closed loop did, and what it came to. */
export const LoopReport = z.object({
  formatVersion: z.literal(1),
  axes: z.array(z.string()),
  /** Ids of the items of either half. */
  items: z.object({ steering: z.array(z.string()), heldOut: z.array(z.string()) }),
  /** Radius at which coverage was counted. */
  radius: z.number().positive(),
  rounds: z.array(LoopRound),
  /** People written after the first round. */
  rewrites: z.number().int().nonnegative(),
  reach: z.array(AxisReach),
  stoppedBy: LoopEnd,
});
export type LoopReport = z.infer<typeof LoopReport>;
