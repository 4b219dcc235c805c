import { describe, expect, it } from 'vitest';
import { leastRate, throughput, type Timed } from '../../../../src/qualification/controls/index.js';

const questions = (...seconds: readonly number[]): Timed[] => seconds.map((one) => ({ choices: 4, seconds: one }));

describe('throughput', () => {
  it('should be choices over seconds, with an interval over questions', () => {
    const { effect, low, high, n, clusters } = throughput(questions(1, 1, 1, 1, 2, 2, 2, 2), { threshold: 2 });

    // 32 choices in 12 s; between the rates of the fast and of the slow questions alone.
    expect(effect).toBeCloseTo(32 / 12, 6);
    expect(low).toBeGreaterThan(2);
    expect(low).toBeLessThan(32 / 12);
    expect(high).toBeGreaterThan(32 / 12);
    expect(high).toBeLessThan(4);
    expect([n, clusters]).toEqual([32, 8]);
  });

  it.each([
    ['pass', 1, 'enough for a study'],
    ['fail', 4, 'not enough for a study'],
    ['inconclusive', 2.7, 'perhaps not enough for a study'],
  ])('should %s where at least %d a second are asked', (verdict, threshold, words) => {
    const found = throughput(questions(1, 1, 1, 1, 2, 2, 2, 2), { threshold });

    expect(found).toMatchObject({ verdict, threshold, demand: 'at-least' });
    expect(found.sentence).toContain(`It made 2.7 choices a second, ${words}`);
  });

  it('should decide nothing by a few questions', () => {
    expect(throughput(questions(0.1, 0.1), { threshold: 2 }).verdict).toBe('inconclusive');
  });

  it('should not apply where no time passed, or nothing was asked', () => {
    expect(throughput(questions(0, 0), { threshold: 2 })).toMatchObject({ verdict: 'not-applicable', effect: null });
    expect(throughput([], { threshold: 2 }).verdict).toBe('not-applicable');
  });
});

describe('leastRate', () => {
  it('should let 1,680 choices end in a quarter of an hour, at an endpoint in an hour', () => {
    expect(leastRate({ description: { kind: 'embedded' } })).toBe(1.87);
    expect(leastRate({ description: { kind: 'endpoint' } })).toBe(0.47);
  });
});
