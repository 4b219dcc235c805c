import { describe, expect, it } from 'vitest';
import {
  equivalence,
  FEWEST_RUNS,
  normalMean,
  runsNeeded,
  type Interval,
} from '../../../../src/foundation/statistics/index.js';

const between = (low: number, high: number): Interval => ({ low, high });
const at = (at90: Interval, at95: Interval = at90): { at90: Interval; at95: Interval } => ({ at90, at95 });

// statsmodels 0.15.0: `p` is weightstats.ztost(values, -.05, .05)[0], `two` DescrStatsW(values).ztest_mean(0)[1].
const tested = [
  {
    p: 0.00825334,
    two: 0.448984,
    verdict: 'equivalent',
    values: [0.021, 0.049, 0.02, -0.078, 0.054, 0.027, -0.032, 0.035],
  },
  {
    p: 0.0326036,
    two: 0.000616466,
    verdict: 'equivalent',
    values: [
      0.113, 0.063, -0.013, -0.051, 0.145, 0.033, -0.001, 0.049, 0.029, 0.091, 0.042, 0.041, -0.003, 0.068, -0.022,
      0.08, 0.131, -0.051, -0.108, 0.077, 0.193, -0.02, -0.035, 0.075, -0.01, 0.01, 0.019, 0.072, 0.016, 0.057, 0.029,
      -0.011, 0.021, -0.017, 0.04, -0.027, -0.026, 0.127, 0.037, 0.037,
    ],
  },
  {
    p: 0.0949096,
    two: 0.102005,
    verdict: 'inconclusive',
    values: [0.056, 0.073, 0.039, -0.029, 0.064, -0.01, 0.073, -0.044],
  },
  {
    p: 0.195912,
    two: 0.0190343,
    verdict: 'different',
    values: [0.032, 0.042, -0.046, 0.06, 0.001, 0.092, 0.032, 0.08],
  },
  {
    p: 0.647516,
    two: 0.0340549,
    verdict: 'different',
    values: [0.138, -0.083, 0.083, -0.017, 0.147, 0.09, 0.113, 0.016],
  },
] as const;

describe('equivalence', () => {
  it.each(tested)('should judge as the two one-sided tests do (p = $p, two-sided $two)', ({ values, verdict }) => {
    const difference = at(normalMean(values, 0.9), normalMean(values, 0.95));

    expect(equivalence(difference, 0.05)).toBe(verdict);
  });

  it('should not need the 95 % interval to fit into the margin', () => {
    expect(equivalence(at(between(-0.04, 0.04), between(-0.06, 0.06)), 0.05)).toBe('equivalent');
  });

  it('should not call different what only the 90 % interval tells from 0', () => {
    expect(equivalence(at(between(0.01, 0.2), between(-0.01, 0.22)), 0.05)).toBe('inconclusive');
  });

  it('should find a difference on either side', () => {
    expect(equivalence(at(between(0.1, 0.2)), 0.05)).toBe('different');
    expect(equivalence(at(between(-0.2, -0.1)), 0.05)).toBe('different');
  });

  it.each([
    ['the upper margin', between(-0.01, 0.05)],
    ['the lower margin', between(-0.05, 0.01)],
    ['0', between(0, 0.2)],
  ])('should not decide by an end that is on %s', (_, interval) => {
    expect(equivalence(at(interval), 0.05)).toBe('inconclusive');
  });

  it.each([
    ['within the margin', 0.03, 'equivalent'],
    ['on 0', 0, 'equivalent'],
    ['beyond the margin', 0.3, 'different'],
    ['on the margin', 0.05, 'different'],
  ])('should judge an interval without width that is %s', (_, value, verdict) => {
    expect(equivalence({ ...at(between(value, value)), n: 200 }, 0.05)).toBe(verdict);
  });

  it.each([0, 0.3])('should let one run decide nothing, whose interval has no width (%d)', (value) => {
    expect(equivalence({ ...at(between(value, value)), n: 1 }, 0.05)).toBe('inconclusive');
  });

  it('should let resampling decide from the fewest runs on that a sign test could', () => {
    // Both sides: all n on one side have probability 2 / 2^n.
    expect(2 / 2 ** FEWEST_RUNS).toBeLessThan(0.05);
    expect(2 / 2 ** (FEWEST_RUNS - 1)).toBeGreaterThan(0.05);
    const difference = at(between(0.2, 0.3));
    expect(equivalence({ ...difference, n: FEWEST_RUNS - 1 }, 0.05)).toBe('inconclusive');
    expect(equivalence({ ...difference, n: FEWEST_RUNS }, 0.05)).toBe('different');
  });

  it('should decide nothing by an interval that is not known', () => {
    expect(equivalence(at(between(NaN, NaN)), 0.05)).toBe('inconclusive');
  });

  it('should find nothing equivalent with no margin', () => {
    expect(equivalence(at(between(0, 0)), 0)).toBe('inconclusive');
  });
});

describe('runsNeeded', () => {
  it('should say how many runs make the 90 % interval fit into the margin', () => {
    // Half the width shrinks from .1 to .05 with 4 times the runs.
    expect(runsNeeded({ difference: 0, half: 0.1, n: 100 }, 0.05)).toBe(400);
  });

  it('should say how many runs make the 95 % interval exclude 0', () => {
    // 100 × (.15 × 1.95996 / 1.64485 / .1)² = 319.5 (scipy 1.17.1, stats.norm.ppf of .975 and .95).
    expect(runsNeeded({ difference: 0.1, half: 0.15, n: 100 }, 0.05)).toBe(320);
  });

  it('should take the side of the difference for nothing', () => {
    expect(runsNeeded({ difference: -0.1, half: 0.15, n: 100 }, 0.05)).toBe(320);
  });

  it('should take the way that needs fewer', () => {
    // To exclude 0: 100 × (.1 × 1.19158 / .04)² = 887; to fit into .05: 100 × (.1 / .01)² = 10,000.
    expect(runsNeeded({ difference: 0.04, half: 0.1, n: 100 }, 0.05)).toBe(890);
  });

  it('should ask for one more than there are where the width would do', () => {
    expect(runsNeeded({ difference: 0.3, half: 0.01, n: 40 }, 0.05)).toBe(41);
  });

  it('should ask for the fewest that decide where there are less', () => {
    expect(runsNeeded({ difference: 0.3, half: 0, n: 1 }, 0.05)).toBe(FEWEST_RUNS);
  });

  it('should round up to two digits', () => {
    // 1000 × (.1 / .0387)² = 6,676.
    expect(runsNeeded({ difference: 0.0113, half: 0.1, n: 1000 }, 0.05)).toBe(6700);
  });

  it.each([
    [0, 0],
    [1e-12, 0],
    [0, 1e-12],
  ])('should stay a whole number where none would do (difference %d, margin %d)', (difference, margin) => {
    expect(runsNeeded({ difference, half: 0.2, n: 40 }, margin)).toBe(1e9);
  });

  it('should not be put off by an interval without width', () => {
    expect(runsNeeded({ difference: 0.05, half: 0, n: 40 }, 0.05)).toBe(41);
  });
});
