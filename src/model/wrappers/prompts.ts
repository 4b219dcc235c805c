import { openAppendLog } from '../../foundation/storage/index.js';
import { parseJson } from '../_internals/parse-json.js';
import type { Request } from './request-key.js';

/** What was asked, by the key under which the answer stands: for a person who wants to read the prompts. */
export interface Prompts {
  /** Records a request once, whatever the number of times it is asked. */
  add(key: string, request: Request): void;
  close(): void;
}

/** Opens `prompts.jsonl`: one line a request, `{ key, verb, form, system?, prompt, options? }`, or `{ key, verb, texts }`. */
export async function openPrompts(path: string): Promise<Prompts> {
  const log = await openAppendLog(path);
  // Nothing depends on this file: a line that is damaged is passed over.
  const known = new Set(log.lines.map((line) => (parseJson(line) as { key?: string } | null | undefined)?.key));
  return {
    add(key, { verb, request }) {
      if (known.has(key)) return;
      known.add(key);
      if (verb === 'embed') return log.append(JSON.stringify({ key, verb, texts: request.texts }));
      const { form, system, pieces } = request.prompt;
      const offered = 'options' in request ? { options: request.options } : {};
      log.append(JSON.stringify({ key, verb, form, system, prompt: pieces.join(''), ...offered }));
    },
    close() {
      log.sync();
      log.close();
    },
  };
}
