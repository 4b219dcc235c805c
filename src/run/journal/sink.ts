import { userError } from '../../foundation/errors/index.js';
import type { AppendLog } from '../../foundation/storage/index.js';
import type { Event } from '../../spec/index.js';
import { encodeEvent } from './codec.js';

/** Takes the events of one commit. */
export type EventSink = (events: readonly Event[]) => void;

/** A sink that writes a journal, and how far it came. */
export interface JournalSink {
  readonly write: EventSink;
  /** Events written or verified so far. */
  count(): number;
  /** @throws MesocosmError when the file holds more than the run made. */
  finish(): void;
}

/**
 * Writes events to an append log. Lines that the log already holds are verified and not written again, so starting
 * and resuming a run are the same; with `verifyOnly` nothing at all is written.
 *
 * @throws MesocosmError naming the first line that differs from what the run makes.
 */
export function journalSink(
  log: AppendLog,
  options: { readonly file: string; readonly verifyOnly?: boolean },
): JournalSink {
  const known = log.lines;
  let count = 0;
  /** The line, where it is not there yet. */
  const take = (event: Event): string | undefined => {
    const line = encodeEvent(event);
    const before = known[count];
    if (before === undefined && options.verifyOnly === true) {
      throw differs(options.file, count, 'the file ends before it');
    }
    if (before !== undefined && before !== line) {
      throw differs(options.file, count, `it holds ${excerpt(before, line)}`);
    }
    count += 1;
    return before === undefined ? line : undefined;
  };
  return {
    write(events) {
      const lines: string[] = [];
      for (const event of events) {
        const line = take(event);
        if (line !== undefined) lines.push(line);
      }
      if (lines.length > 0) log.appendAll(lines);
    },
    count: () => count,
    finish() {
      if (known.length > count) throw differs(options.file, count, 'the run ends before it');
      if (options.verifyOnly !== true) log.sync();
    },
  };
}

function differs(file: string, index: number, how: string): Error {
  return userError({
    kind: 'usage',
    what: `line ${index + 1} of the journal is not what this run makes: ${how}`,
    where: file,
    expected: 'a journal made with the same seed, parameters, answers and version',
    remedy: 'check the versions in manifest.json beside it, or run the study again in a new folder with --fresh',
  });
}

/** The two lines from where they part, shortened. */
function excerpt(before: string, line: string): string {
  let at = 0;
  while (at < before.length && before[at] === line[at]) at += 1;
  const start = Math.max(0, at - 20);
  return `"${before.slice(start, at + 30)}" where the run makes "${line.slice(start, at + 30)}"`;
}
