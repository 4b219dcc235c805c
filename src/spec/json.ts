import { z } from 'zod';

/** Any value that JSON can hold. A missing value is `null` with a reason beside it, never NaN. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Schema of {@link Json}; refuses NaN, infinities, functions and `undefined`. */
export const Json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)], {
    error: 'expected a value that JSON can hold, in which every number is finite',
  }),
) as z.ZodType<Json>;
