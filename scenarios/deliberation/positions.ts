import type { Text } from 'mesocosm';
import { argumentsFor } from './cases.js';

/** What a deliberator by a rule says: how sure it is of what, and an argument, another each turn. */
export function wordsFor(
  option: string,
  { most, turn, length }: { readonly most: number; readonly turn: number; readonly length: number },
): string {
  const stand = `I am ${Math.round(100 * most)} % for ${option}`;
  const known = argumentsFor(option);
  const because = known.length === 0 ? '' : `, because ${known[turn % known.length]}`;
  const words = `${stand}${because}.`;
  return words.length <= length ? words : `${stand}.`.slice(0, length);
}

/**
 * The position that a remembered line of somebody else states, as a probability for each option: `I am 70 % for acquit`
 * leaves the rest to the others evenly, a shown hand is certain. `undefined` for own lines and for other words.
 */
export function positionIn(line: Text, labels: readonly string[]): readonly number[] | undefined {
  if (line.some((part) => typeof part === 'object' && 'person' in part)) return undefined;
  const words = line.filter((part) => typeof part === 'string').join('');
  const found = /(?:(\d+) %|raised a hand) for (.*)$/.exec(words);
  if (found === null) return undefined;
  const [, percent, rest = ''] = found;
  const fitting = labels.map((label, option) => ({ label, option })).filter(({ label }) => rest.startsWith(label));
  const [longest] = fitting.sort((one, other) => other.label.length - one.label.length);
  if (longest === undefined) return undefined;
  const share = percent === undefined ? 1 : Number(percent) / 100;
  return labels.map((_, option) => (option === longest.option ? share : (1 - share) / (labels.length - 1)));
}
