import { fork, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../src/spec/index.js';
import type { Told } from './answering-endpoint.js';

/** Files of `tests/support` that the processes of these tests need. */
export const PROGRAMS = [
  'answering-endpoint.ts',
  'answering-process.ts',
  'endpoint-server.ts',
  'harbour.ts',
  'killed-worlds.ts',
  'plaza-run-process.ts',
  'plaza-run.ts',
  'plaza.ts',
];
const PATIENCE_MS = 10_000;
/** Nothing of a run is asked before: the longest time in which it may be killed then. */
const STARTING_MS = 1500;

/** A server process, and what it told of its requests. */
export interface AnsweringServer {
  readonly baseUrl: string;
  /** What one sitting asked, without the questions by which a model is opened. */
  asked(sitting: string): readonly Told[];
  close(): void;
}

export async function startAnswering(program: string, seed: string): Promise<AnsweringServer> {
  const server = fork(program, [seed], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const told: Told[] = [];
  const baseUrl = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    server.on('message', (message: { readonly baseUrl?: string; readonly asked?: Told }) => {
      if (message.baseUrl !== undefined) resolve(message.baseUrl);
      if (message.asked !== undefined) told.push(message.asked);
    });
  });
  return {
    baseUrl,
    asked: (sitting) => told.filter((one) => one.sitting === `Bearer ${sitting}` && !one.user.startsWith('Say A or B')),
    close: () => void server.kill(),
  };
}

/** What was seen of runs that were killed again and again, and of the last, that was not. */
export interface Killed {
  /** Folders of runs that came to their end. */
  readonly folders: readonly string[];
  readonly kills: number;
  /** Exit codes of the sittings that were not killed. */
  readonly codes: readonly (number | null)[];
  /** Answers that were found in the record when a sitting began, all sittings together. */
  readonly recorded: number;
  /** Requests for what had been answered and recorded before the sitting. */
  readonly askedAgain: readonly Told[];
  /** Requests that no line of `prompts.jsonl` tells of, so that it is not known whether they were asked again. */
  readonly unknown: readonly Told[];
  /** Processes that outlived their parent. */
  readonly orphans: readonly number[];
}

/** Begins runs and goes on with them until so many sittings were killed, and then goes on to the end. */
export async function killAtRandom(options: {
  readonly program: string;
  readonly server: AnsweringServer;
  readonly regime: string;
  readonly kills: number;
  /** Requests of an uninterrupted run. */
  readonly requests: number;
  readonly chance: Chance;
  folder(): string;
}): Promise<Killed> {
  const { program, server, regime, kills, requests, chance } = options;
  const seen = { folders: [] as string[], codes: [] as (number | null)[], orphans: [] as number[] };
  const sittings: { name: string; recorded: readonly Question[]; folder: string }[] = [];
  let [folder, killed] = [options.folder(), 0];
  for (;;) {
    if (sittings.length > 4 * kills + 8) throw new Error(`only ${killed} of ${sittings.length} sittings were killed`);
    const name = `${regime}/${folder}/${sittings.length}`;
    const recorded = recordedIn(folder);
    sittings.push({ name, recorded, folder });
    const left = Math.max(1, requests - recorded.length);
    const moment = killed < kills ? { requests: chance.integer(left), share: chance.uniform() } : undefined;
    const run = { folder, regime, baseUrl: server.baseUrl, sitting: name };
    const { code, orphans } = await sit(program, run, { moment, asked: () => server.asked(name).length });
    seen.orphans.push(...orphans);
    if (code === null) {
      killed += 1;
      continue;
    }
    seen.codes.push(code);
    seen.folders.push(folder);
    if (killed >= kills) break;
    folder = options.folder();
  }
  // What the server was asked last, it tells last.
  await wait(100);
  return {
    ...seen,
    kills: killed,
    recorded: sittings.reduce((sum, one) => sum + one.recorded.length, 0),
    askedAgain: sittings.flatMap(({ name, recorded }) => of(recorded, server.asked(name))),
    unknown: sittings.flatMap((one) => {
      const [asked, questions] = [server.asked(one.name), questionsIn(one.folder)];
      const known = new Set(of(questions, asked));
      return asked.filter((told) => !known.has(told));
    }),
  };
}

/** Those requests that are for one of some questions. */
function of(questions: readonly Question[], asked: readonly Told[]): readonly Told[] {
  return asked.filter((told) => questions.some((question) => isFor(question, told)));
}

/** One sitting: killed once it has asked so much and a little later, unless it ends before. */
export async function sit(
  program: string,
  run: object,
  until: { readonly moment: { readonly requests: number; readonly share: number } | undefined; asked(): number },
): Promise<{ readonly code: number | null; readonly orphans: readonly number[] }> {
  const { moment, asked } = until;
  const child = spawn(process.execPath, [program, JSON.stringify(run)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const workers = moment === undefined ? [] : await killAt(child, moment, asked);
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`a run ended with ${code}: ${said}`);
  for (let waited = 0; workers.some(isAlive) && waited < PATIENCE_MS; waited += 100) await wait(100);
  return { code, orphans: workers.filter(isAlive) };
}

/** Kills a process at its moment; the processes that it had started by then. */
async function killAt(
  child: ChildProcess,
  { requests, share }: { readonly requests: number; readonly share: number },
  asked: () => number,
): Promise<readonly number[]> {
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  while (!isOver() && asked() < requests) await wait(1);
  // Down to parts of a millisecond, so that also the time between two writes is met.
  const until = performance.now() + share * (requests === 0 ? STARTING_MS : 20);
  while (!isOver() && performance.now() < until) await wait(until - performance.now() > 3 ? 1 : 0);
  const workers = isOver() ? [] : childrenOf(child.pid as number);
  child.kill('SIGKILL');
  return workers;
}

/** A question as `prompts.jsonl` has it. */
export interface Question {
  readonly key: string;
  readonly verb: string;
  readonly system?: string;
  readonly prompt: string;
}

/** Whether a request is for a question: what is to be written may be followed by what is asked of its form. */
export function isFor({ verb, system = '', prompt }: Question, { system: sent, user }: Told): boolean {
  return system === sent && (verb === 'write' ? user.startsWith(prompt) : user === prompt);
}

function recordedIn(folder: string): readonly Question[] {
  const keys = new Set(linesIn<{ readonly key: string }>(join(folder, '.paid.jsonl')).map(({ key }) => key));
  return questionsIn(folder).filter(({ key }) => keys.has(key));
}

function questionsIn(folder: string): readonly Question[] {
  return linesIn<Question>(join(folder, 'prompts.jsonl'));
}

/** Whole lines of a file; the last may be torn. */
export function linesIn<Line>(path: string): readonly Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}

/** Processes that a process started, where the system tells. */
function childrenOf(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
