import { z } from 'zod';

const Ends = z.object({ low: z.number(), high: z.number() });

/** What one term contributes to the variance of what agents chose. */
export const VarianceTermSummary = z.object({
  term: z.string(),
  /** Groups that it sorts choices into. */
  groups: z.number().int().positive(),
  /** Component of variance; may be below 0. */
  component: z.number(),
  /** The same over the sum of all components; may be below 0 or above 1. */
  share: z.number(),
  /** Of the share, over other runs of the same persons in the same situations. */
  overRuns: Ends.nullable(),
  /** Of the share, over other persons and situations too. */
  overPopulations: Ends.nullable(),
  /** What it adds to R², in the runs it was fitted to and in runs that were held out; `null` for run and residual. */
  added: z.object({ inSample: z.number(), crossValidated: z.number() }).nullable(),
});
export type VarianceTermSummary = z.infer<typeof VarianceTermSummary>;

/** The variance of what agents chose, decomposed into who chose, in what situation, both, and in which run. */
export const VarianceSummary = z.object({
  /** `arms`: alone and together are the situations; `conditions`: the conditions are. */
  over: z.enum(['arms', 'conditions']),
  /** `persons`: one value an agent and run; `runs`: one value a run. */
  unit: z.enum(['persons', 'runs']),
  /** What the values are, in words. */
  value: z.string(),
  persons: z.array(z.string()),
  situations: z.array(z.string()),
  outcomes: z.number().int().nonnegative(),
  runs: z.number().int().nonnegative(),
  /** Choices that are missing: of persons in runs. */
  missing: z.number().int().nonnegative(),
  terms: z.array(VarianceTermSummary),
  /** Exact choice noise told apart from path dependence; `null` where probabilities are not exact. */
  choice: z
    .object({
      noise: z.number(),
      pathDependence: z.number(),
      shares: z.object({ noise: z.number(), pathDependence: z.number() }),
      overRuns: Ends.nullable(),
    })
    .nullable(),
  notes: z.array(z.string()),
  /** Why there are no shares; `null` where there are. */
  reason: z.string().nullable(),
});
export type VarianceSummary = z.infer<typeof VarianceSummary>;
