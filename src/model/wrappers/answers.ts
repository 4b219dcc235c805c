import { openAppendLog } from '../../foundation/storage/index.js';

/** Recorded answers by key. What is put is with the operating system before `put` returns. */
export interface Answers {
  get(key: string): unknown;
  put(key: string, verb: string, answer: unknown): void;
  size(): number;
  close(): void;
}

/**
 * Opens `answers.jsonl`: one line an answer, `{ key, verb, answer }`, in order of arrival. A torn last line is cut off.
 */
export async function openAnswers(path: string, options: { readonly readOnly?: boolean } = {}): Promise<Answers> {
  const log = await openAppendLog(path, options);
  const known = new Map<string, unknown>();
  for (const line of log.lines) {
    const { key, answer } = JSON.parse(line) as { key: string; answer: unknown };
    known.set(key, answer);
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
