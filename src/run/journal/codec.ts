import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { userError } from '../../foundation/errors/index.js';
import { canonicalJson } from '../../foundation/storage/index.js';
import { Event } from '../../spec/index.js';

/** One line of `events.jsonl`, without its newline: the keys of an event in their fixed order, those of data sorted. */
export function encodeEvent(event: Event): string {
  const agent = event.agent === undefined ? '' : `,"agent":${JSON.stringify(event.agent)}`;
  const causes = event.causes === undefined ? '' : `,"causes":${JSON.stringify(event.causes)}`;
  const data = canonicalJson(event.data);
  return `{"seq":${event.seq},"time":${event.time},"type":"${event.type}"${agent},"data":${data}${causes}}`;
}

/**
 * Reads one line of a journal.
 *
 * @throws MesocosmError (usage) naming the file and the line when it is not an event.
 */
export function decodeEvent(line: string, where: { readonly file: string; readonly line: number }): Event {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw notAnEvent(where, 'it is not JSON');
  }
  const parsed = Event.safeParse(json);
  if (!parsed.success) throw notAnEvent(where, parsed.error.issues[0]?.message ?? 'it has another shape');
  return parsed.data as Event;
}

/** The events of a journal, one after the other, without holding them all. */
export async function* readJournal(file: string): AsyncGenerator<Event> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text !== '') yield decodeEvent(text, { file, line });
  }
}

function notAnEvent(where: { readonly file: string; readonly line: number }, why: string): Error {
  return userError({
    kind: 'usage',
    what: `line ${where.line} is not an event: ${why}`,
    where: where.file,
    expected: 'one JSON object with seq, time, type and data',
    remedy: 'restore the file, or run it again with `mesocosm resume`',
  });
}
