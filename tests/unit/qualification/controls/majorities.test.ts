import { describe, expect, it } from 'vitest';
import { CurvePoint, majority, majorityCurve } from '../../../../src/qualification/controls/index.js';
import { answeredQuestions } from '../../../support/answered-questions.js';

describe('majorityCurve', () => {
  const share = ({ count = 5 }): number => count / 10;

  it('should give what was answered, mirrored, and count what was not beside it', () => {
    let seen = 0;
    // Of the questions about seven of ten the first three have no answer; of those about nine none has one.
    const curve = majorityCurve(
      answeredQuestions((item) => {
        if (item.count === 7) seen += 1;
        return item.count === 9 || (item.count === 7 && seen <= 3) ? 'no option' : share(item);
      }),
    );

    expect(curve.map(({ x }) => x)).toEqual([0, 1, 3, 7, 9, 10]);
    expect(curve.slice(3)).toEqual([
      { x: 7, p: 0.7, asked: 8, unanswered: 3 },
      { x: 9, p: null, asked: 8, unanswered: 8 },
      { x: 10, p: 1, asked: 8, unanswered: 0 },
    ]);
    expect(curve.slice(0, 3)).toEqual([
      { x: 0, p: 0, asked: 8, unanswered: 0 },
      { x: 1, p: null, asked: 8, unanswered: 8 },
      { x: 3, p: 0.3, asked: 8, unanswered: 3 },
    ]);
  });

  it('should be nothing where no majority was asked about', () => {
    expect(majorityCurve([])).toEqual([]);
  });

  it('should be read from files in which nothing was counted', () => {
    expect(CurvePoint.parse({ x: 7, p: 0.7 })).toEqual({ x: 7, p: 0.7 });
  });

  it('should agree with the control, which counts what has no answer as no rise', () => {
    const found = majority(answeredQuestions((item) => (item.count === 9 ? 'no option' : share(item))));

    // Seven of ten rise by .4, nine of ten by nothing.
    expect(found.effect).toBeCloseTo(0.2, 6);
    expect(found.sentence).toContain('8 of 16 had no answer');
  });
});
