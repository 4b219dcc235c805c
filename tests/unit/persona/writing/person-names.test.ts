import { describe, expect, it } from 'vitest';
import { FAMILY_NAMES, GIVEN_NAMES } from '../../../../src/persona/writing/_internals/name-lists.js';
import { personNames } from '../../../../src/persona/writing/index.js';

describe('names of people', () => {
  it('should come from lists without doubles, of sizes that the pairing needs', () => {
    expect([GIVEN_NAMES, FAMILY_NAMES].map((list) => [list.length, new Set(list).size])).toEqual([[113, 113], [127, 127]]); // prettier-ignore
    expect([...GIVEN_NAMES, ...FAMILY_NAMES].every((name) => /^[A-Z][a-z]+$/.test(name))).toBe(true);
  });

  it('should all differ, without a number for the first 14,351', () => {
    const nameAt = personNames(1);
    const all = Array.from({ length: 30_000 }, (_, index) => nameAt(index));

    expect(new Set(all).size).toBe(30_000);
    expect(all.slice(0, 14_351).every((name) => /^[A-Za-z]+ [A-Za-z]+$/.test(name))).toBe(true);
    expect(all[14_351]).toBe(`${all[0]} 2`);
  });

  it('should differ in both parts for the first 113 people', () => {
    const nameAt = personNames('any');
    const parts = Array.from({ length: 113 }, (_, index) => nameAt(index).split(' '));

    expect([0, 1].map((part) => new Set(parts.map((name) => name[part])).size)).toEqual([113, 113]);
  });

  it('should hang on the seed and the place alone', () => {
    const [one, again, other] = [personNames(7), personNames(7), personNames(8)];

    expect([5, 0, 20_000].map(one)).toEqual([5, 0, 20_000].map(again));
    expect([0, 1, 2].map(one)).not.toEqual([0, 1, 2].map(other));
  });
});
