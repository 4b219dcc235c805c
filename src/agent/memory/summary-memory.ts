import {
  failed,
  success,
  type ItemWords,
  type MemoryPolicy,
  type MemoryWords,
  type ModelFailure,
  type Remembered,
} from '../../spec/index.js';
import { askInWords, clipped } from './_internals/ask-in-words.js';
import { wholeNumbers } from './_internals/check-options.js';
import { andThen, attempted, type Outcome } from './_internals/outcome.js';
import { before, recalledOf, traceOf, type Trace } from './_internals/trace.js';
import { foldOnce } from './_internals/work-out-once.js';

/** What {@link summaryMemory} may be told; whole numbers of at least 1. */
export interface SummaryMemoryOptions {
  /** How many items that left the window are folded into the summary at a time. Default 10. */
  readonly every?: number;
  /** How many of the newest items are never summed up. Default 10. */
  readonly window?: number;
  /** Most tokens that the model writes for a summary. Default 200. */
  readonly maxTokens?: number;
}

/** Items that left the window together, after those that did before. */
export interface Bundle {
  readonly previous: Bundle | null;
  readonly traces: readonly Trace[];
}

/** What a summary rests on, and what is remembered word for word. */
export interface SummaryKept {
  readonly bundle: Bundle | null;
  /** Oldest first: those that wait to be summed up, then the window. */
  readonly verbatim: readonly Trace[];
}

/** The last summary that came about, and why the newest did not. */
interface Summary {
  readonly text: string | null;
  readonly failure?: ModelFailure;
}

/** A model may say more than it was allowed: so many characters of each token count. */
const CHARACTERS_A_TOKEN = 8;

const SYSTEM =
  'You keep what somebody remembers. You write short and true summaries: who did or said what, in the order in which it ' +
  'happened. You add nothing.';

/**
 * Remembers the newest items word for word, and what is older as one running summary that the agent's own model writes.
 *
 * Each summary is made of the one before and the `every` items that have left the window since, so that a run of n items
 * asks for n / `every` summaries of bounded prompts. A summary is asked for when it is first needed, and once. One that the
 * model refused or left empty fails the decisions until the next is due, which goes on from the last that there is.
 *
 * @throws MesocosmError (usage) when an option is no whole number of at least 1.
 */
export function summaryMemory(options: SummaryMemoryOptions = {}): MemoryPolicy<SummaryKept> {
  const { every = 10, window = 10, maxTokens = 200 } = options;
  wholeNumbers('summary', { every, window, maxTokens });
  const fold = foldOnce<Bundle, Summary>();

  const keep = ({ bundle, verbatim }: SummaryKept, entry: Remembered): SummaryKept => {
    const traces = [...verbatim, traceOf(entry)];
    if (traces.length < window + every) return { bundle, verbatim: traces };
    return { bundle: { previous: bundle, traces: traces.slice(0, every) }, verbatim: traces.slice(every) };
  };

  return {
    name: `summary(every ${every}, window ${window}, ${maxTokens} tokens)`,
    bound: window + every,
    loss:
      `what a summary of at most ${maxTokens} tokens leaves out or gets wrong of all but the last ${window} items; causes ` +
      `name of older events the last ${every} that were summed up`,
    needs: ['write'],
    start: (initial) => initial.map(before).reduce(keep, { bundle: null, verbatim: [] }),
    keep,
    recall({ bundle, verbatim }, query, words) {
      const summing = { query: query.words, words, maxTokens };
      const summary = fold(bundle, { text: null }, (last, next) => summedUp(last, next, summing));
      return andThen(summary, ({ text, failure }) => {
        if (failure !== undefined) return failed(failure);
        const told = text === null ? [] : [{ item: words.note(text), seqs: seqsOf(bundle), time: 0 }];
        return success(recalledOf([...told, ...verbatim]));
      });
    },
  };
}

function summedUp(
  last: Summary,
  { traces }: Bundle,
  { query, words, maxTokens }: { readonly query?: MemoryWords; readonly words: ItemWords; readonly maxTokens: number },
): Outcome<Summary> {
  const lines = traces.map(({ item }) => `- ${words.say(item)}`);
  const prompt = [
    'What was remembered before:',
    last.text ?? 'nothing',
    '',
    'What happened since:',
    ...lines,
    '',
    `One summary of both, in at most ${Math.max(1, Math.floor(maxTokens / 2))} words:`,
  ].join('\n');
  const read = (reply: string): string | undefined =>
    clipped(reply.trim(), maxTokens * CHARACTERS_A_TOKEN) || undefined;
  const asked = { system: SYSTEM, prompt, maxTokens, read, expected: 'a summary in words' };
  return andThen(attempted(askInWords(query, asked)), (reply) =>
    success('failure' in reply ? { text: last.text, failure: reply.failure } : { text: reply.value }),
  );
}

function seqsOf(bundle: Bundle | null): readonly number[] {
  return bundle === null ? [] : bundle.traces.flatMap(({ seqs }) => seqs);
}
