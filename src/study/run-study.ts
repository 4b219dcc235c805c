import { join } from 'node:path';
import { summariseCondition } from '../analysis/index.js';
import type { Elicitation } from '../agent/index.js';
import { systemClock, type Clock } from '../foundation/clock.js';
import { chancesFrom } from '../foundation/random/index.js';
import { lockFolder, openAppendLog, runJob, writeFileAtomic } from '../foundation/storage/index.js';
import { openAnswers, type LanguageModelOptions } from '../model/index.js';
import { versions, type MindSource } from '../run/index.js';
import type { Population, RunRecord, Scenario, StudySummary } from '../spec/index.js';
import { chooseMinds, type MindChoice } from './choose-minds.js';
import { openCondition, wantedArms, type GivenCondition, type ReadyCondition } from './conditions.js';
import { type Journals, type StudyDesign, type StudyFile } from './design.js';
import { conditionsOf, designOf } from './design-of.js';
import { folderFor, STUDY_FILES, writeStudyFile, type FoundStudy } from './folder.js';
import { createModelStack, type ModelStack } from './model-stack.js';
import { prepare } from './prepare.js';
import { createFailureLimit, statusOf, suspended } from './_internals/endings.js';
import { createReporter, type Reporter } from './reporter.js';
import { createStudy, type Study } from './study.js';
import { summariseStudy } from './summarise-study.js';
import { doRun, studyTasks, type RunTask } from './tasks.js';
import { writeTables } from './tables.js';
import type { StudyProgress } from './progress.js';

/** What a study is made of. Only a scenario is needed. */
export interface StudyOptions extends MindChoice {
  /** One condition, called `default`. */
  readonly scenario?: Scenario;
  /** Several conditions of one scenario, by name; instead of `scenario`. */
  readonly conditions?: { readonly [name: string]: Scenario };
  /** Parameters as they were written, by condition, for the record. Default: as resolved. */
  readonly parametersGiven?: { readonly [condition: string]: { readonly [name: string]: unknown } };
  /** People whose texts reach the prompts; agent i is person i. Default: nobody in particular. */
  readonly population?: Population;
  /** Runs of each arm. Default 40. */
  readonly runs?: number;
  /** Studies with different seeds share no run. Default 1. */
  readonly seed?: number;
  /** Arms to run, `interacting` and needed donors included anyway. Default: all of the scenario's. */
  readonly arms?: readonly string[];
  /** Of how many runs an arm the whole folder is kept. Default 1. */
  readonly journals?: Journals;
  /** Folder that study folders are made in. Default `studies`. */
  readonly folder?: string;
  /** Begins anew, even where an unfinished study of the same design is there. Default false. */
  readonly fresh?: boolean;
  readonly name?: string;
  /** At most so many model calls, attempts that fail included. Default: no limit. */
  readonly maxCalls?: number;
  /** Share of failed decisions beyond which the study stops. Default .05. */
  readonly maxFailures?: number;
  /** Calls to an endpoint at once. Default 8. */
  readonly concurrency?: number;
  readonly elicitation?: Partial<Elicitation>;
  readonly languageModel?: LanguageModelOptions;
  /** Why this mind was taken, for the report. */
  readonly why?: string;
  /** Goes on with the unfinished study in this folder, and with no other. */
  readonly resume?: string;
  /** Arguments of the command that goes on with this study, for the record. */
  readonly command?: readonly string[];
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  onProgress?(progress: StudyProgress): void;
}

/**
 * Runs a study: examines the model, asks every agent alone, runs all arms of the scenario over the same seeds, and
 * judges each outcome against the prior, the same agents isolated, and chance.
 *
 * The design is frozen before the first run. A study that was cut off goes on where it was, when it is called again
 * with the same design: no finished run is run again, and no recorded answer asked again.
 *
 * @example
 * const study = await runStudy({ scenario: namingGame(), policy: 'claude-3.5-sonnet', runs: 40 });
 * study.outcomes.winner.class; // 'inconclusive', with the number of runs that would decide
 *
 * @throws MesocosmError (usage) for what cannot be run; (unreachable), (budget), (failures), (interrupted) when it
 *   stopped before its end: what was done is kept.
 */
export async function runStudy(options: StudyOptions): Promise<Study> {
  const { clock = systemClock, signal } = options;
  const given = conditionsOf(options);
  const [first] = given as [GivenCondition];
  const languageModelOptions = {
    ...options.languageModel,
    signal,
    ...(options.why === undefined ? {} : { why: options.why }),
  };
  const chosen = await chooseMinds(options, first.scenario, languageModelOptions);
  try {
    options.onProgress?.({ kind: 'opened', name: chosen.source.name, about: aboutMinds(chosen.source) });
    const design = designOf(options, given, chosen.source);
    const found = await folderFor(options.folder ?? 'studies', design, {
      fresh: options.fresh ?? false,
      resume: options.resume,
      clock,
      command: options.command ?? null,
      versions: versions(),
    });
    const lock = await lockFolder(found.folder, clock);
    try {
      return await workOn({ options, given, source: chosen.source, design, found, clock });
    } finally {
      lock.release();
    }
  } finally {
    if (chosen.owned) await chosen.source.model?.close();
  }
}

