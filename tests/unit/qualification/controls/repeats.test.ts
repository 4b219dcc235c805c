import { describe, expect, it } from 'vitest';
import { compareAnswers, inTwoDigits, reproducibility } from '../../../../src/qualification/controls/index.js';

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
  const exactly = { choose: 'exact' } as const;

  it('should not apply where nothing was asked twice', () => {
    expect(reproducibility(null, exactly).verdict).toBe('not-applicable');
    expect(reproducibility(compareAnswers([], [], exact), exactly).verdict).toBe('not-applicable');
  });

  it('should pass an exact model that differs in nothing, with an interval that has no width', () => {
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => answer(id, 0.3));

    expect(reproducibility(compareAnswers(answers, answers, exact), exactly)).toMatchObject({
      verdict: 'pass',
      effect: 0,
      low: 0,
      high: 0,
      threshold: 0,
      n: 6,
      parts: { 'largest difference': 0, 'share of questions that differ': 0 },
    });
  });

  it('should fail an exact model by one question that differs, however little', () => {
    const before = ['a', 'b', 'c', 'd'].map((id) => answer(id, 0.25));
    const after = [...before.slice(0, 3), answer('d', 0.25 + 2 ** -30)];

    expect(reproducibility(compareAnswers(before, after, exact), exactly)).toMatchObject({
      verdict: 'fail',
      // One of four: the mean is a quarter of it; too small for six digits, and not hidden.
      effect: 2 ** -32,
      low: 0,
      parts: { 'largest difference': 2 ** -30, 'share of questions that differ': 0.25 },
    });
  });

  it('should give the mean difference of questions and its interval, and judge by the largest', () => {
    const before = ['a', 'b'].map((id) => answer(id, 0.3));
    const after = [answer('a', 0.3), answer('b', 0.33)];
    const judged = (tolerance: number) =>
      reproducibility(compareAnswers(before, after, { ...exact, tolerance }), { ...exactly, tolerance });

    expect(judged(0.02)).toMatchObject({ verdict: 'fail', effect: 0.015, low: 0, high: 0.03 });
    expect(judged(0.04)).toMatchObject({ verdict: 'pass', effect: 0.015, threshold: 0.04 });
  });

  it('should count a question that was answered once only as different as can be', () => {
    const found = reproducibility(
      compareAnswers([answer('a', 0.3), answer('b', 0.3)], [answer('a', 0.3)], exact),
      exactly,
    );

    expect(found).toMatchObject({ verdict: 'fail', effect: 0.5, parts: { 'largest difference': 1 } });
    expect(found.sentence).toContain('or not at all');
  });
});

describe('reproducibility of a sampled model', () => {
  const sampling = { choose: 'sampled' } as const;
  const before = ['a', 'b', 'c', 'd'].map((id) => answer(id, 0.5, 0.5, 0.5, 0.5));

  it('should pass where samples differ by chance, and say which difference it would have told', () => {
    const after = [answer('a', 0.6, 0.6, 0.6, 0.6), ...before.slice(1)];

    // Newcombe's interval for 40 of 80 twice, at 1 - .01 / 4: .5 ± .2286 each side.
    expect(reproducibility(compareAnswers(before, after, sampled), sampling)).toMatchObject({
      verdict: 'pass',
      effect: 0,
      low: 0,
      demand: 'at-most',
      threshold: 0,
      n: 4,
      parts: { 'largest difference': 0.1, 'smallest difference that is told from chance': expect.closeTo(0.228, 2) },
      sentence: expect.stringContaining('no question is answered otherwise than by chance'),
    });
  });

  it('should fail by one question that differs by more, and count it', () => {
    const after = [answer('a', 0.9, 0.9, 0.9, 0.9), ...before.slice(1)];

    expect(reproducibility(compareAnswers(before, after, sampled), sampling)).toMatchObject({
      verdict: 'fail',
      effect: 0.25,
      threshold: 0,
      sentence: 'Sampled again 1 of 4 questions are answered otherwise than by chance (largest difference .40).',
    });
  });

  it('should fail where a question is answered once only', () => {
    const found = reproducibility(compareAnswers(before, before.slice(1), sampled), sampling);

    expect(found).toMatchObject({ verdict: 'fail', effect: 0.25, parts: { 'largest difference': 1 } });
    expect(found.sentence).toContain('or not at all');
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
