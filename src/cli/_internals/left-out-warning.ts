import { formatOf, leftOut } from '../../persona/index.js';
import type { Population } from '../../spec/index.js';

/**
 * What a file of this name has no room for, and how its people can be measured later all the same; nothing where it holds
 * everything.
 *
 * @param how.context File or name of the questionnaire; absent where it was written with the people.
 */
export function leftOutWarning(
  population: Population,
  how: { readonly out: string; readonly context?: string },
): readonly string[] {
  const { out, context } = how;
  const format = formatOf(out);
  const lost = leftOut(population, format);
  if (!lost.includes('questionnaire')) return [];
  const later =
    context === undefined
      ? 'write .jsonl to keep it: no file has it now'
      : `measure them later with --context ${context}, or write .jsonl to keep it`;
  return [
    `${format} has no room for ${lost.join(', ')}: without the questionnaire people cannot be measured; ${later}`,
  ];
}
