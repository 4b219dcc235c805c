import { z } from 'zod';
import { Questionnaire } from './questionnaire.js';

/** What is wrong with a name; `undefined` of one that agents can be known by. */
function nameMistake(name: string): string | undefined {
  const shown = JSON.stringify(name);
  if (name.trim() === '') return `the name ${shown} is only white space`;
  if (name.trim() !== name) return `the name ${shown} begins or ends with white space`;
  if (/\p{Cc}|[\u2028\u2029]/u.test(name)) return `the name ${shown} has a control character or line break in it`;
  return undefined;
}

/** A name by which others know somebody: no white space at its ends, no control characters. */
const PersonName = z
  .string()
  .min(1)
  .refine((name) => name === '' || nameMistake(name) === undefined, {
    error: ({ input }) => nameMistake(String(input)) ?? 'it cannot be a name',
  });

/** Who somebody is: a name, the text the model is given, and where the text came from. */
export const Persona = z.object({
  name: PersonName,
  text: z.string().min(1),
  /** Intended position on each axis of the context, in [0, 1]. */
  position: z.record(z.string(), z.number().min(0).max(1)).optional(),
  provenance: z.record(z.string(), z.json()).optional(),
});
export type Persona = z.infer<typeof Persona>;

/** Where people stand by their answers to a questionnaire: by the name of a persona, a place in [0, 1] on each axis. */
export type Standings = { readonly [persona: string]: { readonly [axis: string]: number } };

/** A population file. Names are unique, whichever way their accents are written (Unicode NFC). */
export const Population = z.object({
  formatVersion: z.literal(1),
  name: z.string().min(1),
  context: z.string().optional(),
  source: z.string().optional(),
  licence: z.string().optional(),
  /** The instrument that measures where these people stand. */
  questionnaire: Questionnaire.optional(),
  provenance: z.record(z.string(), z.json()).optional(),
  personas: z
    .array(Persona)
    .min(2)
    .refine((people) => new Set(people.map((person) => person.name.normalize('NFC'))).size === people.length, {
      message: 'two personas have the same name; every name must be unique',
    }),
});
export type Population = z.infer<typeof Population>;
