import { z } from 'zod';

/** What one agent answered after a run, with what it knew at the end. It leaves no trace in the run. */
export const AskedAfter = z.object({
  agent: z.string(),
  /** Probability of each option, in their order; absent where there is no answer. */
  probabilities: z.array(z.number()).optional(),
  /** Probability that the model put on the options at all; `null` where it is not known. */
  mass: z.number().nullable().optional(),
  /** Why there is no answer; `absent` is who took no part any more. */
  failure: z.object({ kind: z.enum(['refused', 'malformed', 'absent']), message: z.string() }).optional(),
});
export type AskedAfter = z.infer<typeof AskedAfter>;

/** Decisions of one run in one state, by agents who are the same person with the same mind. */
export const MetState = z.object({
  /** The first of these agents. */
  agent: z.string(),
  state: z.string(),
  /** How many decisions. */
  visits: z.number().int().positive(),
  /** Mean probability of each option over them. */
  probabilities: z.array(z.number()),
});
export type MetState = z.infer<typeof MetState>;

/** What was found out about the agents of one run when it was over: a line of `ledger.jsonl`. */
export const LedgerLine = z.object({
  /** Key of the run. */
  key: z.string(),
  after: z.array(AskedAfter),
  /** States in which agents decided; none where the scenario declares no histories. */
  met: z.array(MetState),
});
export type LedgerLine = z.infer<typeof LedgerLine>;
