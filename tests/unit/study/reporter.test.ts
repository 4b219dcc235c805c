import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { createMeter } from '../../../src/model/index.js';
import { mindSource } from '../../../src/run/index.js';
import type { Event } from '../../../src/spec/index.js';
import { openCondition } from '../../../src/study/conditions.js';
import type { LiveLine, StudyProgress } from '../../../src/study/progress.js';
import { createReporter } from '../../../src/study/reporter.js';
import type { RunTask } from '../../../src/study/tasks.js';
import { fakeClock } from '../../../src/testing/index.js';
import { runRecord } from '../../support/run-records.js';
import { smallNamingGame } from '../../support/small-studies.js';

const source = mindSource(scriptedMind({ choose: () => 'Q' }));
const condition = openCondition(
  { name: 'ring', scenario: smallNamingGame(), parametersGiven: {}, population: null },
  source,
);

function task(key: string): RunTask {
  return { key, condition, arm: { name: 'isolated' }, seed: 1, kept: false } as unknown as RunTask;
}

const chose = (agent: string, option: string): Event => ({
  seq: 0,
  time: 0,
  type: 'decision-made',
  agent,
  data: { option },
});

function reporter(options: { readonly forecast?: number } = {}) {
  const clock = fakeClock({ advances: 'by-hand' });
  const told: StudyProgress[] = [];
  const made = createReporter({ clock, onProgress: (progress) => told.push(progress), ...options });
  const lines = (): LiveLine[] => told.flatMap((one) => (one.kind === 'running' ? [one.live] : []));
  return { clock, told, lines, ...made };
}

describe('the live line', () => {
  it('should say where a run stands', () => {
    const { lines, begin, follow, done } = reporter();
    begin({ resumed: false, tasks: 10, done: 0 });
    done(task('a'), runRecord(), 'log');
    follow(task('b')).watch?.([chose('ann', 'Q'), chose('ben', 'M'), chose('cem', 'M')]);

    expect(lines()).toEqual([
      {
        condition: 'ring',
        arm: 'isolated',
        done: 1,
        total: 10,
        share: 1 / 3,
        agreement: 2 / 3,
        option: 'Q',
        events: 3,
        eventsPerSecond: null,
        calls: 0,
        saved: 0,
        secondsLeft: null,
      },
    ]);
  });

  it('should not come more than five times a second, however much happens', async () => {
    const { clock, lines, begin, follow } = reporter();
    begin({ resumed: false, tasks: 1, done: 0 });
    const { watch } = follow(task('a'));
    for (let step = 0; step < 100; step += 1) {
      watch?.([chose('ann', 'Q')]);
      await clock.advance(10);
    }

    expect(lines().length).toBeGreaterThan(3);
    expect(lines().length).toBeLessThanOrEqual(6);
  });

  it('should tell the pace, and the time left by the runs that were done in this sitting', async () => {
    const { clock, lines, begin, follow, done } = reporter();
    begin({ resumed: true, tasks: 10, done: 4 });
    for (const key of ['a', 'b', 'c', 'd']) done(task(key), runRecord(), 'log');
    const { watch } = follow(task('e'));
    await clock.advance(8000);
    done(task('e'), runRecord(), 'work');
    watch?.(Array.from({ length: 80 }, () => chose('ann', 'Q')));

    // One run took 8 s, five are left; 80 events in 8 s.
    expect(lines().at(-1)).toMatchObject({ done: 5, secondsLeft: 40, events: 80, eventsPerSecond: 10 });
  });

  it('should tell the time left by the calls that are forecast, as long as no run is done', async () => {
    const { clock, lines, begin, follow, meter } = reporter({ forecast: 110 });
    const calls = createMeter();
    Object.assign(calls, { calls: 10, attempts: 10 });
    meter(calls);
    begin({ resumed: false, tasks: 10, done: 0 });
    await clock.advance(5000);
    Object.assign(calls, { calls: 60, attempts: 60 });
    follow(task('a')).watch?.([chose('ann', 'Q')]);

    // Fifty calls in 5 s, and 50 left.
    expect(lines().at(-1)).toMatchObject({ calls: 60, secondsLeft: 5 });
  });

  it('should not promise less than no time where more calls were needed', async () => {
    const { clock, lines, begin, follow, meter } = reporter({ forecast: 5 });
    const calls = createMeter();
    meter(calls);
    begin({ resumed: false, tasks: 10, done: 0 });
    await clock.advance(5000);
    Object.assign(calls, { calls: 60, attempts: 60 });
    follow(task('a')).watch?.([chose('ann', 'Q')]);

    expect(lines().at(-1)?.secondsLeft).toBe(0);
  });

  it('should keep runs apart that are open at once', async () => {
    const { clock, lines, begin, follow } = reporter();
    begin({ resumed: false, tasks: 2, done: 0 });
    const [first, second] = [follow(task('a')), follow(task('b'))];
    first.watch?.([chose('ann', 'Q')]);
    await clock.advance(1000);
    second.watch?.([chose('ann', 'M')]);

    expect(lines().map(({ share }) => share)).toEqual([1, 0]);
    expect(lines().at(-1)?.events).toBe(2);
  });
});

describe('what else is told', () => {
  it('should be told as it comes', () => {
    const { told, asking, examined, begin, warning, writing } = reporter();
    asking('prior')(1, 4);
    examined([]);
    begin({ resumed: true, tasks: 4, done: 2 });
    warning('retry 2/6');
    writing('studies/x');

    expect(told).toEqual([
      { kind: 'asking', what: 'prior', done: 1, total: 4 },
      { kind: 'examined', checks: [] },
      { kind: 'started', resumed: true, runs: 4, done: 2 },
      { kind: 'warning', message: 'retry 2/6' },
      { kind: 'writing', folder: 'studies/x' },
    ]);
  });

  it('should count decisions that needed no call', () => {
    const { known, saved } = reporter();
    known();
    known();

    expect(saved()).toBe(2);
  });

  it('should be told to nobody where nobody listens', () => {
    const silent = createReporter({ clock: fakeClock() });

    expect(() => silent.warning('nobody hears it')).not.toThrow();
  });
});
