import { describe, expect, it } from 'vitest';
import { logisticRegression, type RunWithCovariates } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly x: number[][];
  readonly y: number[];
}
interface Gives {
  readonly estimates: number[];
  readonly errors: number[];
  readonly low: number[];
  readonly high: number[];
  readonly probabilities: number[];
  readonly logLikelihood: number;
}

const runsOf = ({ x, y }: Given): RunWithCovariates[] =>
  y.map((value, run) => ({
    run: `run-${run}`,
    value,
    covariates: Object.fromEntries((x[run] ?? []).map((one, at) => [`x${at}`, one])),
  }));

describe('logisticRegression', () => {
  it.each(casesOf<Given, Gives>('logisticRegression'))('should fit $given.y as $by does', ({ given, gives }) => {
    const fit = logisticRegression(runsOf(given));

    [fit.intercept, ...Object.values(fit.coefficients)].forEach((coefficient, at) => {
      expectNear(coefficient.estimate, gives.estimates[at] as number, 1e-7);
      expectNear(coefficient.standardError, gives.errors[at] as number, 1e-7);
      expectNear(coefficient.interval.low, gives.low[at] as number, 1e-6);
      expectNear(coefficient.interval.high, gives.high[at] as number, 1e-6);
      expectNear(coefficient.probability, gives.probabilities[at] as number, 1e-6);
    });
    expectNear(fit.logLikelihood, gives.logLikelihood, 1e-10);
    expect(fit).toMatchObject({ method: 'maximum-likelihood', separated: false });
  });

  it.each(casesOf<Given, Gives>('logisticRegression firth'))('should fit $given.y as $by does', ({ given, gives }) => {
    const fit = logisticRegression(runsOf(given), { method: 'firth' });

    [fit.intercept, ...Object.values(fit.coefficients)].forEach((coefficient, at) => {
      expectNear(coefficient.estimate, gives.estimates[at] as number, 1e-6);
      expectNear(coefficient.standardError, gives.errors[at] as number, 1e-6);
      expectNear(coefficient.interval.low, gives.low[at] as number, 1e-5);
      expectNear(coefficient.interval.high, gives.high[at] as number, 1e-5);
      expectNear(coefficient.probability, gives.probabilities[at] as number, 1e-5);
    });
    expectNear(fit.logLikelihood, gives.logLikelihood, 1e-9);
    expect(fit).toMatchObject({ method: 'firth', separated: null });
  });

  const divided = { x: [[0], [1], [2], [3], [4], [5]], y: [0, 0, 0, 1, 1, 1] };
  const touching = { x: [[0], [1], [2], [2], [3], [4]], y: [0, 0, 0, 1, 1, 1] };

  it.each([divided, touching])('should see that $x divides $y and take the penalty', (given) => {
    const fit = logisticRegression(runsOf(given));

    expect(fit).toMatchObject({ method: 'firth', separated: true });
    expect(Number.isFinite(fit.coefficients.x0?.estimate)).toBe(true);
    expect(fit).toEqual({ ...logisticRegression(runsOf(given), { method: 'firth' }), separated: true });
    expect(() => logisticRegression(runsOf(given), { method: 'maximum-likelihood' })).toThrow("Use the method 'firth'");
  });

  it('should not take a steep curve for a division', () => {
    const x = Array.from({ length: 40 }, (_, at) => [at]);
    const y = x.map(([at = 0]) => Number(at > 19) ^ Number(at === 18 || at === 21));

    expect(logisticRegression(runsOf({ x, y }))).toMatchObject({ separated: false });
  });

  it('should give the log-odds of a share where there is no covariate', () => {
    const fit = logisticRegression(runsOf({ x: [[], [], [], []], y: [1, 1, 1, 0] }));

    expect(fit.intercept.estimate).toBeCloseTo(Math.log(3), 10);
    expect(fit.coefficients).toEqual({});
  });

  it('should follow the likelihood to both sides where asked, wider on the side where it is flatter', () => {
    const runs = runsOf({ x: [[], [], [], [], [], []], y: [1, 1, 1, 1, 1, 0] });
    const { estimate, interval } = logisticRegression(runs, { intervals: 'profile' }).intercept;
    const loss = (at: number): number => {
      const log = (line: number): number => 5 * -Math.log1p(Math.exp(-line)) - Math.log1p(Math.exp(line));
      return 2 * (log(estimate) - log(at));
    };

    expect(loss(interval.low)).toBeCloseTo(3.841458820694124, 6);
    expect(loss(interval.high)).toBeCloseTo(3.841458820694124, 6);
    expect(interval.high - estimate).toBeGreaterThan(estimate - interval.low);
  });

  it.each([
    [{ x: [[1], [1], [1], [1]], y: [0, 1, 0, 1] }, 'one follows from others or does not vary'],
    [{ x: [[1], [2], [3], [4]], y: [0, 2, 0, 1] }, 'run run-1 has the outcome 2; expected from 0 to 1'],
    [{ x: [[1], [2, 3], [3], [4]], y: [0, 1, 0, 1] }, 'run run-1 has the covariates x0, x1'],
    [{ x: [[1], [2]], y: [0, 1] }, 'there are 2 runs; expected at least 3'],
  ])('should refuse %j', (given, says) => expect(() => logisticRegression(runsOf(given))).toThrow(says));
});
