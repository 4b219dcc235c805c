import { z } from 'zod';
import type { Situation } from './situation.js';

/** Name of the arm that is integrated in place of being run. */
export const MEAN_FIELD = 'mean-field';

/** What a population without bound does, as its equations say. */
export interface MeanFieldCourse {
  /** By column of the scenario's measures; a column that has no meaning without chance or without agents is left out. */
  readonly values: { readonly [column: string]: number };
  /** By name of a series of the scenario's measures, at the times of its grid. */
  readonly series: { readonly [name: string]: readonly number[] };
  /** What it comes to, in words. */
  readonly sentence: string;
}

/**
 * The mean field of a scenario: how shares of an unboundedly large population move where every agent decides by the same
 * policy and meets whom it meets by chance alone. It has no agents, no seed and no chance, so that it is one course and has
 * no interval.
 */
export interface MeanField {
  /** What it takes away from the interacting run, in one sentence that starts with a verb. */
  readonly removes: string;
  /** How many situations it asks for. */
  readonly situations: number;
  /** Why there is none at these parameters, in a sentence without its full stop. */
  readonly refuses?: string;
  /**
   * Integrates the equations from the policy. Deterministic.
   *
   * @param ask Distribution of the policy over the options of a situation.
   */
  integrate(ask: (situation: Situation) => Promise<readonly number[]>): Promise<MeanFieldCourse>;
}

/** What the mean field of a condition gave, beside its arms. */
export const MeanFieldSummary = z.object({
  removes: z.string(),
  /** Situations in which the policy was asked. */
  situations: z.number().int().nonnegative(),
  /** One deterministic value a column: there is no interval. */
  values: z.record(z.string(), z.object({ title: z.string(), unit: z.string(), value: z.number() })),
  series: z.record(z.string(), z.object({ axis: z.string(), times: z.array(z.number()), values: z.array(z.number()) })),
  sentence: z.string(),
});
export type MeanFieldSummary = z.infer<typeof MeanFieldSummary>;
