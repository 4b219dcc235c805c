import { describe, expect, it } from 'vitest';
import { format, readOption } from '../../../../src/qualification/controls/index.js';

describe('readOption', () => {
  it.each([
    [' Q.', 0],
    ['M', 1],
    ['**M**, because', 1],
    ['“q”', 0],
    ['\n"Q" of course', 0],
    [' Quite', null],
    ['I choose Q', null],
    ['', null],
    ['both', null],
  ])('should read %j', (text, option) => {
    expect(readOption(text, ['Q', 'M'])).toBe(option);
  });

  it('should not take one number for the beginning of another', () => {
    expect(readOption(' 100', ['10', '100'])).toBe(1);
  });
});

describe('the control of format', () => {
  const written = (texts: readonly (string | null)[]) =>
    texts.map((text, at) => ({ cluster: String(at), options: ['Q', 'M'], text }));

  it('should fail a model whose replies name no option, or that gives none', () => {
    const { verdict, effect } = format([], written([...Array(12).fill('Hm.'), ...Array(12).fill(null)]), {
      write: true,
    });

    expect([verdict, effect]).toEqual(['fail', 1]);
  });

  it('should pass a model whose replies all do, on two dozen of them', () => {
    expect(format([], written(Array(24).fill('Q')), { write: true })).toMatchObject({ verdict: 'pass', effect: 0 });
  });
});
