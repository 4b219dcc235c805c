import { z } from 'zod';

/** What one check of a study's validity found. */
export const ValidityFinding = z.object({
  /** Name of the check, for example `steering-phrases`. */
  check: z.string(),
  /**
   * The six principles by which studies of language-model societies are judged (Zhou et al. 2025, arXiv 2509.18052);
   * `measurement` is what any study with an instrument needs.
   */
  principle: z.enum(['profile', 'interaction', 'memory', 'minimal-control', 'unawareness', 'realism', 'measurement']),
  /** `not-known` where the records cannot tell; `not-applicable` where there is nothing to be checked. */
  verdict: z.enum(['passed', 'failed', 'not-known', 'not-applicable']),
  /** What was seen, with its numbers and places, in a sentence or two. */
  evidence: z.string(),
  /** What to do about it, in a sentence without its full stop; `null` where nothing is to be done. */
  remedy: z.string().nullable(),
});
export type ValidityFinding = z.infer<typeof ValidityFinding>;
