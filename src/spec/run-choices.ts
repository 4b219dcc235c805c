import { z } from 'zod';

/**
 * What agents of a run chose among the scenario's options, as far as it is noted: of the same agents in every run of a
 * condition. Options are indices in the scenario's order. Committed agents, and those whose mind the scenario brings, choose
 * nothing of their own and are not among them.
 */
export const RunChoices = z.object({
  /** Each choice in turn, by agent; `null` where the decision failed. Of at most 12 agents, and of each at most 100. */
  courses: z.record(z.string(), z.array(z.number().int().nonnegative().nullable())),
  /** The last choice that was made, by agent; of at most 24 agents. */
  last: z.record(
    z.string(),
    z.object({
      option: z.number().int().nonnegative(),
      /** Exact probability of each option when it was drawn; absent where probabilities are counted from samples. */
      probabilities: z.array(z.number()).optional(),
    }),
  ),
});
export type RunChoices = z.infer<typeof RunChoices>;
