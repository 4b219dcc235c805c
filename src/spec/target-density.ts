import { z } from 'zod';

/**
 * How many people should stand where on an axis: a beta density; a normal one, truncated to [0, 1]; or a table of weights
 * over equal parts of the axis (on an axis with levels, one weight a level). Without one, every part is wanted alike.
 */
export const TargetDensity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beta'), a: z.number().positive(), b: z.number().positive() }),
  z.object({ kind: z.literal('normal'), mean: z.number(), sd: z.number().positive() }),
  z.object({
    kind: z.literal('table'),
    weights: z
      .array(z.number().nonnegative())
      .min(1)
      .refine((weights) => weights.some((weight) => weight > 0), { message: 'all weights are 0' }),
  }),
]);
export type TargetDensity = z.infer<typeof TargetDensity>;
