import { z } from 'zod';
import { Evidence } from '../../spec/index.js';

/** What somebody answered to an item, or why there is no answer. A failed answer is missing, and never a neutral one. */
export const ItemAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    /** One for each point of the scale, from disagreement to agreement. */
    probabilities: z.array(z.number().min(0).max(1)).readonly(),
    /** Expected score in [0, 1], from the low to the high pole: reverse-keyed items are turned. */
    expected: z.number().min(0).max(1),
    /** The point that was drawn, from 0 (disagreement); keyed by seed, person and item. */
    drawn: z.number().int().nonnegative(),
    evidence: Evidence.optional(),
  }),
  z.object({
    kind: z.literal('missing'),
    reason: z.enum(['refused', 'malformed']),
    message: z.string(),
    evidence: Evidence.optional(),
  }),
]);
export type ItemAnswer = z.infer<typeof ItemAnswer>;

/** What became of an item in a population: as much of it as numbers need. */
export const AskedItem = z.object({
  id: z.string(),
  axis: z.string(),
  reverseKeyed: z.boolean(),
  points: z.number().int().min(2).max(7),
});
export type AskedItem = z.infer<typeof AskedItem>;

/** Answers of a population to a questionnaire, with what is missing. */
export const Responses = z.object({
  formatVersion: z.literal(1),
  /** Name of the questionnaire. */
  questionnaire: z.string(),
  mode: z.enum(['single', 'appropriateness']),
  /** Name of the mind that answered. */
  mind: z.string(),
  seed: z.union([z.number(), z.string()]),
  axes: z.array(z.string()).readonly(),
  items: z.array(AskedItem).readonly(),
  personas: z.array(z.string()).readonly(),
  /** A row a persona, a column an item. */
  answers: z.array(z.array(ItemAnswer).readonly()).readonly(),
  /** Missing answers of each persona on each axis, where there are any, out of so many that were asked. */
  missing: z
    .array(z.object({ persona: z.string(), axis: z.string(), missing: z.number().int(), asked: z.number().int() }))
    .readonly(),
  /** Share of an axis' items that may be missing. */
  mostMissing: z.number().min(0).max(1),
  /** Who is left out of the numbers, and why. */
  excluded: z.array(z.object({ persona: z.string(), why: z.string() })).readonly(),
});
export type Responses = z.infer<typeof Responses>;
