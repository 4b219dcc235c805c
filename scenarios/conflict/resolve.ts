import { userError } from 'mesocosm';
import { ConflictParameters, type ConflictInput } from './parameters.js';

/**
 * Fills in the defaults.
 *
 * @throws MesocosmError (usage) naming the parameter and what was expected.
 */
export function resolve(given: ConflictInput = {}): ConflictParameters {
  const parsed = ConflictParameters.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what = `${issue?.path.join('.') ?? 'parameters'}: ${issue?.message ?? 'not understood'}`;
  throw userError({ kind: 'usage', what, where: 'scenario "conflict"' });
}
