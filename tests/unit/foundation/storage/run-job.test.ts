import { statSync, truncateSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openAppendLog, runJob, type Task } from '../../../../src/foundation/storage/index.js';
import { byHand } from '../../../support/by-hand.js';
import { memoryLog } from '../../../support/memory-log.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folders = temporaryFolders();
const tasks = (...keys: readonly string[]): Task[] => keys.map((key) => ({ key }));
const line = (key: string, row: unknown): string => JSON.stringify({ key, row });

describe('runJob', () => {
  it('should do every task and give the rows in the order of the tasks', async () => {
    const hand = byHand();
    const job = runJob<string, Task>({ tasks: tasks('a', 'b'), log: memoryLog(), concurrency: 2, work: hand.work });
    await hand.end('b');
    await hand.end('a');

    const { rows, finished } = await job;

    expect([...rows]).toEqual([
      ['a', 'row of a'],
      ['b', 'row of b'],
    ]);
    expect(finished).toBe(true);
  });

  it('should be finished where there is nothing to do', async () => {
    const log = memoryLog();

    const result = await runJob({ tasks: [], log, concurrency: 1, work: () => Promise.reject(new Error('no task')) });

    expect(result).toEqual({ rows: new Map(), finished: true });
  });

  it('should record each row as it comes, before anybody hears of it', async () => {
    const log = memoryLog();
    const hand = byHand();
    const heard: number[] = [];
    const job = runJob<string, Task>({
      tasks: tasks('a', 'b'),
      log,
      concurrency: 2,
      work: hand.work,
      onDone: () => void heard.push(log.appended.length),
    });
    await hand.end('b');
    const early = [...log.appended];
    await hand.end('a');
    await job;

    expect(early).toEqual([line('b', 'row of b')]);
    expect(log.appended).toEqual([line('b', 'row of b'), line('a', 'row of a')]);
    expect(heard).toEqual([1, 2]);
  });

  it('should not do again what the log holds', async () => {
    const log = memoryLog([line('a', 'kept'), line('of another job', 'ignored')]);
    const done: string[] = [];
    const worked: string[] = [];

    const { rows } = await runJob<string, Task>({
      tasks: tasks('a', 'b'),
      log,
      concurrency: 1,
      work: ({ key }) => Promise.resolve(worked.push(key)).then(() => 'new'),
      onDone: (task, row, from) => void done.push(`${task.key} ${row} ${from}`),
    });

    expect(worked).toEqual(['b']);
    expect(done).toEqual(['a kept log', 'b new work']);
    expect([...rows]).toEqual([
      ['a', 'kept'],
      ['b', 'new'],
    ]);
    expect(log.appended).toEqual([line('b', 'new')]);
  });

  it('should begin a task when what it needs is done, and pass it on', async () => {
    const hand = byHand();
    const needed: (string | undefined)[] = [];
    const job = runJob<string, Task>({
      tasks: [{ key: 'late', needs: ['early'] }, { key: 'early' }, { key: 'other' }],
      log: memoryLog(),
      concurrency: 2,
      work(task, results) {
        if (task.key === 'late') needed.push(results.get('early'));
        return hand.work(task);
      },
    });
    const before = [...hand.begun];
    await hand.end('other');
    const still = [...hand.begun];
    await hand.end('early');
    await hand.end('late');
    await job;

    expect(before).toEqual(['early', 'other']);
    expect(still).toEqual(['early', 'other']);
    expect(hand.begun).toEqual(['early', 'other', 'late']);
    expect(needed).toEqual(['row of early']);
  });

  it('should give a task what the log holds of its needs', async () => {
    const { rows } = await runJob<string, Task>({
      tasks: [{ key: 'late', needs: ['early'] }, { key: 'early' }],
      log: memoryLog([line('early', 'kept')]),
      concurrency: 1,
      work: (_, results) => Promise.resolve(`after ${results.get('early')}`),
    });

    expect(rows.get('late')).toBe('after kept');
  });

  it('should keep as many tasks open as it may', async () => {
    const hand = byHand();
    const job = runJob<string, Task>({
      tasks: tasks('a', 'b', 'c', 'd'),
      log: memoryLog(),
      concurrency: 2,
      work: hand.work,
    });
    const first = [...hand.begun];
    await hand.end('a');
    const second = [...hand.begun];
    await hand.end('c');
    await hand.end('b');
    await hand.end('d');
    await job;

    expect(first).toEqual(['a', 'b']);
    expect(second).toEqual(['a', 'b', 'c']);
  });
});

