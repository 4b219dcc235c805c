import type { ItemWords, MemoryWords, ModelFailure, Result } from '../../../spec/index.js';
import { askInWords, clipped } from './ask-in-words.js';
import type { Trace } from './trace.js';

/** Something that a model concluded, and which of the memories shown it rests on. */
export interface Insight {
  readonly text: string;
  /** Places in what was shown. */
  readonly because: readonly number[];
}

/** Characters of an insight that are kept. */
const MOST_CHARACTERS = 400;
/** Tokens that are allowed for an insight. */
const TOKENS = 60;

const SYSTEM = 'You draw conclusions from what somebody remembers. You add nothing that does not follow from it.';

/** Asks what follows from memories (Park et al. 2023, section 4.2: the second of its two prompts). */
export function reflectOn(
  traces: readonly Trace[],
  asking: { readonly query: MemoryWords | undefined; readonly words: ItemWords; readonly insights: number },
): Promise<Result<readonly Insight[], ModelFailure>> {
  const { query, words, insights } = asking;
  const lines = traces.map(({ item }, place) => `${place + 1}. ${words.say(item)}`);
  return askInWords(query, {
    system: SYSTEM,
    prompt: [
      ...lines,
      '',
      `What ${insights} high-level insights can you infer from the above statements? One a line, each with the numbers that it ` +
        'rests on. (example format: insight (because of 1, 5, 3))',
    ].join('\n'),
    maxTokens: insights * TOKENS,
    read(reply) {
      const found = insightsIn(reply, traces.length).slice(0, insights);
      return found.length === 0 ? undefined : found;
    },
    expected: 'a line such as "insight (because of 1, 5, 3)", with numbers of the statements',
  });
}

/** The lines of a reply that name what they rest on. */
export function insightsIn(reply: string, shown: number): readonly Insight[] {
  return reply.split('\n').flatMap((line) => {
    const found = /^\W*(?:\d+[.):]\s*)?(.*?\S)\s*\(because of ([^()]*)\)/i.exec(line);
    if (found === null) return [];
    const [, text = '', numbers = ''] = found;
    const because = [...new Set((numbers.match(/\d+/g) ?? []).map((number) => Number(number) - 1))]
      .filter((place) => place >= 0 && place < shown)
      .sort((a, b) => a - b);
    return because.length === 0 ? [] : [{ text: clipped(text, MOST_CHARACTERS), because }];
  });
}
