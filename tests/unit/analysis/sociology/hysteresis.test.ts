import { describe, expect, it } from 'vitest';
import { hysteresis, type CriticalMass } from '../../../../src/analysis/sociology/index.js';

const found = (value: number, low: number | null, high: number | null): CriticalMass => ({
  horizon: 720,
  runs: 60,
  scanned: [0.05, 0.25],
  status: 'found',
  value,
  low,
  high,
  slope: 1,
});
const censored: CriticalMass = {
  horizon: 720,
  runs: 40,
  scanned: [0.05, 0.25],
  status: 'censored',
  side: 'above',
  reason: 'half of the runs tip only above the committed shares that ran',
};

describe('hysteresis', () => {
  it('should be the difference, with the distances to the ends added as squares', () => {
    const gap = hysteresis(found(0.2, 0.17, 0.24), found(0.1, 0.08, 0.14));

    expect(gap.value).toBeCloseTo(0.1, 12);
    // Down: .03 of the first and .04 of the second, up: .04 and .02.
    expect(gap.low).toBeCloseTo(0.1 - 0.05, 12);
    expect(gap.high).toBeCloseTo(0.1 + Math.hypot(0.04, 0.02), 12);
    expect(gap.n).toBe(120);
  });

  it('should leave an end open where one that it rests on lies beyond the scan', () => {
    expect(hysteresis(found(0.2, 0.17, null), found(0.1, 0.08, 0.14))).toMatchObject({
      high: null,
      low: expect.closeTo(0.05, 12),
      note: 'an end of its interval lies beyond what was scanned',
    });
  });

  it('should not be known where one direction was not found', () => {
    const gap = hysteresis(found(0.2, 0.17, 0.24), censored);

    expect(gap).toMatchObject({ value: null, low: null, high: null, n: 100 });
    expect(gap.note).toContain('beyond what was scanned');
  });
});
