import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runJob, type Task } from '../../src/foundation/storage/index.js';
import { memoryLog } from '../support/memory-log.js';

/** Tasks in any order, each of which may need some of those that were made before it. */
const taskLists = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 })
  .map((needs) =>
    needs.map((some, index): Task => ({
      key: `task-${index}`,
      needs: index === 0 ? [] : [...new Set(some.map((need) => `task-${need % index}`))],
    })),
  )
  .chain((tasks) => fc.shuffledSubarray(tasks, { minLength: tasks.length }));

/** What a task makes of what it needs: whoever saw another row would make another. */
const rowOf = ({ key, needs = [] }: Task, results: ReadonlyMap<string, string>): string =>
  `${key}(${needs.map((need) => results.get(need)).join(',')})`;

const concurrency = fc.integer({ min: 1, max: 5 });

describe('runJob', () => {
  it('should give the same rows in whatever order the tasks end', async () => {
    await fc.assert(
      fc.asyncProperty(taskLists, concurrency, fc.scheduler(), async (tasks, atOnce, scheduler) => {
        const simple = await runJob<string, Task>({
          tasks,
          log: memoryLog(),
          concurrency: 1,
          work: (task, results) => Promise.resolve(rowOf(task, results)),
        });

        const { rows } = await scheduler.waitFor(
          runJob<string, Task>({
            tasks,
            log: memoryLog(),
            concurrency: atOnce,
            work: (task, results) => scheduler.schedule(Promise.resolve(rowOf(task, results))),
          }),
        );

        expect([...rows]).toEqual([...simple.rows]);
        expect([...rows.keys()]).toEqual(tasks.map(({ key }) => key));
      }),
    );
  });

  it('should give the same rows from any part of its log, doing only the rest', async () => {
    await fc.assert(
      fc.asyncProperty(taskLists, fc.nat(), fc.scheduler(), async (tasks, cut, scheduler) => {
        const log = memoryLog();
        const work = (task: Task, results: ReadonlyMap<string, string>): Promise<string> =>
          scheduler.schedule(Promise.resolve(rowOf(task, results)));
        const whole = await scheduler.waitFor(runJob<string, Task>({ tasks, log, concurrency: 3, work }));
        const kept = log.appended.slice(0, cut % (log.appended.length + 1));
        const rest = memoryLog(kept);

        const again = await scheduler.waitFor(runJob<string, Task>({ tasks, log: rest, concurrency: 3, work }));

        expect([...again.rows]).toEqual([...whole.rows]);
        expect([...kept, ...rest.appended].toSorted()).toEqual([...log.appended].toSorted());
      }),
    );
  });

  it('should begin nothing before what it needs, and never more than it may', async () => {
    await fc.assert(
      fc.asyncProperty(taskLists, concurrency, fc.scheduler(), async (tasks, atOnce, scheduler) => {
        const done = new Set<string>();
        const early: string[] = [];
        let [open, most] = [0, 0];
        await scheduler.waitFor(
          runJob<string, Task>({
            tasks,
            log: memoryLog(),
            concurrency: atOnce,
            async work(task) {
              if (!(task.needs ?? []).every((need) => done.has(need))) early.push(task.key);
              open += 1;
              most = Math.max(most, open);
              await scheduler.schedule(Promise.resolve());
              open -= 1;
              done.add(task.key);
              return task.key;
            },
          }),
        );

        expect(early).toEqual([]);
        expect(most).toBeLessThanOrEqual(atOnce);
        const free = tasks.filter(({ needs = [] }) => needs.length === 0).length;
        expect(most).toBeGreaterThanOrEqual(Math.min(atOnce, free));
      }),
    );
  });

  it('should throw the first error after the open tasks have ended, and begin nothing after it', async () => {
    await fc.assert(
      fc.asyncProperty(
        taskLists,
        concurrency,
        fc.scheduler(),
        fc.context(),
        async (tasks, atOnce, scheduler, notes) => {
          const failing = (index: number): boolean => index % 3 === 1;
          const log = memoryLog();
          const failures: string[] = [];
          const ended: string[] = [];
          let [begun, late] = [0, 0];
          const outcome = await scheduler.waitFor(
            runJob<string, Task>({
              tasks,
              log,
              concurrency: atOnce,
              async work({ key }) {
                begun += 1;
                if (failures.length > 0) late += 1;
                await scheduler.schedule(Promise.resolve());
                ended.push(key);
                notes.log(key);
                if (failing(Number(key.slice(5)))) {
                  failures.push(key);
                  throw new Error(key);
                }
                return key;
              },
            }).then(
              () => undefined,
              (error: Error) => error.message,
            ),
          );

          expect(outcome).toBe(failures[0]);
          expect(late).toBe(0);
          expect(ended).toHaveLength(begun);
          expect(log.appended).toHaveLength(begun - failures.length);
        },
      ),
    );
  });
});
