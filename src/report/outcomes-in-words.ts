import type { ConditionSummary, OutcomeSummary } from '../spec/index.js';
import type { Block } from './section.js';

/** With more conditions than this, their sentences are read one by one only by those who open them. */
const CONDITIONS_IN_WORDS = 3;

/** What each outcome says, in a sentence. */
export function outcomesInWords(
  outcomes: readonly { readonly condition: ConditionSummary; readonly outcome: OutcomeSummary }[],
  conditions: number,
): readonly Block[] {
  const sentences = outcomes.map(({ condition, outcome }): Block => ({
    kind: 'paragraph',
    text: `${conditions > 1 ? `${condition.name}: ` : ''}${outcome.sentence}`,
  }));
  if (conditions <= CONDITIONS_IN_WORDS) return sentences;
  return [{ kind: 'details', summary: `In words, condition by condition (${conditions})`, blocks: sentences }];
}
