import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Observable } from 'rxjs';
import { createStreams } from '../environment/index.js';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { writeFileAtomic } from '../foundation/storage/index.js';
import { renderReport } from '../report/index.js';
import { execute, isWholeRun, RUN_FILES, type MindSource } from '../run/index.js';
import type { ConditionSummary, Event, OutcomeSummary, RunRecord, StudySummary } from '../spec/index.js';
import type { ReadyCondition } from './conditions.js';
import { runSeed } from './design.js';
import { wasAsked } from './ledger.js';
import { doRun, planOf, runKey, studyTasks } from './tasks.js';

/** One run of a study. It can be played again at any time: its answers are recorded, its draws keyed. */
export interface StudyRun {
  readonly record: RunRecord;
  /** Plays the run for each subscriber: every event, in order. */
  readonly events$: Observable<Event>;
  /** What one agent perceives of it. */
  perceived$(agent: string): Observable<Event>;
  /** Plays the run again and returns its row; `watch` is given the events as they come. */
  play(watch?: (events: readonly Event[]) => void): Promise<RunRecord>;
  /**
   * The run's own folder in the study, made from the recorded answers where it was not kept, so that it can be replayed
   * and forked.
   */
  keep(): Promise<string>;
}

/** A finished study. */
export interface Study<Outcomes extends string = string> {
  readonly folder: string;
  readonly summary: StudySummary;
  readonly conditions: readonly ConditionSummary[];
  /** Outcomes of the first condition, by name. */
  readonly outcomes: { readonly [name in Outcomes]: OutcomeSummary };
  readonly records: readonly RunRecord[];
  /**
   * The i-th run of an arm, from 0; of the first condition, unless another is named.
   *
   * @throws MesocosmError (usage) when the study has no such run.
   */
  run(arm: string, index: number, condition?: string): StudyRun;
  /** Writes the report: Markdown where the name ends in `.md`, else one self-contained HTML file. */
  report(path: string): Promise<void>;
}

export function createStudy(given: {
  readonly folder: string;
  readonly summary: StudySummary;
  readonly conditions: readonly ReadyCondition[];
  readonly rows: ReadonlyMap<string, RunRecord>;
  /** What decides in a condition. */
  sourceOf(condition: string): MindSource;
}): Study {
  const { folder, summary, conditions, rows } = given;
  const { runs, seed } = summary.design;
  const tasks = new Map(
    studyTasks(conditions, { runs, seed, journals: 'none', askedAfter: 'none' }).map((task) => [task.key, task]),
  );
  return {
    folder,
    summary,
    conditions: summary.conditions,
    outcomes: Object.fromEntries((summary.conditions[0]?.outcomes ?? []).map((outcome) => [outcome.name, outcome])),
    records: [...rows.values()],
    run(arm, index, condition = conditions[0]?.name ?? '') {
      const task = tasks.get(runKey(condition, arm, runSeed(seed, index)));
      const record = task === undefined ? undefined : rows.get(task.key);
      if (task === undefined || record === undefined) throw noSuchRun(summary, { condition, arm, index });
      const play = (select: (streams: ReturnType<typeof createStreams>) => Observable<Event>): Observable<Event> =>
        new Observable((subscriber) => {
          const streams = createStreams(task.condition.agents.map(({ id }) => id));
          const stop = new AbortController();
          // The streams of a run end however it ends; that it could not be played to its end is an error here.
          const subscription = select(streams).subscribe((event) => subscriber.next(event));
          const played = planOf(task, rows).then((plan) => execute(plan, { streams, signal: stop.signal }));
          played.then(
            (execution) =>
              execution.status === 'finished' ? subscriber.complete() : subscriber.error(notPlayed(execution.message)),
            (error: unknown) => subscriber.error(error),
          );
          return () => {
            stop.abort();
            subscription.unsubscribe();
          };
        });
      return {
        record,
        events$: play(({ events$ }) => events$),
        perceived$: (agent) => play((streams) => streams.perceived$(agent)),
        async keep() {
          const kept = join(folder, 'runs', task.key);
          if (existsSync(join(kept, RUN_FILES.manifest)) && (await isWholeRun(kept))) return kept;
          const how = { folder, source: given.sourceOf(condition), clock: systemClock };
          const asked = await wasAsked(folder, task.key);
          const execution = await doRun({ ...task, kept: true, asked }, rows, how);
          if (execution.status === 'finished') return kept;
          throw notPlayed(execution.message);
        },
        async play(watch) {
          const how = { folder, source: given.sourceOf(condition), clock: systemClock };
          const execution = await doRun({ ...task, kept: false }, rows, {
            ...how,
            ...(watch === undefined ? {} : { watch }),
          });
          if (execution.status === 'finished') return execution.record;
          throw notPlayed(execution.message);
        },
      };
    },
    async report(path) {
      const { html, markdown } = await renderReport(summary);
      await writeFileAtomic(path, path.endsWith('.md') ? markdown : html);
    },
  };
}

function notPlayed(message: string): Error {
  return userError({
    kind: 'usage',
    what: `the run could not be played again: ${message}`,
    expected: 'a study with every answer that its runs used',
    remedy: 'restore answers.jsonl, or run the study again',
  });
}

function noSuchRun(summary: StudySummary, run: { condition: string; arm: string; index: number }): Error {
  const conditions = summary.conditions.map(({ name, arms }) => `${name} (${arms.map((arm) => arm.name).join(', ')})`);
  return userError({
    kind: 'usage',
    what: `the study has no run ${run.index} of "${run.condition}" in the arm "${run.arm}"`,
    expected: `a run from 0 to ${summary.design.runs - 1}`,
    available: conditions,
  });
}
