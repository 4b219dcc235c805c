import { describe, expect, it } from 'vitest';
import { beginnings } from '../../../../src/model/llama/beginnings.js';

describe('beginnings', () => {
  it('should name the longest other list that each begins with', () => {
    expect(beginnings([[1], [1, 2], [1, 2, 3], [4], [1, 5]])).toEqual([-1, 0, 1, -1, 0]);
  });

  it('should find none among lists that differ from the first token on, nor a list in itself', () => {
    expect(beginnings([[1, 2], [2, 1]])).toEqual([-1, -1]); // prettier-ignore
  });
});
