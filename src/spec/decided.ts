import { z } from 'zod';

/** How many decisions are behind a value, and how many are missing that would have moved it. */
export const Decided = z.object({
  made: z.number().int().nonnegative(),
  missing: z.number().int().nonnegative(),
});
export type Decided = z.infer<typeof Decided>;
