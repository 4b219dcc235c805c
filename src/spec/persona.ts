import { z } from 'zod';
import { Questionnaire } from './questionnaire.js';

/** Who somebody is: a name, the text the model is given, and where the text came from. */
export const Persona = z.object({
  name: z.string().min(1),
  text: z.string().min(1),
  /** Intended position on each axis of the context, in [0, 1]. */
  position: z.record(z.string(), z.number().min(0).max(1)).optional(),
  provenance: z.record(z.string(), z.json()).optional(),
});
export type Persona = z.infer<typeof Persona>;

/** A population file. Names are unique. */
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
    .refine((people) => new Set(people.map((person) => person.name)).size === people.length, {
      message: 'two personas have the same name; every name must be unique',
    }),
});
export type Population = z.infer<typeof Population>;
