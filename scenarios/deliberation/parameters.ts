import { z } from 'zod';
import { BAKERY } from './cases.js';

/** Parameters of {@link deliberation}. */
export const DeliberationParameters = z.object({
  agents: z.number().int().min(2).max(200).default(6).describe('Number of people, N.'),
  case: z.string().min(1).default(BAKERY.text).describe('What is known of the matter, told to everybody.'),
  question: z.string().min(1).default(BAKERY.question).describe('What is to be decided.'),
  options: z
    .array(z.string().min(1))
    .min(2)
    .max(10)
    .default([...BAKERY.options])
    .describe('The answers to choose from.'),
  rounds: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(3)
    .describe('Rounds of talk; after each there is a show of hands that everybody sees.'),
  turns: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('Turns to speak in a round of talk. Default one for each of the N.'),
  turnTaking: z
    .enum([
      'round-robin',
      'fixed-order',
      'random',
      'random-sequential',
      'urgency',
      'moderator',
      'simultaneous',
      'clocks',
      'attention',
    ])
    .default('round-robin')
    .describe(
      'Who speaks next: by turn, by chance (never twice in a row, or as it falls), who wants it most, whom the first agent names, all at once, by clocks, who heard something.',
    ),
  ballotEvery: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe('Private ballots are held before, after every so many rounds of talk, and at the end.'),
  memory: z.number().int().min(0).max(1000).default(30).describe('Past utterances and hands that one remembers.'),
  maxCharacters: z.number().int().min(20).max(4000).default(300).describe('Longest utterance, in characters.'),
  temperature: z.number().min(0).default(1).describe('Temperature at which people speak and decide.'),
});

/** Parameters with every default filled in. */
export type DeliberationParameters = z.output<typeof DeliberationParameters>;

/** What a user may give. */
export type DeliberationInput = z.input<typeof DeliberationParameters>;

/** Parameters whose defaults that hang on others are filled in too. */
export interface Resolved extends DeliberationParameters {
  readonly turns: number;
}
