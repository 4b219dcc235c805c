import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from '../../src/foundation/storage/index.js';

/** Any value of JSON; -0 is left out, which JSON has but deep equality tells from 0. */
const json = fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** The same value with the keys of every object in another order. */
function reordered(value: unknown, by: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, by));
  if (value === null || typeof value !== 'object') return value;
  const object = value as Record<string, unknown>;
  return Object.fromEntries(by(Object.keys(object)).map((key) => [key, reordered(object[key], by)]));
}

describe('canonicalJson', () => {
  it('should be JSON of the same value', () => {
    fc.assert(fc.property(json, (value) => isDeepStrictEqual(JSON.parse(canonicalJson(value)), value)));
  });

  it('should not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, fc.infiniteStream(fc.nat()), (value, numbers) => {
        const shuffle = (keys: string[]): string[] =>
          keys
            .map((key) => ({ key, rank: numbers.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ key }) => key);

        expect(canonicalJson(reordered(value, shuffle))).toBe(canonicalJson(value));
      }),
    );
  });

  it('should be the same text if and only if the values are equal', () => {
    const pair = fc.oneof(
      fc.tuple(json, json),
      json.map((value) => [value, structuredClone(value)]),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const equal = isDeepStrictEqual(a, b);

        expect(canonicalJson(a) === canonicalJson(b)).toBe(equal);
        expect(contentHash([a]) === contentHash([b])).toBe(equal);
      }),
    );
  });

  it('should be one line, so that it can stand in a log', () => {
    fc.assert(fc.property(json, (value) => !/[\n\r]/.test(canonicalJson(value))));
  });

  it('should change nothing the second time', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)));
  });

  it('should know every number again, to the last digit', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(number, (value) => JSON.parse(canonicalJson(value)) === value));
  });
});
