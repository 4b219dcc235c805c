import { z } from 'zod';
import { Intervention } from './intervention.js';
import { Persona } from './persona.js';
import { RecordedMind } from './recorded-mind.js';
import { Seen } from './seen.js';
import { ResponseCurve } from './response-curve.js';

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
  mind: RecordedMind,
  /** What the arm was given beside the scenario and the seed; with it the plan can be made again. */
  givens: z.object({
    priors: z.record(z.string(), z.array(z.number())),
    curve: ResponseCurve.nullable(),
    donor: z.object({ activations: z.number().int(), reason: z.string() }).nullable(),
    /** What agents saw in the run that they are yoked to, by agent; absent where they are to none. */
    yoked: z.record(z.string(), Seen).optional(),
  }),
  /** What is done to the run from outside. */
  interventions: z.array(Intervention).default([]),
  /** The run that this one was forked from, and the seq up to which they are the same. */
  forkOf: z.object({ id: z.string(), at: z.number().int().nonnegative() }).nullable().default(null),
  /** Names the random stream of sampled answers. */
  stream: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  endedBecause: z.string().nullable(),
  events: z.number().int().nonnegative().nullable(),
  versions: z.record(z.string(), z.string()),
});
export type RunManifest = z.infer<typeof RunManifest>;
