import { z } from 'zod';
import { Estimate } from './estimate.js';

const count = z.number().int().nonnegative();

/** How often things of one run, for example conversations, were given a code, and how those came out that were coded twice. */
export const RunCoding = z.object({
  code: z.string(),
  title: z.string(),
  /** Who coded, and whose second coding is the one to trust; `null` where there is none. */
  by: z.string(),
  trusted: z.string().nullable(),
  /**
   * It says whether any of several codes was given: how often that is wrong is its own affair, and says nothing of a single
   * code, nor the other way round.
   */
  composite: z.literal(true).optional(),
  /** Things coded by the first coder, and those of them that were given the code. */
  things: count,
  coded: count,
  /** Of those coded twice: given the code by both, by the first coder only, by the trusted one only, by neither. */
  both: count,
  firstOnly: count,
  secondOnly: count,
  neither: count,
});
export type RunCoding = z.infer<typeof RunCoding>;

/** The rate of one code in one arm: as coded, and with the coder's errors taken out. */
export const CodingSummary = z.object({
  arm: z.string(),
  code: z.string(),
  title: z.string(),
  by: z.string(),
  trusted: z.string().nullable(),
  /** Over runs; the interval holds sampling error alone. */
  coded: Estimate,
  /** The interval holds sampling error and error of coding; without a value, `note` says why. */
  corrected: Estimate,
  /** Where its errors are known from: the code itself, other codes of the same coder, or nowhere. */
  errors: z.enum(['own', 'other-codes', 'none']),
  sensitivity: z.number().nullable(),
  specificity: z.number().nullable(),
  /** Krippendorff's, of both coders. */
  alpha: Estimate,
  things: count,
  /** Things coded twice, from which its errors are known. */
  twice: count,
});
export type CodingSummary = z.infer<typeof CodingSummary>;