describe('runJob when a task throws', () => {
  it('should begin no more, wait for the others, keep their rows, and throw the first error', async () => {
    const log = memoryLog();
    const hand = byHand();
    let ended = false;
    const job = runJob<string, Task>({ tasks: tasks('a', 'b', 'c', 'd'), log, concurrency: 3, work: hand.work });
    const outcome = job
      .catch((error: unknown) => error)
      .finally(() => {
        ended = true;
      });
    await hand.fail('b');
    const early = ended;
    await hand.fail('c');
    await hand.end('a');

    expect(await outcome).toEqual(new Error('b failed'));
    expect(early).toBe(false);
    expect(hand.begun).toEqual(['a', 'b', 'c']);
    expect(log.appended).toEqual([line('a', 'row of a')]);
  });

  it('should wait for the others where work throws before it gives a promise', async () => {
    const hand = byHand();
    let ended = false;
    const job = runJob<string, Task>({
      tasks: tasks('a', 'b'),
      log: memoryLog(),
      concurrency: 2,
      work(task) {
        if (task.key === 'b') throw new Error('at once');
        return hand.work(task);
      },
    });
    const outcome = job
      .catch((error: unknown) => error)
      .finally(() => {
        ended = true;
      });
    await setImmediate();
    const early = ended;
    await hand.end('a');

    expect(await outcome).toEqual(new Error('at once'));
    expect(early).toBe(false);
  });

  it('should stop where the listener throws, the row being kept', async () => {
    const log = memoryLog();

    const job = runJob<string, Task>({
      tasks: tasks('a', 'b'),
      log,
      concurrency: 1,
      work: ({ key }) => Promise.resolve(key),
      onDone() {
        throw new Error('too many failures');
      },
    });

    await expect(job).rejects.toThrow('too many failures');
    expect(log.appended).toEqual([line('a', 'a')]);
  });

  it('should throw what was thrown, even nothing', async () => {
    const job = runJob<string, Task>({
      tasks: tasks('a'),
      log: memoryLog(),
      concurrency: 1,
      // oxlint-disable-next-line prefer-promise-reject-errors
      work: () => Promise.reject(undefined),
    });

    await expect(job).rejects.toBeUndefined();
  });
});

describe('runJob when it is told to stop', () => {
  it('should begin no more and wait for what is open', async () => {
    const stop = new AbortController();
    const hand = byHand();
    const job = runJob<string, Task>({
      tasks: tasks('a', 'b', 'c'),
      log: memoryLog(),
      concurrency: 2,
      work: hand.work,
      signal: stop.signal,
    });
    stop.abort();
    await hand.end('b');
    await hand.end('a');

    const { rows, finished } = await job;

    expect(hand.begun).toEqual(['a', 'b']);
    expect([...rows.keys()]).toEqual(['a', 'b']);
    expect(finished).toBe(false);
  });

  it('should begin nothing where it was told before, and still give what the log holds', async () => {
    const { rows, finished } = await runJob<string, Task>({
      tasks: tasks('a', 'b'),
      log: memoryLog([line('b', 'kept')]),
      concurrency: 2,
      work: () => Promise.reject(new Error('begun')),
      signal: AbortSignal.abort(),
    });

    expect([...rows]).toEqual([['b', 'kept']]);
    expect(finished).toBe(false);
  });

  it('should be finished where all was done already', async () => {
    const { finished } = await runJob<string, Task>({
      tasks: tasks('a'),
      log: memoryLog([line('a', 'kept')]),
      concurrency: 1,
      work: () => Promise.reject(new Error('begun')),
      signal: AbortSignal.abort(),
    });

    expect(finished).toBe(true);
  });
});

describe('runJob of what cannot be done', () => {
  const refuse = (given: { readonly tasks: readonly Task[]; readonly concurrency?: number }): Promise<unknown> =>
    runJob<string, Task>({ log: memoryLog(), concurrency: 2, work: ({ key }) => Promise.resolve(key), ...given });

  it('should name a need that is not among the tasks', async () => {
    await expect(refuse({ tasks: [{ key: 'a', needs: ['b'] }] })).rejects.toThrow('task "a" needs "b"');
  });

  it('should name the tasks that need each other', async () => {
    const circle = [{ key: 'free' }, { key: 'a', needs: ['b'] }, { key: 'b', needs: ['a'] }];

    await expect(refuse({ tasks: circle })).rejects.toThrow('tasks need each other in a circle: a, b');
  });

  it('should refuse two tasks of one key', async () => {
    await expect(refuse({ tasks: tasks('a', 'a') })).rejects.toThrow('two tasks have the same key');
  });

  it.each([0, -1, NaN])('should refuse a concurrency of %d', async (concurrency) => {
    await expect(refuse({ tasks: tasks('a'), concurrency })).rejects.toThrow(`the concurrency is ${concurrency}`);
  });
});

describe('runJob on a file', () => {
  it('should go on where a process left it, with a row torn', async () => {
    const path = `${folders()}/job.jsonl`;
    const work = ({ key }: Task): Promise<string> => Promise.resolve(`row of ${key}`);
    const log = await openAppendLog(path);
    log.append(line('a', 'kept'));
    log.append(line('b', 'kept').slice(0, 9));
    log.close();
    truncateSync(path, statSync(path).size - 1);

    const again = await openAppendLog(path);
    const { rows } = await runJob<string, Task>({ tasks: tasks('a', 'b'), log: again, concurrency: 1, work });
    again.close();

    expect([...rows.values()]).toEqual(['kept', 'row of b']);
    expect((await openAppendLog(path, { readOnly: true })).lines).toEqual([line('a', 'kept'), line('b', 'row of b')]);
  });
});
