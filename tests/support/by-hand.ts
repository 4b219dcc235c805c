import { setImmediate } from 'node:timers/promises';
import type { Task } from '../../src/foundation/storage/index.js';

/** Work whose tasks end when the test says so. */
export function byHand(): {
  readonly begun: string[];
  work(task: Task): Promise<string>;
  end(key: string): Promise<void>;
  fail(key: string): Promise<void>;
} {
  const begun: string[] = [];
  const open = new Map<string, { resolve(row: string): void; reject(error: Error): void }>();
  const settle = async (key: string, how: 'resolve' | 'reject'): Promise<void> => {
    const one = open.get(key);
    if (one === undefined) throw new Error(`${key} is not open`);
    open.delete(key);
    if (how === 'resolve') one.resolve(`row of ${key}`);
    else one.reject(new Error(`${key} failed`));
    // Long work gives others a turn now and then, and may take up what it waited for in a later one.
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  };
  return {
    begun,
    work: ({ key }) =>
      new Promise((resolve, reject) => {
        begun.push(key);
        open.set(key, { resolve, reject });
      }),
    end: (key) => settle(key, 'resolve'),
    fail: (key) => settle(key, 'reject'),
  };
}
