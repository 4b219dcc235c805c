import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact, firstThatFits, fitting, type Part } from '../../../../src/cli/_internals/fitting.js';

const parts: readonly Part[] = [
  { full: 'first' },
  { full: 'a long second', short: 'second', keep: 1 },
  { full: '' },
  { full: 'third', keep: 2 },
];

describe('a line that fits', () => {
  it.each([
    [29, 'first | a long second | third'],
    [28, 'first | second | third'],
    [22, 'first | second | third'],
    [21, 'first | third'],
    [12, 'first'],
    [1, 'first'],
  ])('should have whole parts alone, at %s columns', (columns, line) => {
    expect(fitting(parts, columns)).toBe(line);
  });

  it('should have room for a part that is short, where one that matters more has none', () => {
    const given = [{ full: 'name' }, { full: 'very long indeed', keep: 2 }, { full: 'x', keep: 1 }];

    expect(fitting(given, 10)).toBe('name | x');
  });

  it('should never be longer than there are columns, nor cut a part', () => {
    const part = fc.record({
      full: fc.string({ minLength: 1 }).filter((text) => !text.includes('|')),
      keep: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 4, max: 120 }), (more, columns) => {
        const line = fitting([{ full: 'name' }, ...more], columns);
        const whole = ['name', ...more.map(({ full }) => full)];

        expect(line.length).toBeLessThanOrEqual(columns);
        for (const one of line.split(' | ')) expect(whole).toContain(one);
      }),
    );
  });
});

describe('the first way that fits', () => {
  it('should be the last where none does', () => {
    expect(firstThatFits(['long', 'mid', 'x'], 4)).toBe('long');
    expect(firstThatFits(['long', 'mid', 'x'], 3)).toBe('mid');
    expect(firstThatFits(['long', 'mid', 'xy'], 1)).toBe('xy');
  });
});

describe('a compact number', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1.0k'],
    [1234, '1.2k'],
    [9949, '9.9k'],
    [9999, '10k'],
    [88_123, '88k'],
    [999_600, '1.0M'],
    [41_234_567, '41M'],
  ])('should be for %s: %s', (value, text) => {
    expect(compact(value)).toBe(text);
  });
});
