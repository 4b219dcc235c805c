import { z } from 'zod';

/** What an agent said when it was interviewed; one line of `interviews.jsonl`. */
export const InterviewAnswer = z.object({
  interview: z.string(),
  agent: z.string(),
  /** Virtual time at which it was asked; `null` at the end of the run. */
  time: z.number().nonnegative().nullable(),
  /** How many decisions it had made. */
  decisions: z.number().int().nonnegative(),
  /** Labels of the options, where it was asked for one. */
  options: z.array(z.string()).optional(),
  /** Probability of each option, in their order. */
  probabilities: z.array(z.number()).optional(),
  /** The answer, where something else was asked for. */
  value: z.json().optional(),
  /** Why there is no answer. */
  failure: z.object({ kind: z.enum(['refused', 'malformed']), message: z.string() }).optional(),
});
export type InterviewAnswer = z.infer<typeof InterviewAnswer>;
