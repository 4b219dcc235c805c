import { z } from 'zod';

/** Places of people on an axis, from 0 to 1. */
const AxisRange = z.object({ least: z.number(), mean: z.number(), most: z.number() });

/** People who take part in a study: how many, and how far apart they are. */
export const PeopleSummary = z.object({
  name: z.string(),
  size: z.number().int().positive(),
  source: z.string().nullable(),
  /** Where they were meant to stand on each axis, and do by their answers; `null` where nobody knows. */
  axes: z.array(z.object({ axis: z.string(), meant: AxisRange.nullable(), answered: AxisRange.nullable() })),
});
export type PeopleSummary = z.infer<typeof PeopleSummary>;
