import { userError } from '../foundation/errors/index.js';
import { systemClock } from '../foundation/clock.js';
import {
  answerCacheFolder,
  answerCacheSize,
  clearAnswerCache,
  listCachedAnswers,
  pruneAnswerCache,
  type CacheSize,
} from '../model/index.js';
import { printJson } from './_internals/print-json.js';
import { sizeInWords } from './_internals/quantities.js';
import type { Terminal } from './terminal.js';

/** Prints whose answers are kept. */
export async function tellCachedModels(terminal: Terminal, json: boolean): Promise<void> {
  const folder = answerCacheFolder();
  const models = (await listCachedAnswers(folder)).map(({ oldestMs, newestMs, ...about }) => ({
    ...about,
    oldest: dayOf(oldestMs),
    newest: dayOf(newestMs),
  }));
  if (json) return printJson(terminal, { status: 'done', data: { folder, models } });
  if (models.length === 0) return terminal.result(`No answers are kept in ${folder}.`);
  for (const { model, answers, bytes, oldest, newest } of models) {
    const when = oldest === newest ? oldest : `${oldest} to ${newest}`;
    terminal.result(`${model}  ${inNumber(answers)}  ${sizeInWords(bytes)}  ${when}`);
  }
}

/** Prints where the cache is and how large. */
export async function tellCacheSize(terminal: Terminal, json: boolean): Promise<void> {
  const folder = answerCacheFolder();
  const size = await answerCacheSize(folder);
  if (json) return printJson(terminal, { status: 'done', data: { folder, ...size } });
  terminal.result(`${inNumber(size.answers)}, ${sizeInWords(size.bytes)}, in ${folder}`);
}

/**
 * Removes old answers, and says what was removed.
 *
 * @throws MesocosmError (usage) when nothing says which.
 */
export async function pruneCache(
  terminal: Terminal,
  { olderThan, to }: { readonly olderThan?: number; readonly to?: number },
  json: boolean,
): Promise<void> {
  if (olderThan === undefined && to === undefined) {
    throw userError({
      kind: 'usage',
      what: 'nothing says which answers are to go',
      expected: '--older-than AGE, --to SIZE, or both',
      remedy: '`mesocosm cache clear` removes all',
    });
  }
  const before = olderThan === undefined ? {} : { before: systemClock.nowMs() - olderThan };
  tellRemoved(terminal, await pruneAnswerCache({ ...before, ...(to === undefined ? {} : { toBytes: to }) }), json);
}

/** Removes all answers, and says what was removed. */
export async function clearCache(terminal: Terminal, json: boolean): Promise<void> {
  tellRemoved(terminal, await clearAnswerCache(), json);
}

function tellRemoved(terminal: Terminal, removed: CacheSize, json: boolean): void {
  const folder = answerCacheFolder();
  if (json) return printJson(terminal, { status: 'done', data: { folder, removed } });
  terminal.result(`Removed ${inNumber(removed.answers)}, ${sizeInWords(removed.bytes)}, from ${folder}`);
}

function inNumber(answers: number): string {
  return `${answers} ${answers === 1 ? 'answer' : 'answers'}`;
}

/** The day in UTC. */
function dayOf(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' }).format(ms);
}
