import { createReadStream } from 'node:fs';
import type { z } from 'zod';
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
export function decodeEvent(line: string, where: Place): Event {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw notAnEvent(where, 'it is not JSON');
  }
  const parsed = Event.safeParse(json);
  if (!parsed.success) throw notAnEvent(where, issueOf(parsed.error));
  return parsed.data as Event;
}

function issueOf({ issues: [first] }: z.ZodError): string {
  if (first === undefined) return 'it has another shape';
  return [...(first.path.length === 0 ? [] : [first.path.join('.')]), first.message].join(': ');
}

/**
 * The events of a journal, one after the other, without holding them all.
 *
 * @throws MesocosmError (usage) naming the file when it cannot be read, and the line when that is not an event, or not the
 *   one that follows the event before it.
 */
export async function* readJournal(file: string): AsyncGenerator<Event> {
  let line = 0;
  let next: number | undefined;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text === '') continue;
    const event = decodeEvent(text, { file, line });
    if (next !== undefined && event.seq !== next) throw notTheNext({ file, line }, event.seq, next);
    next = event.seq + 1;
    yield event;
  }
}

const UNREADABLE: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder and not a file',
};

/** Lines end with a line feed and nothing else: a line separator of Unicode may stand within one. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, 'utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw userError(
      {
        kind: 'usage',
        what: UNREADABLE[code] ?? `it cannot be read (${code})`,
        where: file,
        expected: 'the journal of a run',
        remedy: 'check the path; `mesocosm list` shows the runs there are',
      },
      { cause: error },
    );
  }
  if (rest !== '') yield rest;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

const REMEDY =
  'restore the file; or take it away, and `mesocosm resume RUN` makes it again from seed and recorded answers';

function notAnEvent(where: Place, why: string): Error {
  return userError({
    kind: 'usage',
    what: `line ${where.line} is not an event: ${why}`,
    where: where.file,
    expected: 'one JSON object with seq, time, type and data',
    remedy: REMEDY,
  });
}

/** A line was lost, doubled or moved. */
function notTheNext(where: Place, seq: number, next: number): Error {
  return userError({
    kind: 'usage',
    what: `line ${where.line} has seq ${seq}, after the event with seq ${next - 1}`,
    where: where.file,
    expected: `seq ${next}`,
    remedy: REMEDY,
  });
}

/** Says that a journal has fewer or more events than its run made. */
export function notTheWhole(file: string, counted: { readonly found: number; readonly made: number }): Error {
  return userError({
    kind: 'usage',
    what: `the journal has ${counted.found} of the ${counted.made} events of the run`,
    where: file,
    remedy: REMEDY,
  });
}
