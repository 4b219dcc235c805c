import { describe, expect, it } from 'vitest';
import { quantise } from '../../../../src/foundation/random/index.js';

const UNIT = 2 ** -32;

describe('quantise', () => {
  it('should give what is missing to the largest remainders', () => {
    // Of 2³² the weights 1, 1 and 4 get 715,827,882.67, 715,827,882.67 and 2,863,311,530.67: two units are missing.
    expect(quantise([1, 1, 4]).map((value) => value / UNIT)).toEqual([715827883, 715827883, 2863311530]);
  });

  it('should give it to the earlier where remainders tie', () => {
    expect(quantise([1, 1, 1]).map((value) => value / UNIT)).toEqual([1431655766, 1431655765, 1431655765]);
  });

  it('should leave what is a multiple of 2^-32 as it is', () => {
    expect(quantise([0.5, 0.25, 0.25])).toEqual([0.5, 0.25, 0.25]);
  });

  it('should keep a certainty', () => expect(quantise([0, 3, 0])).toEqual([0, 1, 0]));

  it('should lose what is below half of 2^-32', () => expect(quantise([1e-12, 1])).toEqual([0, 1]));

  it.each([[[]], [[0, 0]], [[-1, 2]], [[NaN]], [[Infinity, 1]], [[1e308, 1e308]]])('should refuse %j', (values) => {
    expect(() => quantise(values)).toThrow('not a distribution');
  });
});
