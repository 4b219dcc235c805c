import type { Clock } from '../foundation/clock.js';
import type { CallMeter } from '../model/index.js';
import type { ExecuteOptions } from '../run/index.js';
import type { ExaminationCheck, RunRecord } from '../spec/index.js';
import { createLiveMeter, type LiveMeter } from './_internals/live.js';
import type { StudyProgress } from './progress.js';
import type { RunTask } from './tasks.js';

/** Turns what happens in a study into progress, at most so often. */
export interface Reporter {
  meter(meter: CallMeter): void;
  begin(started: { readonly resumed: boolean; readonly tasks: number; readonly done: number }): void;
  asking(what: 'examination' | 'prior' | 'values' | 'history'): (done: number, total: number) => void;
  tell(progress: StudyProgress): void;
  examined(checks: readonly ExaminationCheck[]): void;
  follow(task: RunTask): Pick<ExecuteOptions, 'watch'>;
  done(task: RunTask, row: RunRecord, from: 'log' | 'work'): void;
  readonly known: () => void;
  warning(message: string): void;
  writing(folder: string): void;
  /** Decisions that needed no call so far. */
  saved(): number;
}

const INTERVAL_MS = 200;

export function createReporter(options: {
  readonly clock: Clock;
  /** Calls that may be needed at most, for the time left while no run is finished yet. */
  readonly forecast?: number;
  onProgress?(progress: StudyProgress): void;
}): Reporter {
  const { clock, onProgress = () => undefined } = options;
  const state = { tasks: 0, done: 0, fresh: 0, known: 0, startedMs: 0, lastMs: -Infinity, attemptsAtStart: 0 };
  const meters = new Map<string, LiveMeter>();
  let calls: CallMeter | undefined;
  let events = 0;

  /** Time for the calls that are still to be made, at the pace so far. */
  const byCalls = (seconds: number): number | null => {
    const made = (calls?.attempts ?? 0) - state.attemptsAtStart;
    if (options.forecast === undefined || made === 0) return null;
    return (seconds / made) * Math.max(0, options.forecast - (calls?.attempts ?? 0));
  };

  const running = (task: RunTask): void => {
    const now = clock.monotonicMs();
    if (now - state.lastMs < INTERVAL_MS) return;
    state.lastMs = now;
    const seconds = (now - state.startedMs) / 1000;
    const option = task.condition.scenario.options[0] ?? '';
    const left = state.fresh === 0 ? byCalls(seconds) : (seconds / state.fresh) * (state.tasks - state.done);
    onProgress({
      kind: 'running',
      live: {
        condition: task.condition.name,
        arm: task.arm.name,
        done: state.done,
        total: state.tasks,
        ...(meters.get(task.key)?.read() ?? { share: null, agreement: null }),
        option,
        events,
        eventsPerSecond: seconds > 0.5 ? Math.round(events / seconds) : null,
        calls: calls?.calls ?? 0,
        saved: state.known,
        secondsLeft: left === null ? null : Math.ceil(left),
      },
    });
  };

  return {
    meter: (meter) => (calls = meter),
    begin({ resumed, tasks, done }) {
      state.tasks = tasks;
      state.startedMs = clock.monotonicMs();
      state.attemptsAtStart = calls?.attempts ?? 0;
      onProgress({ kind: 'started', resumed, runs: tasks, done });
    },
    asking: (what) => (done, total) => onProgress({ kind: 'asking', what, done, total }),
    tell: onProgress,
    examined: (checks) => onProgress({ kind: 'examined', checks }),
    follow(task) {
      const meter = createLiveMeter(task.condition.scenario.options[0] ?? '');
      meters.set(task.key, meter);
      return {
        watch(seen) {
          meter.observe(seen);
          events += seen.length;
          running(task);
        },
      };
    },
    done(task, _row, from) {
      state.done += 1;
      if (from === 'work') state.fresh += 1;
      meters.delete(task.key);
    },
    known: () => void (state.known += 1),
    warning: (message) => onProgress({ kind: 'warning', message }),
    writing: (folder) => onProgress({ kind: 'writing', folder }),
    saved: () => state.known,
  };
}
