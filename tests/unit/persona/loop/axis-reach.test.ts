import { describe, expect, it } from 'vitest';
import { axisReach, type Observation } from '../../../../src/persona/loop/index.js';

/** One axis: 60 texts at aims from 0 to 1 that go from .4 to .6, with an alternating error. */
const observations = Array.from({ length: 60 }, (_, at): Observation => {
  const aim = at / 59;
  return { aim: [aim], answer: [0.4 + 0.2 * aim + (at % 2 === 0 ? 0.05 : -0.05)] };
});

describe('axisReach', () => {
  it('should give the fitted range at the aims tried, not that of lucky texts', () => {
    const [reach] = axisReach({ observations, axes: 1, seed: 1 });

    expect(Math.max(...observations.map(({ answer }) => answer[0] as number))).toBeGreaterThan(0.64);
    expect(reach?.from.value).toBeCloseTo(0.4, 1);
    expect(reach?.to.value).toBeCloseTo(0.6, 1);
    expect(Math.abs((reach?.width.value ?? 0) - 0.2)).toBeLessThan(0.02);
  });

  it('should have intervals about the values that hold the truth here', () => {
    const [reach] = axisReach({ observations, axes: 1, seed: 1 });

    for (const bound of [reach?.from, reach?.to, reach?.width]) {
      expect(bound?.low).toBeLessThanOrEqual(bound?.value ?? NaN);
      expect(bound?.high).toBeGreaterThanOrEqual(bound?.value ?? NaN);
    }
    expect(reach?.width.low).toBeLessThan(0.2);
    expect(reach?.width.high).toBeGreaterThan(0.2);
  });

  it('should have wider intervals with fewer texts', () => {
    const width = (some: readonly Observation[]): number => {
      const [reach] = axisReach({ observations: some, axes: 1, seed: 1 });
      return (reach?.width.high ?? 0) - (reach?.width.low ?? 0);
    };

    expect(width(observations.filter((_, at) => at % 5 < 2))).toBeGreaterThan(width(observations));
  });

  it('should claim nothing of aims that nobody tried', () => {
    const half = observations.filter(({ aim }) => (aim[0] as number) <= 0.5);
    const [reach] = axisReach({ observations: half, axes: 1, seed: 1 });

    expect(reach?.to.value).toBeLessThan(0.53);
  });

  it('should be determined by the seed', () => {
    const intervals = (seed: number) => axisReach({ observations, axes: 1, seed, resamples: 50 });

    expect(intervals(3)).toEqual(intervals(3));
    expect(intervals(3)).not.toEqual(intervals(4));
  });
});
