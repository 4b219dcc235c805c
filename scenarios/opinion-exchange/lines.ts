import type { Text } from 'mesocosm';
import { LEVELS } from './scale.js';

const STRANGER = 'A stranger wrote: ';

/** A message of somebody else, as it is read. */
export function strangerWrote(words: string): Text {
  return [STRANGER, `"${words}"`];
}

/** A message of one's own, as it is remembered. */
export function ownMessage(words: string): Text {
  return [{ person: ['I wrote: ', 'You wrote: ', '{name} wrote: '] }, `"${words}"`];
}

/** What one read, if anything, and what one then answered, as it is remembered. */
export function answered(option: number, read: string | null): Text {
  const answer: Text = [
    { person: ['My answer then: ', 'Your answer then: ', 'The answer of {name} then: '] },
    { option },
    '.',
  ];
  return read === null ? answer : [...strangerWrote(read), ' ', ...answer];
}

/** A remembered line in words, in the second person; for memories that sum up or search. */
export function inWords(line: Text): string {
  return line
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('option' in part) return LEVELS[part.option] ?? '';
      return 'person' in part ? part.person[1] : '';
    })
    .join('');
}

/** The words of a stranger that a line holds and that are not answered yet, if any. */
export function unansweredIn(line: Text): string | undefined {
  const [first, words] = line;
  return first === STRANGER && line.length === 2 && typeof words === 'string' ? words : undefined;
}

/** The option that a line says one answered, if any. */
export function answerIn(line: Text): number | undefined {
  const hole = line.find((part) => typeof part === 'object' && 'option' in part);
  return typeof hole === 'object' && 'option' in hole ? hole.option : undefined;
}
