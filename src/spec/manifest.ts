import { z } from 'zod';

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
      persona: z.string().nullable(),
      mind: z.string(),
      commitment: z.number().int().nullable(),
    }),
  ),
  mind: z.object({ name: z.string(), fingerprint: z.string() }),
  stopAfter: z.object({ activations: z.number().int(), reason: z.string() }).nullable(),
  solitary: z.record(z.string(), z.array(z.number())).nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  endedBecause: z.string().nullable(),
  events: z.number().int().nonnegative().nullable(),
  versions: z.record(z.string(), z.string()),
});
export type RunManifest = z.infer<typeof RunManifest>;
