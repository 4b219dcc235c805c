import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../src/spec/index.js';
import type { Told } from './answering-endpoint.js';
import { isFor, linesIn, sit, type AnsweringServer, type Question } from './killed-runs.js';
import type { MixedSitting } from './mixed-study.js';

/** Files of `tests/support` that the processes of these tests need. */
export const STUDY_PROGRAMS = [
  'answering-endpoint.ts',
  'answering-process.ts',
  'endpoint-server.ts',
  'mixed-study-process.ts',
  'mixed-study.ts',
];

/** The servers of two models. */
export interface TwoServers {
  readonly left: AnsweringServer;
  readonly right: AnsweringServer;
}

/** What both were asked in a sitting. */
export function askedOfBoth({ left, right }: TwoServers, sitting: string): readonly Told[] {
  return [...left.asked(sitting), ...right.asked(sitting)];
}

/** What was seen of a study that was killed again and again. */
export interface KilledStudy {
  readonly kills: number;
  /** Exit codes of the sittings that were not killed. */
  readonly codes: readonly (number | null)[];
  /** Answers that were found in the record when a sitting began, all sittings together. */
  readonly recorded: number;
  /** Requests to a model for what it had answered, and what was recorded, before the sitting. */
  readonly askedAgain: readonly Told[];
}

/** Begins a study and goes on with it until so many sittings were killed, and then goes on to the end. */
export async function killStudy(options: {
  readonly program: string;
  readonly servers: TwoServers;
  readonly root: string;
  readonly kills: number;
  /** Requests of an uninterrupted study. */
  readonly requests: number;
  readonly chance: Chance;
}): Promise<KilledStudy> {
  const { program, servers, root, kills, requests, chance } = options;
  const sittings: { readonly name: string; readonly recorded: readonly OfModel[] }[] = [];
  const codes: (number | null)[] = [];
  while (codes.length === 0) {
    const killed = sittings.length;
    const name = `${root}/${killed}`;
    sittings.push({ name, recorded: recordedIn(root) });
    const run: MixedSitting = { root, sitting: name, left: servers.left.baseUrl, right: servers.right.baseUrl };
    // Late enough that each sitting gets somewhere, and early enough that there is always something left.
    const most = Math.max(1, Math.floor(requests / kills));
    const moment = killed < kills ? { requests: 1 + chance.integer(most), share: chance.uniform() } : undefined;
    const { code } = await sit(program, run, { moment, asked: () => askedOfBoth(servers, name).length });
    if (code !== null) codes.push(code);
  }
  // What a server was asked last, it tells last.
  await wait(100);
  return {
    kills: sittings.length - codes.length,
    codes,
    recorded: sittings.reduce((sum, { recorded }) => sum + recorded.length, 0),
    askedAgain: sittings.flatMap(({ name, recorded }) =>
      askedOfBoth(servers, name).filter((told) => recorded.some((one) => one.mind === told.model && isFor(one, told))),
    ),
  };
}

/** A question, and the name of the model that it was for. */
type OfModel = Question & { readonly mind: string | undefined };

/** Questions whose answers are recorded in the only study of a folder. */
function recordedIn(root: string): readonly OfModel[] {
  const [name] = existsSync(root) ? readdirSync(root) : [];
  if (name === undefined) return [];
  const lines = <Line>(file: string): readonly Line[] => linesIn<Line>(join(root, name, file));
  const answered = new Set(lines<{ readonly key: string }>('answers.jsonl').map(({ key }) => key));
  const minds = new Map(lines<{ key: string; mind?: string }>('calls.jsonl').map(({ key, mind }) => [key, mind]));
  return lines<Question>('prompts.jsonl')
    .filter(({ key }) => answered.has(key))
    .map((question) => ({ ...question, mind: minds.get(question.key) }));
}
