import { describe, expect, it } from 'vitest';
import { hash128 } from '../../../../src/foundation/random/index.js';
import { anAxis } from '../../../support/placement-requests.js';
import { smallLoop, twoFifths, type AimedPerson } from '../../../support/small-loop.js';

const CAPPED = { aims: { low: 0, high: 1 } };

/** An arbitrary but fixed number from -1 to 1 for a text and an item. */
const whim = (item: string, { name, aim }: AimedPerson): number =>
  ((hash128([item, name, JSON.stringify(aim)])[0] >>> 0) / 2 ** 31 - 1) * 0.2;

describe('closeLoop, where words do not reach', () => {
  it('should say how far answers go on each axis, and how many people should stand beyond', async () => {
    const { report } = await smallLoop({ changes: CAPPED });

    // Aims from 0 to 1 give answers from .3 to .7.
    for (const { from, to, beyond, tried } of report.reach) {
      expect(Math.abs(from.value - 0.3)).toBeLessThan(0.02);
      expect(Math.abs(to.value - 0.7)).toBeLessThan(0.02);
      expect(beyond).toBeGreaterThan(0.4);
      expect(tried.low).toBeGreaterThanOrEqual(0);
      expect(tried.high).toBeLessThanOrEqual(1);
    }
    expect(report.stoppedBy).toBe('plateau');
  });

  it('should find nobody beyond where stronger words are taken', async () => {
    const { report } = await smallLoop();

    for (const { beyond, from, to } of report.reach) {
      expect(beyond).toBe(0);
      expect(to.value - from.value).toBeGreaterThan(0.8);
    }
  });

  it('should write texts at the end of a reach again while it is not known well, and then stop', async () => {
    let texts = 0;
    const noisy = await smallLoop({
      changes: { ...CAPPED, settings: { reachError: 0.01 } },
      answer: (aim, { id }, person) => twoFifths(aim) + whim(`${id} ${(texts += 1)}`, person),
    });
    const exact = await smallLoop({ changes: CAPPED });

    expect(noisy.report.rounds.filter(({ kind }) => kind === 'reach')).toHaveLength(2);
    expect(exact.report.rounds.filter(({ kind }) => kind === 'reach')).toEqual([]);
  });

  it('should not write the same text a second time, where the writer knows no other', async () => {
    // Whims of items alone: the reach is not known well, and the same aim gives the same text and answers.
    const { report } = await smallLoop({
      changes: { ...CAPPED, settings: { reachError: 0.0001 } },
      answer: (aim, { id }, person) => twoFifths(aim) + whim(id, person),
    });

    const before = report.rounds.filter(({ kind }) => kind !== 'reach').flatMap(({ written }) => written);
    expect(report.rounds.filter(({ kind }) => kind === 'reach')).toHaveLength(1);
    expect(report.reach[0]?.texts).toBeLessThanOrEqual(before.length);
  });

  it('should send redundant people to the middle of what is empty, not into corners', async () => {
    // The calibrated population is as good as it gets but for six people who stand in one place.
    const targets = Array.from({ length: 12 }, (_, at) =>
      at < 6 ? { trust: 0.5, risk: 0.5 } : { trust: [0.1, 0.5, 0.9][at % 3] as number, risk: at < 9 ? 0.1 : 0.4 },
    );
    const { report } = await smallLoop({ changes: { targets, radius: 0.25 } });

    const filled = report.rounds.filter(({ kind }) => kind === 'empty-balls');
    const moved = filled.flatMap(({ written }) => written);
    expect(moved.length).toBeGreaterThan(1);
    for (const { index, target } of moved) {
      expect(index).toBeLessThan(12);
      for (const value of Object.values(target)) {
        expect(value).toBeGreaterThan(0.1);
        expect(value).toBeLessThan(0.9);
      }
    }
    expect(moved[0]?.target['risk']).toBeGreaterThan(0.7);
    const [first, last] = [report.rounds[0]?.heldOut, report.rounds.at(-1)?.heldOut];
    expect(last?.coverage).toBeGreaterThan((first?.coverage ?? 1) + 0.2);
  });

  it('should put nobody where constraints forbid it', async () => {
    const constraints = [{ weights: { trust: 1, risk: 1 }, relation: 'at-most' as const, bound: 1 }];
    const targets = Array.from({ length: 12 }, (_, at) => ({ trust: (at % 3) * 0.2, risk: 0.1 }));
    const { loop, options } = await smallLoop({ changes: { targets, radius: 0.25 } });
    const held = await smallLoop({
      changes: { targets, radius: 0.25, questionnaire: { ...options.questionnaire, constraints } },
    });

    const beyond = (some: typeof loop) => some.targets.filter(({ trust = 0, risk = 0 }) => trust + risk > 1 + 1e-9);
    expect(beyond(loop).length).toBeGreaterThan(0);
    expect(beyond(held.loop)).toEqual([]);
  });

  it('should name levels as they are, and aim beyond on no axis that has them', async () => {
    const axes = [anAxis('office', 3), anAxis('trust')];
    const targets = Array.from({ length: 12 }, (_, at) => ({ office: (at % 3) / 2, trust: at / 11 }));
    const { asked } = await smallLoop({ axes, changes: { targets } });

    const aims = asked.flatMap(({ requests }) => requests.map(({ aim }) => aim['office'] as number));
    expect(new Set(aims)).toEqual(new Set([0, 0.5, 1]));
    const beyond = asked.flatMap(({ requests }) => requests.filter(({ aim }) => (aim['trust'] as number) > 1));
    expect(beyond.length).toBeGreaterThan(0);
  });
});
