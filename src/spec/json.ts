import { z } from 'zod';

/** Any value that JSON can hold. A missing value is `null` with a reason beside it, never NaN. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Schema of {@link Json}; refuses NaN, infinities, functions and `undefined`. */
export const Json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
