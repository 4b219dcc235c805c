import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from '../../../../src/foundation/storage/index.js';

describe('canonicalJson', () => {
  it('should sort keys at every depth and leave no spaces', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: { z: null, y: true } })).toBe(
      '{"a":{"y":true,"z":null},"b":[{"c":"x","d":1}]}',
    );
  });

  it('should sort keys by their code units, whatever the place', () => {
    expect(canonicalJson({ ä: 1, z: 1, Z: 1, 10: 1, 9: 1 })).toBe('{"10":1,"9":1,"Z":1,"z":1,"ä":1}');
  });

  it('should leave out keys whose value is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('should write 0 for -0, which is equal to it', () => expect(canonicalJson([-0])).toBe('[0]'));

  it('should keep a key that is called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it('should take objects without a prototype, and of another realm', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });

    expect(canonicalJson([bare, runInNewContext('({ b: [2] })')])).toBe('[{"a":1},{"b":[2]}]');
  });

  it.each([
    ['NaN', { a: [1, NaN] }, '$.a[1] is NaN'],
    ['an infinity', { a: { b: -Infinity } }, '$.a.b is -Infinity'],
    ['undefined in a list', [undefined], '$[0] is of type undefined'],
    // oxlint-disable-next-line no-sparse-arrays
    ['a hole in a list', { a: [1, , 2] }, '$.a[1] is of type undefined'],
    ['undefined', undefined, '$ is of type undefined'],
    ['a function', { f: () => 1 }, '$.f is of type function'],
    ['a symbol', [Symbol('a')], '$[0] is of type symbol'],
    ['a bigint', { big: 1n }, '$.big is of type bigint'],
    ['a date', { at: new Date(0) }, '$.at is a Date'],
    ['a map', [new Map([[1, 2]])], '$[0] is a Map'],
    ['a set', [new Set([1])], '$[0] is a Set'],
    ['a typed list', { bytes: new Uint8Array(2) }, '$.bytes is a Uint8Array'],
  ])('should refuse %s and say where it is', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(`${message}`);
  });
});

describe('contentHash', () => {
  // sha256sum of coreutils 9.1.
  it('should be the SHA-256 of a text', () => {
    expect(contentHash('mesocosm')).toBe('1f9591a744e7dbdae64f31eb37820708d171243f8dd70010384f2dd040b51969');
  });

  it('should be the SHA-256 of the canonical JSON of anything else', () => {
    expect(contentHash({ b: 1, a: 'ä' })).toBe('507aab815f2bdfce1c740c0b1ae7b1c874f56b9aa5b9ab109a07b57365148233');
    expect(contentHash({ a: 'ä', b: 1 })).toBe(contentHash({ b: 1, a: 'ä' }));
  });
});
