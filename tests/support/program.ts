import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

/** The program as it is built; `npm test` builds it first. */
export const PROGRAM = fileURLToPath(new URL('../../dist/bin/mesocosm.js', import.meta.url));

/** A process of the program, and what it said until now. */
export interface Running {
  readonly process: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves when it has ended, to its exit code; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** What a process left. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const started = new Set<ChildProcess>();

/** Ends what a test left running. To be called once, at the top of a test file. */
export function endProcessesAfterEach(): void {
  afterEach(() => {
    for (const process of started) process.kill('SIGKILL');
    started.clear();
  });
}

/** Starts a command of this machine, with nothing of npm about it. */
export function start(command: string, argv: readonly string[], cwd: string): Running {
  const { npm_command: _npm, ...env } = process.env;
  const child = spawn(command, [...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      started.delete(child);
      resolve(code);
    });
  });
  return { process: child, out: () => said.out, err: () => said.err, ended };
}

/** Starts the built program. */
export function startProgram(argv: readonly string[], cwd: string): Running {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: \`npm run build\` makes it`);
  return start(process.execPath, [PROGRAM, ...argv], cwd);
}

/** Waits for the end of a process. */
export async function end({ ended, out, err }: Running): Promise<Ended> {
  const code = await ended;
  return { code, out: out(), err: err() };
}

/** Runs the built program to its end. */
export function runProgram(argv: readonly string[], cwd: string): Promise<Ended> {
  return end(startProgram(argv, cwd));
}

/** Runs a line of a shell, in which `mesocosm` is the built program. */
export function runShell(line: string, cwd: string): Promise<Ended> {
  const mesocosm = `mesocosm() { "${process.execPath}" "${PROGRAM}" "$@"; }`;
  return end(start('/bin/sh', ['-c', `${mesocosm}; ${line}`], cwd));
}

/** Rows that the newest study below a folder of studies has recorded until now. */
export function rowsIn(root: string): number {
  const newest = existsSync(root) ? readdirSync(root).sort().at(-1) : undefined;
  const log = join(root, newest ?? '', 'runs.jsonl');
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0;
}

/** Waits until something outside this process is so, or the process that it depends on has ended. */
export async function waitUntil(isSo: () => boolean, running: Running): Promise<void> {
  let over = false;
  void running.ended.then(() => (over = true));
  while (!isSo()) {
    if (over) throw new Error(`it ended too early: ${running.out()}${running.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
