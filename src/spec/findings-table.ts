import { z } from 'zod';

/** A table of the scenario's own in a report, with what it says in a sentence. */
export const FindingsTable = z.object({
  name: z.string(),
  title: z.string(),
  /** What it says, for the closing screen too; `null` where it says nothing by itself. */
  sentence: z.string().nullable(),
  head: z.array(z.string()),
  /** As many cells as `head` has. */
  rows: z.array(z.array(z.string())),
  /** How to read it, and what it does not say. */
  note: z.string(),
});
export type FindingsTable = z.infer<typeof FindingsTable>;
