import { z } from 'zod';

const GOALS = [
  'get the money back for a lamp that arrived broken',
  'change the address of an order that is on its way',
  'find out why an order was charged twice',
  'return a lamp that does not fit the room',
] as const;

/** A name means the same from every folder, as a path of weights would not; those can be given a name of their own. */
const MODEL = /^(openai:.+|(?!openai:)(?!.*\.gguf$)[^/\\\s]+)$/;
const NAMES =
  'openai:NAME of a model at the endpoint of OPENAI_BASE_URL, or the name of known weights (`mesocosm model list`)';

/** Parameters of {@link systemUnderTest}. */
export const SystemUnderTestParameters = z.object({
  agents: z
    .number()
    .int()
    .min(2)
    .max(1500)
    .default(24)
    .describe('Number of people; each has a conversation of its own.'),
  turns: z.number().int().min(1).max(20).default(3).describe('How often the person, and then the system, speaks.'),
  goals: z
    .array(z.string().min(1).max(300))
    .min(1)
    .default([...GOALS])
    .describe(
      'What people want, as it would follow "want to"; person i has the goal i, and then again from the first.',
    ),
  setting: z
    .string()
    .min(1)
    .default('the assistant of a shop that sells lamps')
    .describe('What the system is, as it would follow "writes with".'),
  system: z
    .string()
    .regex(MODEL, `planted, ${NAMES}`)
    .default('planted')
    .describe(
      'The system under test: planted (the scripted assistant with planted failures), openai:NAME, or known weights.',
    ),
  judge: z
    .string()
    .regex(MODEL, NAMES)
    .nullable()
    .default(null)
    .describe(
      'Who codes conversations by the codebook in place of its rules: openai:NAME, or known weights. Default the rules.',
    ),
  temperature: z
    .number()
    .min(0)
    .default(0.7)
    .describe('Temperature at which people, and a system that is a model, speak.'),
});

/** Parameters with every default filled in. */
export type SystemUnderTestParameters = z.output<typeof SystemUnderTestParameters>;

/** What a user may give. */
export type SystemUnderTestInput = z.input<typeof SystemUnderTestParameters>;
