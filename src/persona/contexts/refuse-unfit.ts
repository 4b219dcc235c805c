import { userError } from '../../foundation/errors/index.js';
import type { Questionnaire } from '../../spec/index.js';
import { checkQuestionnaire } from './check-questionnaire.js';

/**
 * Refuses a questionnaire that has an error; warnings pass.
 *
 * @param where The file, or whatever it is known by.
 * @throws MesocosmError (usage) with the first error that {@link checkQuestionnaire} finds, and how many more there are.
 */
export function refuseUnfit(where: string, questionnaire: Questionnaire): void {
  const [first, ...more] = checkQuestionnaire(questionnaire).filter(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const { place, what, remedy } = first;
  const others = more.length > 0 ? ` (and ${more.length} more, which \`mesocosm check\` lists)` : '';
  throw userError({ kind: 'usage', what: `${place} ${what}${others}`, where, remedy });
}
