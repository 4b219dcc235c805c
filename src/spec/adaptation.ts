import { z } from 'zod';
import { Changed } from './changed.js';
import { Estimate } from './estimate.js';

/** What somebody answered who was told a constructed history and lived nothing: the row of a line of `histories.jsonl`. */
export const HistoryAnswer = z.object({
  condition: z.string(),
  /** Name of the mind that was asked, where the study has several. */
  mind: z.string().optional(),
  /** The first of those who are the same person with the same mind. */
  agent: z.string(),
  /** State of the decision problem, by which the history is known. */
  state: z.string(),
  /** Probability of each option, in their order; absent where there is no answer. */
  probabilities: z.array(z.number()).optional(),
  /** Probability that the model put on the options at all; `null` where it is not known. */
  mass: z.number().nullable().optional(),
  /** How many replies were counted; absent where the mind tells probabilities. */
  samples: z.number().int().positive().optional(),
  /** Where a table had no such state: the recorded state it fell back to, or the name of the rule used. */
  fallback: z.string().optional(),
  /** Why there is no answer. */
  failure: z.object({ kind: z.enum(['refused', 'malformed']), message: z.string() }).optional(),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** Histories at one place of their line: what is chosen by who is told them, and by who lived them. */
export const AdaptationPoint = z.object({
  /** Where they lie; `null` for those that have no place there, as the empty one. */
  x: z.number().nullable(),
  /** How many were answered. */
  histories: z.number().int().positive(),
  /** Mean probability of the option over them, each counting the same, and over the people who were asked. */
  forced: Estimate,
  /** Mean probability of the option in decisions of runs: over a run, interval over runs. */
  lived: Estimate,
  /** Decisions in runs. */
  decisions: z.number().int().nonnegative(),
  /** Each of these decisions less the same history told: mean over a run, interval over runs. */
  livedLessForced: Estimate,
});
export type AdaptationPoint = z.infer<typeof AdaptationPoint>;

/** How much the order of the same things matters. */
export const OrderEffect = z.object({
  /**
   * Mean absolute difference between the probability of the option after a history and the mean over the asked histories that
   * hold the same things; `null` where no two do.
   */
  value: z.number().nullable(),
  /** Groups of at least two such histories, of each person apart, and how many histories are in them. */
  groups: z.number().int().nonnegative(),
  histories: z.number().int().nonnegative(),
  /** The same over decisions of a run, each by the history that it was made with; interval over runs. */
  inRuns: Estimate,
  /**
   * What counting replies gives where order means nothing, and the probability of a value as large or larger; absent where
   * probabilities are exact.
   */
  byChance: z.object({ mean: z.number(), p: z.number() }).optional(),
  /** The two histories with the same things that are furthest apart; `null` where there are none. */
  furthest: z
    .object({
      agent: z.string(),
      low: z.object({ state: z.string(), probability: z.number() }),
      high: z.object({ state: z.string(), probability: z.number() }),
    })
    .nullable(),
});
export type OrderEffect = z.infer<typeof OrderEffect>;

/** How the choice of one mind hangs on what is remembered or seen. */
export const AdaptationOfMind = z.object({
  /** Only where the study has several. */
  mind: z.string().optional(),
  /** People who were asked; those who are nobody in particular are one. */
  people: z.number().int().positive(),
  /** Answers, and those that are lacking by reason. */
  answers: z.number().int().nonnegative(),
  missing: z.record(z.string(), z.number().int().positive()),
  /** Answers of a table that lacks the state, by what it does then. */
  fallbacks: z.number().int().nonnegative(),
  /** From the least place to the largest, those without a place first. */
  points: z.array(AdaptationPoint),
  /** Probability of the option lived less forced, each decision against its own history: over a run, interval over runs. */
  livedLessForced: Estimate,
  /** Whether it makes a difference to have lived a history. */
  verdict: Changed,
  margin: z.number(),
  order: OrderEffect,
  /** Decisions in runs, and those of them in states that nobody was asked about. */
  decisions: z.number().int().nonnegative(),
  unmatched: z.number().int().nonnegative(),
  /** What it says, in words. */
  sentence: z.string(),
});
export type AdaptationOfMind = z.infer<typeof AdaptationOfMind>;

/** What people choose after constructed histories, beside what they chose who had lived them. */
export const AdaptationSummary = z.object({
  /** What the places say. */
  axis: z.string(),
  /** The option that the figures are about. */
  option: z.string(),
  /** Histories that were asked about, of how many; the longest that were allowed, where not all were. */
  asked: z.number().int().positive(),
  of: z.number().int().positive(),
  length: z.number().int().positive().optional(),
  minds: z.array(AdaptationOfMind),
});
export type AdaptationSummary = z.infer<typeof AdaptationSummary>;
