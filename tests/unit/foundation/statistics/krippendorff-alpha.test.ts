import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { krippendorffAlpha, type CodedUnit, type CodingScale } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly scale: CodingScale;
  readonly units: (number | null)[][];
}

const how = () => ({ chance: chancesFrom(1)('alpha') });
const unitsOf = (units: readonly (readonly (number | string | null)[])[]): CodedUnit[] =>
  units.map((codes, at) => ({ run: `run-${at}`, codes }));

/** Krippendorff 2011, example C: four coders, twelve units, codes 1 to 5. */
const published: (number | null)[][] = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
];

describe('krippendorffAlpha', () => {
  it.each(casesOf<Given, number>('krippendorffAlpha'))('should be on $given.scale codes what $by gives', (one) => {
    expectNear(krippendorffAlpha(unitsOf(one.given.units), one.given.scale, how()).alpha as number, one.gives, 1e-9);
  });

  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('should be on the %s scale what is published', (scale, alpha) => {
    const found = krippendorffAlpha(unitsOf(published), scale, how());

    expect(found.alpha).toBeCloseTo(alpha, 3);
    expect(found).toMatchObject({ units: 11, codes: 40, runs: 11 });
    expect(found.interval?.low).toBeLessThan(alpha);
    expect(found.interval?.high).toBeGreaterThan(alpha);
  });

  it('should not ask for order of names', () => {
    const letters = published.map((codes) => codes.map((code) => (code === null ? null : 'abcde'.charAt(code - 1))));

    expect(krippendorffAlpha(unitsOf(letters), 'nominal', how()).alpha).toBeCloseTo(0.743, 3);
    expect(() => krippendorffAlpha(unitsOf(letters), 'ordinal', how())).toThrow(
      'expected numbers on the ordinal scale',
    );
  });

  it('should draw what is of one run together: the same said twice makes nothing surer', () => {
    const width = (runOf: (unit: number) => number): number => {
      const units = [...published, ...published].map((codes, at) => ({ run: `${runOf(at)}`, codes }));
      const { low = 0, high = 0 } = krippendorffAlpha(units, 'nominal', how()).interval ?? {};
      return high - low;
    };

    expect(width((unit) => unit % published.length)).toBeGreaterThan(1.2 * width((unit) => unit));
  });

  it('should have no interval from one run', () => {
    const units = published.map((codes) => ({ run: 'a', codes }));

    expect(krippendorffAlpha(units, 'nominal', how()).interval).toBeNull();
  });

  it('should be nothing where codes never vary, and 1 where coders always agree', () => {
    expect(
      krippendorffAlpha(
        unitsOf([
          [1, 1],
          [1, 1],
        ]),
        'nominal',
        how(),
      ),
    ).toMatchObject({ alpha: null, interval: null });
    expect(
      krippendorffAlpha(
        unitsOf([
          [1, 1],
          [2, 2],
        ]),
        'interval',
        how(),
      ).alpha,
    ).toBe(1);
  });
});
