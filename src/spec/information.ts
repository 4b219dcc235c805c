import { z } from 'zod';
import { Estimate } from './estimate.js';

/** What surrogates gave for a measure, and how often as much as was observed. */
const AgainstSurrogates = z.object({
  /** Mean of the measure over surrogates, in bits. */
  mean: z.number(),
  /** One-sided: (1 + surrogates with at least the observed value) / (1 + surrogates). */
  p: z.number().positive().max(1),
  /** How many surrogates there were. */
  surrogates: z.number().int().positive(),
});

/** One information measure of a set of runs, in bits. */
export const InformationMeasure = z.object({
  name: z.enum([
    'entropy',
    'divergence',
    'mutual-information',
    'delayed-mutual-information',
    'transfer-entropy',
    'redundancy',
    'synergy',
    'emergence',
    'triplet-gain',
  ]),
  title: z.string(),
  /** What it is computed of, in a run. */
  level: z.enum(['agents', 'pairs', 'triplets', 'group']),
  /** How many agents, pairs or triplets of each run. */
  units: z.number().int().nonnegative(),
  /** Mean over runs of the mean over units; the interval is over runs. */
  value: Estimate,
  /** Between what the missing decisions could move it, whatever they would have been; `null` where there is no value. */
  bounds: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Agents of different runs put together: what remains is what agents have in common without meeting. */
  crossRun: AgainstSurrogates.nullable(),
  /** Its p, raised for all such tests of a study after Holm (1979); absent where it was not in a study. */
  adjusted: z.number().positive().max(1).optional(),
  /** Observed less the mean of cross-run surrogates, which is held fixed in the interval. */
  excess: Estimate.nullable(),
  /** Agents of a run exchanged at every step, each step's values kept: what remains does not hang on who is who. */
  identity: AgainstSurrogates.nullable(),
  /** Against cross-run surrogates. Not above them does not say that there is nothing. */
  verdict: z.enum(['above-surrogates', 'not-above-surrogates', 'inconclusive', 'not-tested']),
  note: z.string().nullable(),
});
export type InformationMeasure = z.infer<typeof InformationMeasure>;

/** Information in the trajectories of runs of one condition. */
export const InformationSummary = z.object({
  unit: z.literal('bit'),
  /** Base of the logarithm. */
  base: z.literal(2),
  lag: z.number().int().positive(),
  redundancy: z.enum(['mmi', 'i-min']),
  /** Added to each cell before a decomposition. */
  pseudocount: z.number().nonnegative(),
  alpha: z.number(),
  window: z.object({
    from: z.number().int().nonnegative(),
    /** The first step after it; equal to `from` where no run has a window. */
    to: z.number().int().nonnegative(),
    threshold: z.number(),
    lasting: z.number().int().positive(),
    least: z.number().int().nonnegative(),
  }),
  agents: z.array(z.string()),
  /** Values that are told apart: options, or bins of numbers. */
  symbols: z.array(z.string()),
  /** What the macroscopic variable is. */
  macroscopic: z.string(),
  runs: z.object({
    given: z.number().int().nonnegative(),
    used: z.number().int().nonnegative(),
    refused: z.array(z.object({ run: z.string(), reason: z.enum(['empty', 'too-short']), message: z.string() })),
  }),
  /** Decisions within the window, of the runs used. */
  decisions: z.object({ expected: z.number().int().nonnegative(), missing: z.number().int().nonnegative() }),
  measures: z.array(InformationMeasure),
  /** Why there is no measure; `null` where there are. */
  reason: z.string().nullable(),
});
export type InformationSummary = z.infer<typeof InformationSummary>;
