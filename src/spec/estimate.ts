import { z } from 'zod';

/** A number with an interval around it. `low` and `high` are null where there is none, with the reason in `note`. */
export const Estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Number of runs (or calls) behind it. */
  n: z.number().int().nonnegative(),
  /** How the interval was made, for example `Wilson 95 %` or `bootstrap over runs 95 %`. */
  method: z.string(),
  note: z.string().optional(),
});
export type Estimate = z.infer<typeof Estimate>;
