import type { Questionnaire } from '../../../spec/index.js';
import type { Finding } from '../finding.js';
import { wordsOf } from './similarity.js';

/** Of the three-word sequences of a text, at most so many may have been there before. Prose has next to none. */
const MOST_REPEATED = 0.3;
/** Shorter texts are not judged. */
const FEWEST_WORDS = 8;

/** Texts that go round in circles, as those of small models do. */
export function checkRepetition({
  context,
  axes,
  items,
}: Pick<Questionnaire, 'context' | 'axes' | 'items'>): readonly Finding[] {
  const texts: readonly (readonly [place: string, text: string])[] = [
    ['$.context', context],
    ...axes.flatMap(({ low, high }, at): [string, string][] => [
      [`$.axes[${at}].low.description`, low.description],
      [`$.axes[${at}].high.description`, high.description],
    ]),
    ...items.flatMap(({ statement, con }, at): [string, string][] => [
      [`$.items[${at}].statement`, statement],
      [`$.items[${at}].con`, con],
    ]),
  ];
  return texts.flatMap(([place, text]): Finding[] => {
    const share = repeated(text);
    if (share <= MOST_REPEATED) return [];
    const what = `goes round in circles: ${Math.round(100 * share)} % of its three-word sequences were there before`;
    return [{ severity: 'error', place, what, remedy: 'say each thing once' }];
  });
}

function repeated(text: string): number {
  const words = wordsOf(text);
  if (words.length < FEWEST_WORDS) return 0;
  const sequences = words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`);
  return 1 - new Set(sequences).size / sequences.length;
}
