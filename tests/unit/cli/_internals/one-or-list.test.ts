import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { oneOrList } from '../../../../src/cli/_internals/one-or-list.js';

describe('oneOrList', () => {
  const numbers = oneOrList(z.number());

  it('should take a list as it is, and a single entry as a list of one', () => {
    expect(numbers.parse([1, 2])).toEqual([1, 2]);
    expect(numbers.parse([])).toEqual([]);
    expect(numbers.parse(3)).toEqual([3]);
  });

  it('should name the entry that is wrong', () => {
    expect(numbers.safeParse([1, 'two']).error?.issues[0]?.path).toEqual([1]);
    expect(numbers.safeParse('one').error?.issues[0]?.path).toEqual([0]);
  });
});
