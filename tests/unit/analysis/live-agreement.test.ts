import { describe, expect, it } from 'vitest';
import { liveAgreement } from '../../../src/analysis/live-agreement.js';
import type { ResponseCurve, ResponseLadder } from '../../../src/spec/index.js';
import { runRecord } from '../../support/run-records.js';

const ladder: ResponseLadder = { axis: 'others', points: [], met: 'response' };

function curveOf(...probabilities: readonly number[]): ResponseCurve {
  const points = probabilities.map((p, x) => ({ x, p, low: p, high: p, raw: p, mass: null, presentations: [p] }));
  return {
    axis: 'others',
    option: 'Q',
    temperature: 0.5,
    presentations: 8,
    points,
    fit: { beta: 1, largestDeviation: 0 },
  };
}

describe('liveAgreement', () => {
  it('should compare what agents met with the averaged curve, point by point', () => {
    const runs = [
      runRecord({ series: { response: [0.2, null, 0.9] } }),
      runRecord({ seed: 2, series: { response: [0.4, null, 0.9] } }),
    ];

    // At 0 the mean is .3 against .1, at 2 it is .9 against .8; nobody came by 1.
    const found = liveAgreement(ladder, curveOf(0.1, 0.5, 0.8), runs);

    expect(found?.points).toBe(2);
    expect(found?.meanDifference).toBeCloseTo(0.15, 12);
    expect(found?.largestDifference).toBeCloseTo(0.2, 12);
    expect(found?.sentence).toContain(
      'on average 0.15 from the averaged curve, at most 0.20, at the 2 of 3 counts they met',
    );
  });

  it.each([
    ['the scenario has no ladder', undefined, curveOf(0.1)],
    ['the ladder names no series', { axis: 'others', points: [] }, curveOf(0.1)],
    ['no curve was measured', ladder, null],
  ] as const)('should be nothing where %s', (_when, given, curve) => {
    expect(liveAgreement(given, curve, [runRecord({ series: { response: [0.2] } })])).toBeNull();
  });

  it('should be nothing where nobody came by any point', () => {
    expect(liveAgreement(ladder, curveOf(0.1), [runRecord(), runRecord({ series: { response: [null] } })])).toBeNull();
  });
});
