import { z } from 'zod';

/** Measured response to the number of others who hold the first option. */
export const ResponseCurve = z.object({
  axis: z.string(),
  option: z.string(),
  temperature: z.number(),
  presentations: z.number().int().positive(),
  points: z.array(
    z.object({
      x: z.number(),
      /** Probability of the first option, averaged over presentations after temperature. */
      p: z.number(),
      low: z.number(),
      high: z.number(),
      /** The same at temperature 1. */
      raw: z.number(),
      mass: z.number().nullable(),
      /** One value a presentation, after temperature. */
      presentations: z.array(z.number()),
    }),
  ),
  /** Least squares of (1 + tanh(beta m)) / 2 on the points, with the largest deviation of a point from it. */
  fit: z.object({ beta: z.number(), largestDeviation: z.number() }),
});
export type ResponseCurve = z.infer<typeof ResponseCurve>;

/** How what agents met, one presentation at a time, agrees with the curve that is averaged over declared ones. */
export const LiveAgreement = z.object({
  /** Points of the ladder that agents came by. */
  points: z.number().int().positive(),
  meanDifference: z.number().nonnegative(),
  largestDifference: z.number().nonnegative(),
  sentence: z.string(),
});
export type LiveAgreement = z.infer<typeof LiveAgreement>;
