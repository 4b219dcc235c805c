import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInMs, sizeInBytes, sizeInWords } from '../../../../src/cli/_internals/quantities.js';

describe('ageInMs', () => {
  it.each([
    ['30d', 30 * 86_400_000],
    ['12h', 43_200_000],
    ['45m', 2_700_000],
    [' 1.5 D ', 129_600_000],
  ])('should read %s', (text, ms) => expect(ageInMs(text)).toBe(ms));

  it.each(['30', 'd', '-3d', '3 weeks', '', '1e3d'])('should refuse "%s"', (text) => {
    expect(() => ageInMs(text)).toThrow('Expected an age like 30d');
  });
});

describe('sizeInBytes', () => {
  it.each([
    ['500MB', 5e8],
    ['2gb', 2e9],
    ['0B', 0],
    ['1.5 kb', 1500],
  ])('should read %s', (text, bytes) => expect(sizeInBytes(text)).toBe(bytes));

  it.each(['500', 'MB', '5 parsecs'])('should refuse "%s"', (text) => {
    expect(() => sizeInBytes(text)).toThrow('Expected a size like 500MB');
  });
});

describe('sizeInWords', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1234, '1.2 KB'],
    [98_362_432, '98.4 MB'],
    [523_000_000, '523 MB'],
    [2e12, '2.0 TB'],
  ])('should say %i as %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words));

  it('should be read again as about the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e15 }), (bytes) => {
        expect(Math.abs(sizeInBytes(sizeInWords(bytes)) / bytes - 1)).toBeLessThan(0.06);
      }),
    );
  });
});
