import { z } from 'zod';

/** Parameters of {@link conflict}. */
export const ConflictParameters = z.object({
  agents: z
    .number()
    .int()
    .min(2)
    .max(1500)
    .multipleOf(2)
    .default(2)
    .describe('Number of people, an even one: every two of them are in a scene of their own.'),
  steps: z.number().int().min(2).max(40).default(10).describe('Steps of the scene; the two take them in turn.'),
  words: z.boolean().default(true).describe('Whether a step is also said in words, which the other one reads.'),
  axis: z
    .string()
    .min(1)
    .default('temper')
    .describe('Axis of a population by which a scripted person escalates, from its low pole to its high one.'),
  temperature: z.number().min(0).default(0.7).describe('Temperature at which people decide and speak.'),
});

/** Parameters with every default filled in. */
export type ConflictParameters = z.output<typeof ConflictParameters>;

/** What a user may give. */
export type ConflictInput = z.input<typeof ConflictParameters>;
