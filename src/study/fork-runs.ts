import { dirname, join } from 'node:path';
import type { PersonMind } from '../agent/index.js';
import { forkEffects, type ForkEffect } from '../analysis/index.js';
import { userError } from '../foundation/errors/index.js';
import { memoryAnswers } from '../model/index.js';
import {
  broughtAgain,
  forkId,
  forkRun,
  lateModel,
  readManifest,
  recordedSource,
  type Fork,
  type RecordedModel,
} from '../run/index.js';
import type { Change, LanguageModel, RunManifest, RunRecord } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import { keptRuns } from './_internals/kept-runs.js';
import type { ScenarioOf } from './open-study.js';

/** What is to be done differently in runs that were made, and who is asked what nobody was asked before. */
export interface ForkRunsOptions {
  /** Seq of the first event that may differ, at least 1. */
  readonly at: number;
  /** None makes the same runs again. */
  readonly changes: readonly Change[];
  readonly scenarioOf: ScenarioOf;
  /**
   * Answers what is new in place of the recorded model, which it must be; `recorded` is which, where several decided in a
   * run. Default nobody: a fork that asks stops.
   */
  readonly model?: LanguageModel | ((manifest: RunManifest, recorded: RecordedModel) => LanguageModel);
  /** Who answers what is new in the place of an agent in which a person was. Default nobody. */
  person?(about: { readonly agent: string; readonly settings: PersonSettings }): PersonMind | undefined;
  /** Of a study: the arms whose runs are forked. Default `interacting`. */
  readonly arms?: readonly string[];
  /** Folder of a fork; one that holds this fork already is gone on with. Default beside its run. */
  folderOf?(run: string, id: string): string;
  readonly signal?: AbortSignal;
  /** Called before each fork. */
  onRun?(progress: { readonly run: string; readonly done: number; readonly total: number }): void;
}

/** What a manifest keeps of a person. */
export interface PersonSettings {
  readonly timeoutMs: number | null;
  /** `refused`, `malformed`, `others`, `option LABEL` or `mind NAME`. */
  readonly fallback: string;
}

/** A run that was forked. */
export interface ForkedRun {
  /** Folder of the run. */
  readonly run: string;
  /** Folder of the fork. */
  readonly folder: string;
  readonly parent: RunManifest;
  /** Rows of the run, where it was finished, and of the fork. */
  readonly before: RunRecord | null;
  readonly after: RunRecord;
  /** Events at the beginning that are the same, byte for byte. */
  readonly shared: number;
  /** Whether they are the same to the end. */
  readonly identical: boolean;
}

/** What a change made of runs. */
export interface ForkedRuns {
  readonly forks: readonly ForkedRun[];
  /** Folders of runs that were over before the event, and are in no figure. */
  readonly ended: readonly string[];
  /** By condition and arm: what the change did to each measure. */
  readonly effects: readonly {
    readonly condition: string;
    readonly arm: string;
    readonly measures: readonly ForkEffect[];
  }[];
}

/**
 * Forks runs: makes each again from its record and, from an event on, with changes. Seed, draws and all answers whose
 * question is unchanged are those of the run, so that what differs is the effect of the change; {@link forkEffects} says
 * how large it is and how much the common random numbers gave.
 *
 * @param from Folder of a finished study (also runs of it that were not kept, see `StudyRun.keep`), folder of a run, or
 *   folders of several.
 * @throws MesocosmError (usage) when a folder is neither, all runs were over before the event, or the changes cannot be
 *   made; (unreachable), (budget) or (interrupted) when a fork stopped. Done again, it goes on.
 * @example
 * const { effects } = await forkRuns('studies/ID', { at: 1, changes: [{ do: 'remove', agent: 'agent-3' }], scenarioOf });
 */
export async function forkRuns(from: string | readonly string[], options: ForkRunsOptions): Promise<ForkedRuns> {
  const runs = await keptRuns(from, options);
  const forks: ForkedRun[] = [];
  const ended: string[] = [];
  for (const [done, kept] of runs.entries()) {
    if (options.signal?.aborted === true) throw stopped({ kind: 'aborted', message: 'it was interrupted' }, STOPPED);
    const run = await kept();
    options.onRun?.({ run, done, total: runs.length });
    const { events } = await readManifest(run);
    if (runs.length > 1 && events !== null && options.at >= events) ended.push(run);
    else forks.push(await forkOne(run, options));
  }
  if (forks.length === 0) throw allOver(options.at, runs.length);
  return { forks, ended, effects: effectsOf(forks) };
}

const STOPPED = 'the fork stopped';

async function forkOne(run: string, options: ForkRunsOptions): Promise<ForkedRun> {
  const { at, changes, scenarioOf, signal } = options;
  const id = forkId(await readManifest(run), { at, changes });
  const folder = options.folderOf?.(run, id) ?? join(dirname(join(run, '.')), id);
  const fork = await forkRun(run, {
    at,
    changes,
    folder,
    scenarioOf,
    source: (manifest, scenario) =>
      recordedSource(run, manifest.mind, memoryAnswers(), {
        ...modelFor(manifest, options),
        brought: broughtAgain(scenario),
        person: ({ settings }, agent) => options.person?.({ agent, settings: settings as unknown as PersonSettings }),
      }),
    signal,
  });
  return forked(run, folder, fork);
}

function forked(run: string, folder: string, { execution, parentRecord, ...rest }: Fork): ForkedRun {
  if (execution.status !== 'finished') throw stopped(execution, STOPPED);
  const { parent, shared, identical } = rest;
  return { run, folder, parent, shared, identical, before: parentRecord, after: execution.record };
}

function modelFor(
  manifest: RunManifest,
  { model }: ForkRunsOptions,
): Pick<Parameters<typeof recordedSource>[3] & object, 'live'> {
  if (model === undefined) return {};
  if (typeof model === 'function') return { live: (recorded) => model(manifest, recorded) };
  return { live: (about) => lateModel({ ...about, open: async () => model }) };
}

/** Runs and forks that are both finished, by condition and arm. */
function effectsOf(forks: readonly ForkedRun[]): ForkedRuns['effects'] {
  const groups = new Map<string, { condition: string; arm: string; pairs: { run: RunRecord; fork: RunRecord }[] }>();
  for (const { parent, before, after } of forks) {
    if (before === null) continue;
    const { condition, arm } = parent;
    const key = JSON.stringify([condition, arm]);
    const group = groups.get(key) ?? { condition, arm, pairs: [] };
    groups.set(key, group);
    group.pairs.push({ run: before, fork: after });
  }
  return [...groups.values()].map(({ condition, arm, pairs }) => ({ condition, arm, measures: forkEffects(pairs) }));
}

function allOver(at: number, runs: number): Error {
  return userError({
    kind: 'usage',
    what: `none of the ${runs} runs has an event ${at} to fork at: all were over before`,
    expected: 'the seq of an event that at least one of them has',
    remedy: '`mesocosm show RUN` shows the events of a run with their seqs',
  });
}
