import { userError } from 'mesocosm';
import { HiddenProfileParameters, type HiddenProfileInput } from './parameters.js';

/**
 * Fills in the defaults.
 *
 * @throws MesocosmError (usage) naming the parameter and what was expected.
 */
export function resolve(given: HiddenProfileInput = {}): HiddenProfileParameters {
  const parsed = HiddenProfileParameters.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what = `${issue?.path.join('.') ?? 'parameters'}: ${issue?.message ?? 'not understood'}`;
  throw userError({ kind: 'usage', what, where: 'scenario "hidden-profile"' });
}
