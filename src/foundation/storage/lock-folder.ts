import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '../clock.js';
import { userError } from '../errors/index.js';

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
 * is taken over.
 *
 * @throws MesocosmError (usage) when a living process holds the folder.
 */
export async function lockFolder(folder: string, clock: Clock = systemClock): Promise<FolderLock> {
  const path = join(folder, '.lock');
  const mine: Holder = { pid: process.pid, startedAt: clock.iso(), birth: birthOf(process.pid) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
      let held = true;
      return {
        release() {
          if (held) rmSync(path, { force: true });
          held = false;
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (holder !== undefined && isAlive(holder)) throw inUse(folder, holder);
    rmSync(path, { force: true });
  }
  throw userError({ kind: 'usage', what: 'it cannot be locked', where: folder, remedy: `remove ${path}` });
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
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
  return birth === null || now === null || birth === now;
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
