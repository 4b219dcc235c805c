import { describe, expect, it } from 'vitest';
import { Json } from '../../../src/spec/index.js';

describe('Json', () => {
  it.each([null, true, 0, -1.5e300, '', 'ä', [], [1, [null]], {}, { a: { b: [false] } }])('should take %j', (value) => {
    expect(Json.parse(value)).toEqual(value);
  });

  it.each([
    ['NaN', NaN],
    ['an infinity', [Infinity]],
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['a function', { f: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('should refuse %s', (_, value) => expect(Json.safeParse(value).success).toBe(false));

  it('should say what it takes, of a number that overflows too', () => {
    const { error } = Json.safeParse(JSON.parse('{"x": [1e999]}'));

    expect(error?.issues[0]?.message).toBe('expected a value that JSON can hold, in which every number is finite');
  });
});
