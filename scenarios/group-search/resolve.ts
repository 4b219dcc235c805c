import { userError } from 'mesocosm';
import { GroupSearchParameters, type GroupSearchInput, type Resolved } from './parameters.js';

/**
 * Fills in the defaults.
 *
 * @throws MesocosmError (usage) naming the parameter and what was expected.
 */
export function resolve(given: GroupSearchInput = {}): Resolved {
  const parsed = GroupSearchParameters.safeParse(given);
  if (parsed.success) return { ...parsed.data, memory: parsed.data.memory ?? parsed.data.rounds };
  const [issue] = parsed.error.issues;
  const what = `${issue?.path.join('.') ?? 'parameters'}: ${issue?.message ?? 'not understood'}`;
  throw userError({ kind: 'usage', what, where: 'scenario "group-search"' });
}
