import { z } from 'zod';
import { ExaminationCheck, StudyQualification } from './examination.js';
import { MindKind } from './recorded-mind.js';

/** One of several minds of a study: what it is, what is known of it, what it decided and what it took. */
export const MindSummary = z.object({
  /** Its name in the study. */
  name: z.string(),
  kind: MindKind,
  /** What it is, for example `openai:gpt-4.1-mini` or `policy:claude-3.5-sonnet:baseline`. */
  is: z.string(),
  fingerprint: z.string(),
  description: z.record(z.string(), z.json()),
  /** Where it decides, by condition. */
  conditions: z.record(
    z.string(),
    z.object({
      /** Agents that it decides for in each run, of how many that are asked. */
      agents: z.number().int().positive(),
      of: z.number().int().positive(),
      /** Finished runs of the arm `interacting` in which it decided for one and the same agent: the least and the most. */
      least: z.number().int().nonnegative(),
      most: z.number().int().nonnegative(),
    }),
  ),
  /** Controls on the situations of the first condition in which it decides. */
  examination: z.array(ExaminationCheck),
  /** Only of a language model. */
  qualification: StudyQualification.optional(),
  cost: z.object({
    calls: z.number().int(),
    promptTokens: z.number().int(),
    completionTokens: z.number().int(),
    /** `null` where no price is known. */
    usd: z.number().nullable(),
  }),
});
export type MindSummary = z.infer<typeof MindSummary>;
