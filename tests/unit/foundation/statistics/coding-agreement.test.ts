import { describe, expect, it } from 'vitest';
import { codingAgreement } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

describe('codingAgreement', () => {
  it.each(casesOf<[number, number][], number>('codingAgreement'))(
    'should give kappa as $by does',
    ({ given, gives }) => {
      expectNear(codingAgreement(given).kappa as number, gives);
      expect(codingAgreement(given).share).toBeCloseTo(given.filter(([a, b]) => a === b).length / given.length, 12);
    },
  );

  it('should have no kappa where both say one and the same of everything', () => {
    expect(
      codingAgreement([
        [true, true],
        [true, true],
      ]),
    ).toEqual({ share: 1, kappa: null });
  });

  it('should be 0 where one coder says the same of everything, and 1 where all agree', () => {
    expect(
      codingAgreement([
        ['a', 'a'],
        ['a', 'b'],
      ]).kappa,
    ).toBeCloseTo(0, 12);
    expect(
      codingAgreement([
        ['a', 'a'],
        ['b', 'b'],
      ]).kappa,
    ).toBe(1);
  });

  it('should refuse nothing', () => expect(() => codingAgreement([])).toThrow('nothing was coded twice'));
});
