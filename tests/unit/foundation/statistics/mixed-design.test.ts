import { describe, expect, it } from 'vitest';
import { mixedDesign, type RunInDesign } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly values: number[];
  readonly groups: number[];
  readonly within: number[];
  readonly between: number[];
}
interface Gives {
  readonly estimates: number[];
  readonly errors: number[];
  readonly cluster: number;
  readonly run: number;
}

const runsOf = ({ values, groups, within, between }: Given): RunInDesign[] =>
  values.map((value, run) => ({
    run: `run-${run}`,
    value,
    clusters: { wording: `w${groups[run]}` },
    terms: { within: within[run] as number, between: between[run] as number },
  }));

/** Four wordings, each with both conditions once. */
const paired = (values: readonly number[]): RunInDesign[] =>
  values.map((value, run) => ({
    run: `run-${run}`,
    value,
    clusters: { wording: `w${Math.floor(run / 2)}` },
    terms: { condition: run % 2 },
  }));

describe('mixedDesign', () => {
  it.each(casesOf<Given, Gives>('mixedDesign'))('should fit $given.values as $by does', ({ given, gives }) => {
    const fit = mixedDesign(runsOf(given), { cluster: 'wording' });

    [fit.intercept, ...Object.values(fit.effects)].forEach((effect, at) => {
      expect(effect.estimate).toBeCloseTo(gives.estimates[at] as number, 5);
      expectNear(effect.standardError, gives.errors[at] as number, 1e-4);
    });
    expectNear(fit.variance.cluster, gives.cluster, 1e-3);
    expectNear(fit.variance.run, gives.run, 1e-4);
    expect(fit.effects.within?.varies).toBe('within');
    expect(fit.effects.between?.varies).toBe('between');
  });

  it("should be Student's paired test where each cluster is a pair", () => {
    const { effects } = mixedDesign(paired([1, 3, 2, 5, 4, 4, 8, 9]), { cluster: 'wording' });

    // Differences 2, 3, 0, 1: mean 1.5, standard deviation 1.29099.
    expect(effects.condition?.estimate).toBeCloseTo(1.5, 8);
    expect(effects.condition?.standardError).toBeCloseTo(1.2909944487358056 / 2, 6);
    expect(effects.condition?.freedom).toBe(3);
    expect(effects.condition?.probability).toBeCloseTo(0.1027241, 5);
  });

  it('should have no variance of clusters where they differ less than chance would have it', () => {
    const { variance } = mixedDesign(paired([1, 5, 5, 1, 2, 4, 4, 2]), { cluster: 'wording' });

    expect(variance.cluster).toBe(0);
    expect(variance.run).toBeGreaterThan(0);
  });

  it.each([
    ['too few clusters', paired([1, 2]), 'there are 2 runs; expected at least 3'],
    [
      'one cluster',
      paired([1, 2, 3, 4]).map((run) => ({ ...run, clusters: { wording: 'w' } })),
      'are too few for 1 terms',
    ],
    [
      'a term that does not vary',
      paired([1, 2, 3, 4]).map((run) => ({ ...run, terms: { condition: 1 } })),
      'does not vary',
    ],
    ['a term that is missing', [...paired([1, 2, 3]), { run: 'x', value: 1, terms: {} }], 'has no number for the term'],
  ])('should refuse %s', (_, runs, says) => {
    expect(() => mixedDesign(runs as RunInDesign[], { cluster: 'wording' })).toThrow(says);
  });
});
