import { MemoryChoice } from 'mesocosm';
import { z } from 'zod';
import { STRENGTHS } from './confirmation-bias.js';
import { LEVELS } from './scale.js';
import { TOPIC_NAMES } from './topics.js';

/** Parameters of {@link opinionExchange}. */
export const OpinionExchangeParameters = z.object({
  agents: z.number().int().min(2).max(200).default(10).describe('Number of people, N.'),
  steps: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Steps, T; in each, one person writes and another reads and answers.'),
  topic: z.enum(TOPIC_NAMES).default('warming').describe('What the claim is about.'),
  framing: z.enum(['true', 'false']).default('false').describe('Whether the claim is the true or the false one.'),
  claim: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('A claim of your own in place of that of the topic; `framing` says whether it is true.'),
  start: z
    .array(z.number().min(0))
    .length(LEVELS.length)
    .refine((shares) => shares.some((share) => share > 0), { message: 'nobody would start anywhere: all shares are 0' })
    .default([1, 1, 1, 1, 1])
    .describe('How many of the people start at each belief from -2 to 2, as parts of a whole.'),
  confirmationBias: z
    .enum(STRENGTHS)
    .default('none')
    .describe('One more sentence, of how people take what goes against their beliefs.'),
  closedWorld: z.boolean().default(true).describe('Whether people are told to go by nothing from outside.'),
  memory: MemoryChoice.default({ kind: 'all', most: 1_000, maxCharacters: 32_000 }).describe(
    'What people remember: all of it (cumulative), a summary (reflective), or another memory policy.',
  ),
  maxCharacters: z.number().int().min(60).max(4000).default(280).describe('Longest message, in characters.'),
  temperature: z.number().min(0).default(0.7).describe('Temperature at which people write and answer.'),
});

/** Parameters with every default filled in. */
export type OpinionExchangeParameters = z.output<typeof OpinionExchangeParameters>;

/** What a user may give. */
export type OpinionExchangeInput = z.input<typeof OpinionExchangeParameters>;
