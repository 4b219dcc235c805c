import { z } from 'zod';

const Choices = z.array(z.number().int().nonnegative());

/**
 * What one agent saw and remembered of the choices of others in a run, as options in canonical order: `sees` has an entry
 * for each decision that it was asked for, `remembers` one for each event that reached it, both from 0. What it saw of itself
 * is left out.
 */
export const Seen = z.object({ sees: z.array(Choices), remembers: z.array(Choices) });
export type Seen = z.infer<typeof Seen>;