/** Where the minds come from, in words. */
function aboutMinds({ kind, description }: MindSource): string {
  if (kind === 'policy-table') return `a table of measured choices: ${String(description['source'])}`;
  if (kind === 'other') return 'a mind of your own';
  if (description['kind'] === 'endpoint') return `at ${String(description['baseUrl'])}`;
  return description['from'] === undefined
    ? 'a model of your own'
    : `in this process, weights from ${String(description['from'])}`;
}

interface Work {
  readonly options: StudyOptions;
  readonly given: readonly GivenCondition[];
  readonly source: MindSource;
  readonly design: StudyDesign;
  readonly found: FoundStudy & { readonly resumed: boolean };
  readonly clock: Clock;
}

/** Everything between the locking of the folder and its release. */
async function workOn(work: Work): Promise<Study> {
  const { options, design, found, clock } = work;
  const { folder } = found;
  const start = clock.monotonicMs();
  const answers = await openAnswers(join(folder, STUDY_FILES.answers));
  const calls = await openAppendLog(join(folder, STUDY_FILES.calls));
  const reporter = createReporter({ clock, onProgress: options.onProgress });
  const stack = createModelStack(work.source, { ...options, answers, clock, calls, reporter });
  const source = stack.source;
  const file = { ...found.file, status: 'running' as const };
  await writeStudyFile(folder, file);
  if (source.table !== undefined)
    await writeFileAtomic(join(folder, STUDY_FILES.policy), `${JSON.stringify(source.table)}\n`);
  const ended = async (status: StudyFile['status']): Promise<StudyFile> => {
    const seconds = file.seconds + (clock.monotonicMs() - start) / 1000;
    const finishedAt = status === 'finished' ? clock.iso() : null;
    const now = { ...file, status, seconds: Math.round(seconds * 10) / 10, finishedAt };
    await writeStudyFile(folder, now);
    return now;
  };
  try {
    const conditions: ReadyCondition[] = [];
    const examination: StudySummary['examination'] = [];
    for (const one of work.given) {
      const opened = openCondition(one, source, options.population ?? null);
      const wanted = wantedArms(one.scenario, options.arms);
      const ready = await prepare(opened, { source, stack, reporter, wanted, signal: options.signal });
      if (conditions.length === 0) examination.push(...ready.checks);
      conditions.push(ready.condition);
    }
    const rows = await doRuns({ ...work, source }, conditions, { stack, reporter });
    reporter.writing(folder);
    const study = await ended('finished');
    const summary = summariseStudy({
      file: study,
      design,
      source,
      meter: stack.meter,
      saved: reporter.saved(),
      examination,
      scenario: (conditions[0] as ReadyCondition).scenario,
      conditions: conditions.map((condition) =>
        summariseCondition({
          ...condition,
          records: [...rows.values()].filter((row) => row.condition === condition.name),
          chances: chancesFrom(`${design.seed}/${condition.name}`),
        }),
      ),
    });
    await writeTables(folder, summary, [...rows.values()]);
    return createStudy({ folder, summary, conditions, rows, source });
  } catch (error) {
    await ended(statusOf(error));
    throw error;
  } finally {
    answers.close();
    calls.close();
  }
}

/** Runs all tasks, many at once where minds must be waited for. */
async function doRuns(
  work: Work,
  conditions: readonly ReadyCondition[],
  tools: { readonly stack: ModelStack; readonly reporter: Reporter },
): Promise<ReadonlyMap<string, RunRecord>> {
  const { options, design, found, source } = work;
  const { reporter } = tools;
  const tasks = studyTasks(conditions, design);
  const log = await openAppendLog(join(found.folder, STUDY_FILES.log));
  const limits = createFailureLimit(design.maxFailures);
  reporter.begin({ folder: found.folder, resumed: found.resumed, tasks: tasks.length, done: log.lines.length });
  try {
    const { rows, finished } = await runJob<RunRecord, RunTask>({
      tasks,
      log,
      concurrency: source.model === undefined ? 1 : 16,
      signal: options.signal,
      async work(task, results) {
        const execution = await doRun(task, results, {
          folder: found.folder,
          source,
          signal: options.signal,
          ...reporter.follow(task),
        });
        if (execution.status === 'finished') return execution.record;
        throw suspended(execution);
      },
      onDone(task, row, from) {
        reporter.done(task, row, from);
        limits.add(row);
      },
    });
    if (!finished) throw suspended({ kind: 'aborted', message: 'it was interrupted' });
    return rows;
  } finally {
    log.sync();
    log.close();
  }
}
