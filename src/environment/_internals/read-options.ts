import type { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';

/**
 * What a schema makes of options.
 *
 * @param what Names them, for example `a mask of attention`.
 * @throws MesocosmError (usage) that says where they are not as they should be.
 */
export function readOptions<Schema extends z.ZodType>(schema: Schema, given: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const place = first?.path.join('.') ?? '';
  throw userError({
    kind: 'usage',
    what: `${what} is not as it should be${place === '' ? '' : ` at ${place}`}: ${first?.message ?? 'another shape'}`,
  });
}
