import { z } from 'zod';
import { EvaluationRow } from '../../../src/persona/index.js';
import type { EvaluationReport } from '../../../src/report/index.js';
import { AnswerMode, Evidence, ModelFailure, Usage } from '../../../src/spec/index.js';

/** Shapes of what is stored about populations, where the source has interfaces. */
const hash128 = z.string().regex(/^[0-9a-f]{32}$/);
const evidence = Evidence.strict().optional();
const position = z.record(z.string(), z.number());
const model = z.strictObject({ name: z.string(), fingerprint: z.string() });
const tokens = z.number().nullable();

export const ReplyLine = z.strictObject({
  key: hash128,
  reply: z.union([
    z.strictObject({ text: z.string(), finish: z.enum(['stop', 'length', 'other']), usage: Usage.strict() }),
    // What is content needs no waiting.
    z.strictObject({ failure: ModelFailure.omit({ retryAfterMs: true }).strict() }),
  ]),
});

export const ResponseLine = z.strictObject({
  key: z.string().regex(/\/[0-9a-f]{16}$/),
  row: z.union([
    z.strictObject({ kind: z.literal('distribution'), probabilities: z.array(z.number()), evidence }),
    z.strictObject({ kind: z.enum(['refused', 'malformed']), message: z.string(), evidence }),
    z.strictObject({ beliefs: z.array(z.strictObject({ ratio: z.number(), overNegation: z.number().nullable() })) }),
    z.strictObject({ missing: z.string() }),
  ]),
});

export const PersonProvenance = z.strictObject({
  generator: z.string(),
  steers: z.boolean(),
  seed: z.union([z.number(), z.string()]),
  target: position,
  aim: position,
  round: z.number(),
  made: z.enum(['composed without a language model', 'written by a language model']),
  model: model.optional(),
  prompts: z.array(hash128).optional(),
  calls: z.number().optional(),
  promptTokens: tokens.optional(),
  completionTokens: tokens.optional(),
  sketch: z.string().optional(),
});

export const PopulationProvenance = z.strictObject({
  generator: z.string(),
  seed: z.union([z.number(), z.string()]),
  planned: z.number(),
  model: model.nullable(),
  missing: z.array(z.strictObject({ name: z.string(), index: z.number(), kind: z.string(), message: z.string() })),
  loop: z
    .strictObject({ rounds: z.number(), rewrites: z.number(), stoppedBy: z.string(), heldOut: z.array(z.string()) })
    .optional(),
});

export const EvaluationLine = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{16}\/[\w-]+\/[\w-]+$/),
  row: EvaluationRow.strict(),
});

export const EvaluationFile = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('generator-evaluation'),
  split: z.string(),
  size: z.number(),
  answeredBy: z.string(),
  asked: z.string(),
  modes: z.array(AnswerMode),
  untried: z.array(AnswerMode),
  rows: z.array(EvaluationRow.strict()),
  seed: z.union([z.number(), z.string()]),
  seconds: z.number(),
}) satisfies z.ZodType<EvaluationReport>;
