import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';
import { namingFile } from './naming-file.js';

/** A file of lines that only grows. */
export interface AppendLog {
  /** Complete lines that were there when the log was opened. */
  readonly lines: readonly string[];
  /** Whether a last line without its end was found, and cut off. */
  readonly torn: boolean;
  /** Hands one line to the operating system before it returns: it survives the death of the process. */
  append(line: string): void;
  /** The same for several lines, in one piece: of those that a death cuts off, some at the beginning may be there. */
  appendAll(lines: readonly string[]): void;
  /** Flushes to the disk: what was appended survives a power cut. */
  sync(): void;
  close(): void;
}

/**
 * Opens a log of lines, or makes it. A torn last line, left by a process that died while writing, is cut off.
 * With `readOnly` nothing on disk changes: a torn line is passed over, a missing file is an empty log.
 */
export async function openAppendLog(path: string, options: { readonly readOnly?: boolean } = {}): Promise<AppendLog> {
  const readOnly = options.readOnly === true;
  if (!readOnly) await makeFolder(dirname(path));
  const bytes = existsSync(path) ? naming(path, () => readFileSync(path)) : Buffer.alloc(0);
  const whole = bytes.lastIndexOf(10) + 1;
  const torn = whole < bytes.length;
  const lines = whole === 0 ? [] : bytes.toString('utf8', 0, whole - 1).split('\n');
  if (readOnly)
    return { lines, torn, append: refuse, appendAll: refuse, sync: () => undefined, close: () => undefined };

  const file = openSync(path, existsSync(path) ? 'r+' : 'w+');
  if (torn) naming(path, () => ftruncateSync(file, whole));
  let at = whole;
  let open = true;
  const appendAll = (added: readonly string[]): void => {
    if (!open) throw new Error(`${path} is closed`);
    if (added.length === 0) return;
    if (added.some((line) => line.includes('\n'))) throw new Error(`a line of ${path} must not contain a line break`);
    const written = Buffer.from(`${added.join('\n')}\n`);
    naming(path, () => {
      for (let done = 0; done < written.length;) {
        done += writeSync(file, written, done, written.length - done, at + done);
      }
    });
    at += written.length;
  };
  return {
    lines,
    torn,
    append: (line) => appendAll([line]),
    appendAll,
    sync() {
      if (!open) throw new Error(`${path} is closed`);
      naming(path, () => fsyncSync(file));
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** Does something to an open file: what the system says of those does not name them. */
function naming<Done>(path: string, work: () => Done): Done {
  try {
    return work();
  } catch (error) {
    throw namingFile(error, path);
  }
}

function refuse(): never {
  throw new Error('this log was opened to be read only');
}
