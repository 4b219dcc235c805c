import { z } from 'zod';
import { Persona } from './persona.js';
import { ResponseCurve } from './study.js';

/** What a run folder says of itself. */
export const RunManifest = z.object({
  formatVersion: z.literal(1),
  kind: z.literal('run'),
  id: z.string(),
  status: z.enum(['running', 'finished', 'suspended']),
  scenario: z.string(),
  condition: z.string(),
  arm: z.string(),
  seed: z.number().int(),
  parametersGiven: z.record(z.string(), z.json()),
  parameters: z.record(z.string(), z.json()),
  agents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      persona: Persona.nullable(),
      mind: z.string(),
      commitment: z.number().int().nullable(),
    }),
  ),
  /** `settings` is how the mind was made: elicitation of a language model, or the table's name. */
  mind: z.object({
    kind: z.enum(['language-model', 'policy-table', 'other']),
    name: z.string(),
    fingerprint: z.string(),
    settings: z.record(z.string(), z.json()),
  }),
  /** What the arm was given beside the scenario and the seed; with it the plan can be made again. */
  givens: z.object({
    priors: z.record(z.string(), z.array(z.number())),
    curve: ResponseCurve.nullable(),
    donor: z.object({ activations: z.number().int(), reason: z.string() }).nullable(),
  }),
  /** Names the random stream of sampled answers. */
  stream: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  endedBecause: z.string().nullable(),
  events: z.number().int().nonnegative().nullable(),
  versions: z.record(z.string(), z.string()),
});
export type RunManifest = z.infer<typeof RunManifest>;
