import { z } from 'zod';

/** A number with the 95 % interval of resampled people; `null` where it could not be computed. */
export const Estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimate = z.infer<typeof Estimate>;

/** An estimate of a value and its interval. */
export function estimateOf(
  value: number | null,
  interval: { readonly low: number; readonly high: number } | null,
): Estimate {
  const known = value !== null && Number.isFinite(value);
  return {
    value: known ? value : null,
    low: known ? (interval?.low ?? null) : null,
    high: known ? (interval?.high ?? null) : null,
  };
}
