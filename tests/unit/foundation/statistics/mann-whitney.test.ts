import { describe, expect, it } from 'vitest';
import { mannWhitney } from '../../../../src/foundation/statistics/index.js';
import { casesOf, expectNear, otherRunsOf, runsOf } from '../../../support/statistics-reference/reference.js';

describe('mannWhitney', () => {
  it.each(casesOf<[number[], number[]], { u: number; probability: number }>('mannWhitney'))(
    'should compare $given as $by does',
    ({ by, given: [a, b], gives }) => {
      const found = mannWhitney(runsOf(a), otherRunsOf(b));

      expectNear(found.u, gives.u);
      expectNear(found.probability, gives.probability, 1e-8);
      expect(found.superiority).toBeCloseTo(gives.u / (a.length * b.length), 12);
      expect(found.exact).toBe(by.includes('exact'));
    },
  );

  it('should count pairs: three of four in which the first is larger', () => {
    expect(mannWhitney(runsOf([2, 4]), otherRunsOf([1, 3]))).toMatchObject({ u: 3, superiority: 0.75 });
  });

  it('should keep small probabilities of large samples', () => {
    const a = Array.from({ length: 50 }, (_, at) => at + 100);
    const b = Array.from({ length: 50 }, (_, at) => at);
    // Two of the (100 over 50) arrangements.
    expectNear(mannWhitney(runsOf(a), otherRunsOf(b)).probability, 2 / 1.0089134454556415e29, 1e-10);
  });

  it('should find nothing where all values are equal', () => {
    expect(mannWhitney(runsOf([1, 1]), otherRunsOf([1, 1]))).toMatchObject({ u: 2, probability: 1, exact: false });
  });
});
