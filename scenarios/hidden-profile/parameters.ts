import { z } from 'zod';

/** Parameters of {@link hiddenProfile}. */
export const HiddenProfileParameters = z.object({
  agents: z.number().int().min(3).max(8).default(4).describe('Number of members of the committee, N.'),
  information: z
    .enum(['hidden', 'shared'])
    .default('hidden')
    .describe('Whether facts are dealt so that nobody alone can see who is best, or everybody is given all of them.'),
  rounds: z
    .number()
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe('Rounds of talk; in each everybody tells the others one fact, or nothing.'),
  memory: z
    .number()
    .int()
    .min(0)
    .max(200)
    .default(200)
    .describe('Tellings of others and of one’s own that one remembers.'),
  labelling: z
    .enum(['averaged', 'fixed'])
    .default('averaged')
    .describe('Whether votes are averaged over who of the candidates bears which name, or names stay as written.'),
  temperature: z.number().min(0).default(0.7).describe('Temperature at which members tell and vote.'),
});

/** Parameters with every default filled in. */
export type HiddenProfileParameters = z.output<typeof HiddenProfileParameters>;

/** What a user may give. */
export type HiddenProfileInput = z.input<typeof HiddenProfileParameters>;
