import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/report/wrap.js';

const words = fc.array(fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcdefgh:/.') }), {
  minLength: 1,
  maxLength: 30,
});

describe('wrap', () => {
  it('should leave a line alone that fits', () => {
    expect(wrap('a line that fits', 16)).toEqual(['a line that fits']);
    expect(wrap('', 16)).toEqual(['']);
  });

  it('should break at spaces and indent what follows', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', '  three', '  four']);
  });

  it('should indent by two more than the line was', () => {
    expect(wrap('  pass  option mass: it answers', 20)).toEqual(['  pass  option mass:', '    it answers']);
  });

  it('should leave a word whole that is longer, so that a path can be copied', () => {
    expect(wrap('Folder: /a/very/long/path/to/a/study', 12)).toEqual(['Folder:', '  /a/very/long/path/to/a/study']);
    expect(wrap('/a/very/long/path/to/a/study', 12)).toEqual(['/a/very/long/path/to/a/study']);
  });

  it('should make no line longer than the width, but for a word that is', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (given, width) => {
        const broad = wrap(given.join(' '), width).filter((line) => line.length > width);

        expect(broad.filter((line) => line.trim().includes(' '))).toEqual([]);
      }),
    );
  });

  it('should lose and change no word', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (given, width) => {
        const lines = wrap(given.join(' '), width);

        expect(lines.map((line) => line.trim()).join(' ')).toBe(given.join(' '));
      }),
    );
  });

  it('should not end a line with a space', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (given, width) => {
        for (const line of wrap(given.join(' '), width)) expect(line).not.toMatch(/\s$/);
      }),
    );
  });
});
