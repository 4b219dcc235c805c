import { z } from 'zod';

/** How often a person was asked for a decision, and how often its fallback counted in place of an answer. */
export const PersonTurns = z.object({
  asked: z.number().int().nonnegative(),
  instead: z.number().int().nonnegative(),
});
export type PersonTurns = z.infer<typeof PersonTurns>;
