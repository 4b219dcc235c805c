import { describe, expect, it } from 'vitest';
import { execute } from '../../src/run/index.js';
import type { PlannedAgent, RunRecord } from '../../src/spec/index.js';
import { glauberMind, majorityOpinion, startGap } from '../../scenarios/index.js';
import { runRecord } from '../support/run-records.js';

const SEEDS = 12;

/** Runs of Glauber agents that all start with one opinion. */
async function runsFrom(start: 0 | 1, beta: number): Promise<readonly RunRecord[]> {
  const scenario = majorityOpinion({ agents: 30, sweeps: 30, start });
  const mind = glauberMind(beta);
  const records: RunRecord[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind }));
    const execution = await execute({ scenario, condition: 'default', arm: 'interacting', seed, agents });
    if (execution.status !== 'finished') throw new Error(execution.message);
    records.push(execution.record);
  }
  return records;
}

async function gapAt(beta: number) {
  return startGap(await runsFrom(1, beta), await runsFrom(0, beta));
}

/** The m > 0 of m = tanh(beta m). */
function spontaneous(beta: number): number {
  let m = 1;
  for (let step = 0; step < 1000; step += 1) m = Math.tanh(beta * m);
  return m;
}

const kept = (seed: number, retained: number | null): RunRecord => runRecord({ seed, values: { retained } });

describe('the gap between starts of Glauber agents', () => {
  it.each([0.2, 0.6])('should be 0 below the critical beta, at %d: the start is forgotten', async (beta) => {
    const { value, low, high, pairs } = await gapAt(beta);

    expect(pairs).toBe(SEEDS);
    expect(Math.abs(value ?? 1)).toBeLessThan(0.05);
    expect(low).toBeLessThanOrEqual(0.05);
    expect(high).toBeGreaterThanOrEqual(-0.05);
  });

  it.each([1.8, 2.86])('should be what m = tanh(beta m) says above it, at %d', async (beta) => {
    const { value, low, sentence } = await gapAt(beta);

    expect(value).toBeCloseTo(spontaneous(beta), 1);
    expect(low).toBeGreaterThan(0.5);
    expect(sentence).toMatch(/^Where it ends hangs on where it started \(hysteresis\): the gap is 0\.\d\d \[/);
  });
});

describe('startGap', () => {
  it('should pair runs by their seeds, and count those that are left', () => {
    const gap = startGap([kept(1, 0.9), kept(2, 0.7), kept(3, 1)], [kept(2, 0.8), kept(1, 0.6), kept(4, 1)]);

    expect(gap).toMatchObject({ pairs: 2, left: 2 });
    expect(gap.value).toBeCloseTo(0.5, 12);
    expect(gap.low).toBeGreaterThanOrEqual(0.5);
  });

  it('should say so where there is no pair, or only one', () => {
    expect(startGap([kept(1, null)], [kept(1, 1)])).toMatchObject({ value: null, pairs: 0, left: 2 });
    expect(startGap([kept(1, 1)], [kept(1, 1)])).toMatchObject({ value: 1, low: null, high: null });
  });

  it('should not call it hysteresis where the interval reaches 0', () => {
    const { sentence } = startGap([kept(1, 0.9), kept(2, 0.2)], [kept(1, 0.6), kept(2, 0.3)]);

    expect(sentence).toMatch(/^That where it ends hangs on where it started is not shown: /);
  });

  it('should be measured where all start agreed and nobody is committed, and nowhere else', () => {
    const measured = (given: Parameters<typeof majorityOpinion>[0]): boolean =>
      majorityOpinion(given).measures.some(({ name }) => name === 'retained');

    expect([measured({ start: 1 }), measured({ start: 0 })]).toEqual([true, true]);
    expect([measured({}), measured({ start: 0.9 }), measured({ committed: 2 })]).toEqual([false, false, false]);
  });
});
