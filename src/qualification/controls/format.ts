import type { LanguageModel } from '../../spec/index.js';
import type { Answered } from './answered.js';
import { judge, type Control, type Observation } from './control.js';

/** What a model wrote where one of some options was asked for; `null` where it gave no text. */
export interface Written {
  readonly cluster: string;
  readonly options: readonly string[];
  readonly text: string | null;
}

/**
 * Reads an option in what was written: it must come first, but for spaces, quotes and stars, and end where a word ends.
 * Letters may be large or small. `null` where none can be read.
 */
export function readOption(text: string, options: readonly string[]): number | null {
  const bare = text
    .trimStart()
    .replace(/^["'“‘*_`(\s]+/, '')
    .toLowerCase();
  const found = options.findIndex((option) => {
    const wanted = option.trim().toLowerCase();
    return bare.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(bare.slice(wanted.length));
  });
  return found === -1 ? null : found;
}

/** How often what comes back cannot be read as one of the options, in free text and in choices. */
export function format(
  answered: readonly Answered[],
  written: readonly Written[],
  { write }: Pick<LanguageModel['capabilities'], 'write'>,
): Control {
  const choices = answered.map((one): Observation => ({
    cluster: one.item.id,
    value: Number(one.answers.length === 0),
  }));
  const texts = written.map(({ cluster, options, text }): Observation => {
    return { cluster, value: Number(text === null || readOption(text, options) === null) };
  });
  const observations = write ? texts : choices;
  const share = (all: readonly Observation[]): number =>
    all.reduce((sum, { value }) => sum + value, 0) / Math.max(1, all.length);
  return judge(
    {
      name: 'format',
      measure: write ? 'share of free replies that name no option' : 'share of choices that failed',
      demand: 'at-most',
      threshold: 0.15,
      share: true,
    },
    observations,
    {
      parts: {
        'choices that failed': share(choices),
        ...(write ? { 'replies that name no option': share(texts) } : {}),
      },
      sentence: (effect) => `${Math.round(100 * effect)} % of what it replies names none of the options.`,
    },
  );
}
