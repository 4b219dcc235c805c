import PQueue from 'p-queue';
import { describe, expect, it, vi } from 'vitest';
import { randomPairs } from '../../../src/environment/index.js';
import { complete } from '../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Activation } from '../../../src/spec/index.js';
import { fakeClock } from '../../../src/testing/fake-clock.js';
import {
  byHand,
  listMemory,
  regimeOf,
  runSmallWorld,
  smallSituation,
  smallWorld,
  turnOver,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

describe('runKernel: early questions', () => {
  const apart = regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['cem'] }, { agents: ['dia'] }]);
  const agentsOf = (open: readonly { readonly asked: { readonly agent: string } }[]): readonly string[] =>
    open.map(({ asked }) => asked.agent);

  it('should put all that is independent at once', async () => {
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge });
    await turnOver();

    expect(agentsOf(hand.open)).toEqual(['ann', 'ben', 'cem', 'dia']);
    for (const { answer } of hand.open) answer(YES);
    expect((await run).result.status).toBe('finished');
  });

  it('should look no further than it may', async () => {
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge, lookahead: 2 });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'ben']);

    hand.open[0]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'ben', 'cem']);
    for (let at = 1; at < 4; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect((await run).result.status).toBe('finished');
  });

  it('should ask nobody beyond where it will stop', async () => {
    const hand = byHand();
    const stopAfter = { activations: 2, reason: 'enough' };
    const run = runSmallWorld({ regime: apart, judge: hand.judge, stopAfter });
    await turnOver();

    expect(agentsOf(hand.open)).toEqual(['ann', 'ben']);
    for (const { answer } of hand.open) answer(YES);
    expect((await run).result.activations).toBe(2);
  });

  it('should wait with an agent that is still open, and with whoever reads it', async () => {
    const hand = byHand();
    const regime = regimeOf([
      { agents: ['ann'] },
      { agents: ['ann'] },
      { agents: ['ben'], reads: ['ann', 'ben'] },
      { agents: ['cem'] },
    ]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    hand.open[1]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    hand.open[0]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem', 'ann']);

    hand.open[2]?.answer(YES);
    await turnOver();
    hand.open[3]?.answer(YES);
    expect((await run).asked.map(({ situation }) => situation.state[0])).toEqual([
      '0 words',
      '0 words',
      '1 words',
      '0 words',
    ]);
  });

  it('should wait with an agent whose memory may change, also where it does not read its own slice', async () => {
    const hand = byHand();
    const facing: SmallSetup['facing'] = ({ memory }) => ({ ...smallSituation, state: [String(memory.length)] });
    const memory = listMemory({ initial: () => [], keep: (items) => [...items, 'word'] });
    const regime = regimeOf([{ agents: ['ann'] }, { agents: ['ann'], reads: ['ben'] }]);
    const run = runSmallWorld({ regime, judge: hand.judge, facing, memory });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann']);

    hand.open[0]?.answer(YES);
    await turnOver();
    hand.open[1]?.answer(YES);
    expect((await run).asked.map(({ situation }) => situation.state)).toEqual([['0'], ['1']]);
  });

  it('should wait with whoever may be written to', async () => {
    const hand = byHand();
    const regime = regimeOf([{ agents: ['ann'], writes: ['ann', 'ben'] }, { agents: ['ben'] }, { agents: ['cem'] }]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    for (let at = 0; at < 3; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect((await run).result.status).toBe('finished');
  });

  it('should look past nobody that may write to everybody, and wait with whoever reads everybody', async () => {
    const hand = byHand();
    const regime = regimeOf([
      { agents: ['ann'] },
      { agents: ['ben'], reads: 'all' },
      { agents: ['cem'], writes: 'all' },
      { agents: ['dia'] },
    ]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    for (let at = 0; at < 4; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem', 'ben', 'dia']);
    expect((await run).result.status).toBe('finished');
  });

  it('should write in the order of the activations, whoever answers first', async () => {
    const hand = byHand();
    const written: string[] = [];
    const run = runSmallWorld({
      regime: apart,
      judge: hand.judge,
      sink: (events) => written.push(...events.map(({ agent }) => agent ?? '')),
    });
    await turnOver();
    for (const at of [3, 1, 2]) hand.open[at]?.answer(YES);
    await turnOver();
    expect(written).toEqual(['']);

    hand.open[0]?.answer(YES);
    await run;
    expect(written).toEqual(['', 'ann', 'ann', 'ben', 'ben', 'cem', 'cem', 'dia', 'dia', '']);
  });

  it('should wait for what it asked ahead before it is suspended', async () => {
    const hand = byHand();
    let done = false;
    const run = runSmallWorld({ regime: apart, judge: hand.judge }).finally(() => (done = true));
    await turnOver();
    hand.open[0]?.answer({ kind: 'unavailable', message: 'gone' });
    await turnOver();
    expect(done).toBe(false);

    for (const { answer } of hand.open.slice(1)) answer(YES);
    expect((await run).result).toMatchObject({ status: 'suspended', activations: 0 });
  });

  it('should wait for what it asked ahead when the world ends before', async () => {
    const hand = byHand();
    let done = false;
    const world = smallWorld({ ended: ({ slice }) => (slice('ann').count > 0 ? 'over' : undefined) });
    const run = runSmallWorld({ regime: apart, world, judge: hand.judge }).finally(() => (done = true));
    await turnOver();
    hand.open[0]?.answer(YES);
    await turnOver();
    expect(done).toBe(false);

    for (const { answer } of hand.open.slice(1)) answer(YES);
    expect((await run).result).toMatchObject({ status: 'finished', reason: 'over' });
  });

  it('should hear of a mind that fails early when its turn comes', async () => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge });
    await turnOver();
    hand.open[2]?.fail(new Error('cem broke'));
    await turnOver();
    for (const at of [0, 1, 3]) hand.open[at]?.answer(YES);

    await expect(run).rejects.toThrow('cem broke');
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('should find a situation that hangs on something beside the state', async () => {
    const hand = byHand();
    let outside = 0;
    const facing: SmallSetup['facing'] = ({ agent }) => ({ ...smallSituation, state: [agent, String(outside)] });
    const run = runSmallWorld({ regime: apart, judge: hand.judge, facing });
    await turnOver();
    outside = 1;
    for (const { answer } of hand.open) answer(YES);

    await expect(run).rejects.toThrow(
      'the situation of "ben" changed between question and commit (activation 1): it hangs on something beside',
    );
  });
});

describe('runKernel: how long it waits', () => {
  const LATENCY_MS = 100;
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `p${index}`, name: `P${index}` }));

  it('should put independent decisions as many at once as the model takes', async () => {
    const clock = fakeClock();
    const limit = new PQueue({ concurrency: 5 });
    const agents = people(23);
    await runSmallWorld({
      agents,
      regime: regimeOf(agents.map(({ id }) => ({ agents: [id] }))),
      judge: async () => {
        await limit.add(() => clock.sleep(LATENCY_MS));
        return YES;
      },
    });

    expect(clock.monotonicMs()).toBe(Math.ceil(23 / 5) * LATENCY_MS);
  });

  it('should wait for meetings no longer than their order and who takes part in them demand', async () => {
    const clock = fakeClock();
    const agents = people(24);
    const ids = agents.map(({ id }) => id);
    const regime = randomPairs(complete(24));
    await runSmallWorld({
      agents,
      regime,
      seed: 3,
      stopAfter: { activations: 240, reason: 'over' },
      judge: async () => {
        await clock.sleep(LATENCY_MS);
        return YES;
      },
    });

    // A meeting is committed after all before it, and begins when the last ones of both are committed.
    let committed = 0;
    const free = new Map<string, number>();
    const meetings = regime.activations(ids, chancesFrom(3))[Symbol.iterator]();
    for (let count = 0; count < 240; count += 1) {
      const { agents: pair } = meetings.next().value as Activation;
      committed = Math.max(committed, 1 + Math.max(...pair.map((agent) => free.get(agent) ?? 0)));
      for (const agent of pair) free.set(agent, committed);
    }
    expect(clock.monotonicMs()).toBe(committed * LATENCY_MS);
    expect(committed).toBeLessThan(240 / 2);
  });
});
