import { describe, expect, it } from 'vitest';
import { namingGame } from 'mesocosm/scenarios';
import { adaptation } from '../../../../src/analysis/theory/adaptation.js';
import type { LivedRun } from '../../../../src/analysis/theory/history-rows.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { canonicalState, type ConstructedHistories } from '../../../../src/spec/index.js';

const chance = chancesFrom('adaptation')('test');
const historiesOf = (memory: number, names = ['Q', 'M']): ConstructedHistories =>
  namingGame({ memory, names }).situations.histories as ConstructedHistories;
const two = historiesOf(2);
const states = (histories: ConstructedHistories): string[] =>
  [...histories.all()].map(({ situation }) => canonicalState(situation));

/** Follows the last partner with probability .9. */
const forced = new Map(
  states(two).map((state) => [state, state === '' ? [0.5, 0.5] : state.endsWith('Q') ? [0.9, 0.1] : [0.1, 0.9]]),
);
const met = (state: string, visits: number, p: number): LivedRun['met'][number] => ({
  agent: 'agent-1',
  state,
  visits,
  probabilities: [p, 1 - p],
});

describe('histories of the naming game', () => {
  it('should be the 1,365 memories of up to five rounds with two names, each once', () => {
    const all = states(historiesOf(5));

    expect(all).toHaveLength(1365);
    expect(new Set(all).size).toBe(1365);
    expect(historiesOf(5).count).toBe(1365);
    expect(all.slice(0, 6)).toEqual(['', 'QQ', 'QM', 'MQ', 'MM', 'QQ QQ']);
  });

  it('should lie on a line by what partners said, and know which hold the same rounds', () => {
    const all = [...two.all()];
    const of = (state: string) => all.find(({ situation }) => canonicalState(situation) === state);

    expect(of('')?.x).toBeNull();
    expect(of('QM MQ')?.x).toBe(0.5);
    expect(of('QQ MQ')?.x).toBe(1);
    expect(of('QM MQ')?.multiset).toBe(of('MQ QM')?.multiset);
    expect(of('QM MQ')?.multiset).not.toBe(of('QQ MM')?.multiset);
  });

  it('should not be declared where there are too many to look through', () => {
    expect(namingGame({ memory: 20 }).situations.histories).toBeUndefined();
  });
});

describe('adaptation', () => {
  it('should give the choice by state, lived and forced, with how often it was met', () => {
    const runs = [
      { seed: 1, met: [met('QM', 2, 0.2)] },
      { seed: 2, met: [met('QM', 6, 0.6), met('', 1, 0.5)] },
    ];
    const { rows } = adaptation({ histories: two, runs, forced, chance });
    const row = rows.find(({ state }) => state === 'QM');

    expect(rows).toHaveLength(21);
    expect(row).toMatchObject({ visits: 8, runs: 2, x: 0, forced: [0.1, 0.9] });
    expect(row?.lived?.[0]).toBeCloseTo(0.5, 12);
    expect(rows.find(({ state }) => state === 'MM MM')).toMatchObject({ visits: 0, runs: 0, lived: null });
  });

  it('should hold each lived decision against its own history, runs counting the same', () => {
    const runs = [
      { seed: 1, met: [met('QM', 1, 0.3), met('QQ', 3, 0.9)] },
      { seed: 2, met: [met('QM', 100, 0.2)] },
    ];
    const { livedLessForced } = adaptation({ histories: two, runs, forced, chance });

    // Run 1: (.2 + 3 × 0) / 4 = .05; run 2: .1.
    expect(livedLessForced.value).toBeCloseTo(0.075, 12);
    expect(livedLessForced.n).toBe(2);
  });

  it('should find nothing between lived and forced where a mind keeps nothing of its own', () => {
    const runs = [{ seed: 1, met: states(two).map((state) => met(state, 1, forced.get(state)?.[0] ?? 0)) }];

    expect(adaptation({ histories: two, runs, forced, chance }).livedLessForced.value).toBe(0);
  });

  it('should tell the effect of order among histories that hold the same rounds', () => {
    const runs = [{ seed: 1, met: [met('QQ MM', 1, 0.1), met('QQ MQ', 1, 0.9), met('MM', 5, 0.1)] }];
    const { order, orderOfAll } = adaptation({ histories: two, runs, forced, chance });

    // QQ MM and MM QQ: .1 and .9, each .4 from their mean; QQ MQ and MQ QQ: both .9; MM is alone in what it holds.
    expect(order.value).toBeCloseTo(0.2, 12);
    // Of the six pairs of different rounds four end on different partners.
    expect(orderOfAll).toBeCloseTo((0.4 * 4) / 6, 12);
  });

  it('should count decisions that nothing can be held against, and claim nothing of none', () => {
    const runs = [{ seed: 1, met: [met('elsewhere', 4, 1), met('QQ', 2, 1)] }];
    const found = adaptation({ histories: two, runs, forced: new Map(), chance });

    expect(found.unmatched).toBe(6);
    expect(found.livedLessForced).toMatchObject({ value: null, n: 0 });
    expect(found.orderOfAll).toBeNull();
  });
});
