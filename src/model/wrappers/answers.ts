import { z } from 'zod';
import { firstFault, userError } from '../../foundation/errors/index.js';
import { openAppendLog } from '../../foundation/storage/index.js';
import { parseJson } from '../_internals/parse-json.js';
import { faultOfAnswer } from './recorded-answer.js';

/** Recorded answers by key. What is put is with the operating system before `put` returns. */
export interface Answers {
  get(key: string): unknown;
  put(key: string, verb: string, answer: unknown): void;
  size(): number;
  close(): void;
}

/**
 * Opens `answers.jsonl`: one line an answer, `{ key, verb, answer }`, in order of arrival. A torn last line is cut off.
 *
 * @throws MesocosmError (usage) naming the file and the line that is no answer.
 */
export async function openAnswers(path: string, options: { readonly readOnly?: boolean } = {}): Promise<Answers> {
  const log = await openAppendLog(path, options);
  const known = new Map<string, unknown>();
  for (const [index, line] of log.lines.entries()) {
    const entry = parseJson(line);
    if (!isEntry(entry)) throw notAnAnswer(path, index + 1);
    const fault = faultOfAnswer(entry.verb, entry.answer);
    if (fault !== undefined) throw notAnAnswer(path, index + 1, firstFault(fault, 'the answer'));
    known.set(entry.key, entry.answer);
  }
  return {
    get: (key) => known.get(key),
    put(key, verb, answer) {
      log.append(JSON.stringify({ key, verb, answer }));
      known.set(key, answer);
    },
    size: () => known.size,
    close() {
      if (options.readOnly !== true) log.sync();
      log.close();
    },
  };
}

/** Answers that are kept while the process lives. */
export function memoryAnswers(): Answers {
  const known = new Map<string, unknown>();
  return {
    get: (key) => known.get(key),
    put: (key, _verb, answer) => void known.set(key, answer),
    size: () => known.size,
    close: () => undefined,
  };
}

const Entry = z.object({ key: z.string(), verb: z.string(), answer: z.unknown() });

function isEntry(entry: unknown): entry is z.infer<typeof Entry> {
  return Entry.safeParse(entry).success;
}

function notAnAnswer(path: string, line: number, why?: string): Error {
  return userError({
    kind: 'usage',
    what: `line ${line} is not a recorded answer${why === undefined ? '' : `: ${why}`}`,
    where: path,
    expected: 'one JSON object a line, with `key`, `verb` and `answer`',
    remedy: 'restore the file from a copy, or begin a new study',
  });
}
