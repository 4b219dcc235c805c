import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../src/environment/_internals/queue.js';
import { createSchedule } from '../../../../src/environment/_internals/schedule.js';
import type { Dispatched } from '../../../../src/environment/_internals/dispatch.js';
import type { Activation, Judgement } from '../../../../src/spec/index.js';

function turn(index: number, agent: string, change: Partial<Activation> = {}): Activation {
  return { index, time: index, agents: [agent], reads: [agent], writes: [agent], reason: 'test', ...change };
}

function starter(judgement: Judgement | Promise<Judgement> = { kind: 'refused', message: 'no' }) {
  const started: number[] = [];
  const start = (activation: Activation): Dispatched => {
    started.push(activation.index);
    return { activation, questions: [], judgements: [judgement], askedAfter: 0, passedOver: false };
  };
  return { started, start };
}

const queueOf = (planned: Iterable<Activation>, lookahead: number) =>
  createQueue(createSchedule(planned), { lookahead, reaches: () => 'all' });

const four = [turn(0, 'a'), turn(1, 'b'), turn(2, 'a'), turn(3, 'c')];

describe('createQueue', () => {
  it('should start the next one once, however often it is asked for', () => {
    const { started, start } = starter();
    const queue = queueOf(four, 10);

    expect(queue.head(start)).toBe(queue.head(start));
    expect(started).toEqual([0]);
  });

  it('should go through all and then have no more', () => {
    const { start } = starter();
    const queue = queueOf(four, 10);
    const seen = Array.from({ length: 5 }, () => {
      const index = queue.head(start)?.activation.index;
      queue.shift();
      return index;
    });

    expect(seen).toEqual([0, 1, 2, 3, undefined]);
  });

  it('should look at no more activations than it needs while nobody waits', () => {
    let made = 0;
    function* endless(): Iterable<Activation> {
      for (;;) yield turn(made++, 'a');
    }
    const queue = queueOf(endless(), 10);
    queue.head(starter().start);
    expect(made).toBe(1);

    queue.startEarly(starter().start);
    expect(made).toBe(10);
  });

  it('should start early what nothing before it can touch, each once', () => {
    const { started, start } = starter();
    const queue = queueOf(four, 10);
    queue.head(start);
    queue.startEarly(start);
    queue.startEarly(start);

    expect(started).toEqual([0, 1, 3]);
  });

  it('should start no more ahead than the window, nor than it is allowed', () => {
    const [narrow, allowed] = [starter(), starter()];
    queueOf(four, 2).startEarly(narrow.start);
    queueOf(four, 10).startEarly(allowed.start, { atMost: 1 });

    expect([narrow.started, allowed.started]).toEqual([[0, 1], [0]]);
  });

  it('should settle whatever becomes of what was started', async () => {
    const queue = queueOf(four, 10);
    queue.startEarly(starter(Promise.reject(new Error('broken'))).start);

    await expect(queue.settle()).resolves.toBeUndefined();
  });
});
