import { describe, expect, it } from 'vitest';
import {
  compareAnswers,
  inTwoDigits,
  reproducibility,
  throughput,
} from '../../../../src/qualification/controls/index.js';

const answer = (id: string, ...first: readonly number[]) => ({ id, probabilities: first.map((p) => [p, 1 - p]) });
const exact = { choose: 'exact', samples: 5 } as const;
const sampled = { choose: 'sampled', samples: 20 } as const;

describe('compareAnswers', () => {
  it('should find an exact model the same only where no number differs', () => {
    expect(compareAnswers([answer('a', 0.3, 0.4)], [answer('a', 0.3, 0.4)], exact)).toMatchObject({ same: true, largest: 0 }); // prettier-ignore
    expect(compareAnswers([answer('a', 0.5)], [answer('a', 0.5 + 2 ** -50)], exact).same).toBe(false);
  });

  it('should take a question that is no longer answered for a difference', () => {
    expect(compareAnswers([answer('a', 0.3)], [], exact).same).toBe(false);
    expect(compareAnswers([answer('a', 0.3)], [], sampled).same).toBe(false);
    expect(compareAnswers([answer('a', 0.3)], [{ id: 'a', probabilities: [] }], sampled).same).toBe(false);
  });

  it('should let an exact model differ by the tolerance', () => {
    const by = (difference: number) =>
      compareAnswers([answer('a', 0.3)], [answer('a', 0.3 + difference)], { ...exact, tolerance: 0.02 });

    expect([by(0.019).same, by(0.021).same]).toEqual([true, false]);
    expect(by(0).test).toBe('no difference above .020');
  });

  it.each([exact, sampled])('should take a question without an answer both times for the same (%j)', (how) => {
    const none = { id: 'a', probabilities: [] };

    expect(compareAnswers([none], [none], how)).toMatchObject({ same: true, largest: 0 });
    expect(compareAnswers([none], [], how)).toMatchObject({ same: true, largest: 0 });
    expect(compareAnswers([none], [answer('a', 0.3)], how)).toMatchObject({ same: false, largest: Infinity });
    expect(compareAnswers([answer('a', 0.3)], [none], how)).toMatchObject({ same: false, largest: Infinity });
  });

  it('should let a sampled model differ by chance, and not by more', () => {
    // 80 samples each: .50 and .60 are within Newcombe's interval at 99 %, .50 and .90 are not.
    const before = [answer('a', 0.5, 0.5, 0.5, 0.5)];

    expect(compareAnswers(before, [answer('a', 0.6, 0.6, 0.6, 0.6)], sampled).same).toBe(true);
    expect(compareAnswers(before, [answer('a', 0.9, 0.9, 0.9, 0.9)], sampled).same).toBe(false);
  });
});

describe('reproducibility', () => {
  it('should not apply where nothing was asked twice', () => {
    expect(reproducibility(null, { questions: 0, choose: 'exact' }).verdict).toBe('not-applicable');
  });

  it('should demand no difference of an exact model', () => {
    const { verdict, threshold } = reproducibility({ largest: 1e-9, same: false, test: '' }, { questions: 8, choose: 'exact' }); // prettier-ignore

    expect([verdict, threshold]).toEqual(['fail', 0]);
  });
});

describe('inTwoDigits', () => {
  it.each([
    [0, '.00'],
    [0.45, '.45'],
    [0.05, '.050'],
    [0.0001, '.00010'],
    [1e-9, '1.0e-9'],
  ])('should write %f so that it is seen', (value, text) => {
    expect(inTwoDigits(value)).toBe(text);
  });
});

describe('throughput', () => {
  it('should inform, and judge nothing', () => {
    expect(throughput({ choices: 32, seconds: 2 })).toMatchObject({ verdict: 'not-applicable', effect: 16 });
    expect(throughput({ choices: 32, seconds: 0 }).effect).toBeNull();
  });
});
