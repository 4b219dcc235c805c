import { z } from 'zod';

/** Guesses are whole numbers from 0 to this one. */
export const HIGHEST_GUESS = 50;
/** Hidden numbers are drawn from these bounds, both included. */
export const TARGETS = { lowest: 51, highest: 100 } as const;

/** Parameters of {@link groupSearch}. */
export const GroupSearchParameters = z.object({
  agents: z.number().int().min(2).max(50).default(10).describe('Number of agents, N. They are not told it.'),
  target: z
    .number()
    .int()
    .min(TARGETS.lowest)
    .max(TARGETS.highest)
    .nullable()
    .default(null)
    .describe('The hidden number that the sum of all guesses is to meet. Default drawn from 51 to 100 for each run.'),
  rounds: z.number().int().min(1).max(100).default(20).describe('Most rounds of a run.'),
  memory: z
    .number()
    .int()
    .min(0)
    .max(100)
    .nullable()
    .default(null)
    .describe('Own rounds that an agent remembers. Default all of them.'),
  characters: z
    .boolean()
    .default(false)
    .describe('Whether each agent is told a character of its own. People of a population have their personas anyway.'),
  thinkOfOthers: z
    .boolean()
    .default(false)
    .describe('Whether one sentence asks agents to think about what the others may do.'),
  temperature: z.number().min(0).default(1).describe('Temperature at which the agents decide.'),
});

/** Parameters with every default filled in. */
export type GroupSearchParameters = z.output<typeof GroupSearchParameters>;

/** What a user may give. */
export type GroupSearchInput = z.input<typeof GroupSearchParameters>;

/** Parameters whose defaults that hang on others are filled in too. */
export interface Resolved extends GroupSearchParameters {
  readonly memory: number;
}
