import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { systemClock, type Clock } from '../clock.js';
import { userError } from '../errors/index.js';
import { namingFile } from './naming-file.js';

/** A folder held by this process. */
export interface FolderLock {
  /** Gives the folder back. Safe to call twice. */
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly startedAt: string;
  /** When the process started, as the operating system counts, where it says; tells a reused process id apart. */
  readonly birth: string | null;
}

/**
 * Takes a folder for one writer, by an exclusive file with process id and start time. The lock of a process that died
 * is taken over, by one of those that want it. The folder must be there.
 *
 * @throws MesocosmError (usage) when a living process holds the folder.
 */
export async function lockFolder(folder: string, clock: Clock = systemClock): Promise<FolderLock> {
  const path = join(folder, '.lock');
  const mine: Holder = { pid: process.pid, startedAt: clock.iso(), birth: birthOf(process.pid) };
  const other = take(path, mine);
  if (other !== undefined) throw inUse(folder, other);
  let held = true;
  return {
    release() {
      // Somebody may have removed the file by hand, and another process have taken the folder since.
      if (held && isMine(path, mine)) rmSync(path, { force: true });
      held = false;
    },
  };
}

/** Takes a lock file; returns the living process that has it, if there is one. */
function take(path: string, mine: Holder): Holder | undefined {
  for (;;) {
    if (createWhole(path, mine)) return undefined;
    const found = look(path);
    if (found === 'nothing') continue;
    if (found !== 'left-behind') return found;
    // Only one at a time may replace what the dead left: else a second would remove the fresh lock of the first.
    const guard = `${path}.takeover`;
    const other = take(guard, mine);
    if (other !== undefined) return other;
    try {
      if (look(path) === 'left-behind') {
        renameSync(write(path, mine), path);
        return undefined;
      }
    } finally {
      rmSync(guard, { force: true });
    }
  }
}

/** Makes a lock file that is never seen half written; `false` where there is one already. */
function createWhole(path: string, mine: Holder): boolean {
  const temporary = write(path, mine);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    return createExclusive(path, mine);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The same on a file system that has no hard links. */
function createExclusive(path: string, mine: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function write(path: string, mine: Holder): string {
  const temporary = `${path}.${mine.pid}-${threadId}.tmp`;
  try {
    writeFileSync(temporary, JSON.stringify(mine));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw namingFile(error, path);
  }
  return temporary;
}

function isMine(path: string, { pid }: Holder): boolean {
  const found = look(path);
  return typeof found === 'object' && found.pid === pid;
}

/** Whether a living process holds the folder. */
export function isLocked(folder: string): boolean {
  return typeof look(join(folder, '.lock')) === 'object';
}

/** The living process that has a lock file, or why there is none: no file, or one of a process that died. */
function look(path: string): Holder | 'left-behind' | 'nothing' {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
    throw error;
  }
  const holder = parse(text);
  return holder !== undefined && isAlive(holder) ? holder : 'left-behind';
}

/** Who is named in a lock file; `undefined` where that is nobody. */
function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder | null;
    return holder !== null && Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, birth }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = birthOf(pid);
  return birth == null || now === null || birth === now;
}

/** Start time of a process in clock ticks since boot, from /proc where there is one. */
function birthOf(pid: number): string | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  try {
    const stat = readFileSync(path, 'utf8');
    // The name of the program, in brackets, may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function inUse(folder: string, { pid, startedAt }: Holder): Error {
  return userError({
    kind: 'usage',
    what: `process ${pid} is working in it since ${startedAt}`,
    where: folder,
    expected: 'a folder that nobody writes to',
    remedy: `wait for it, or stop it with \`kill ${pid}\`, and try again`,
  });
}
