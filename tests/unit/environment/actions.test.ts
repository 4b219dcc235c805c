import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, number, speak, structured, text } from '../../../src/environment/index.js';

describe('actions', () => {
  it.each([
    ['a choice among one', () => choice(['a'] as never), 'an action with a choice among ["a"]'],
    ['a choice among the same', () => choice(['a', 'a']), 'an action with a choice among ["a","a"]'],
    ['a choice with an empty label', () => choice(['a', ' ']), 'an action with a choice among ["a"," "]'],
    ['a choice among no list', () => choice('ab' as never), 'an action with a choice among "ab"'],
    ['bounds the wrong way', () => number({ minimum: 2, maximum: 1 }), 'an action with a number from 2 to 1'],
    ['an endless number', () => number({ minimum: 0, maximum: Infinity }), 'a number from 0 to Infinity'],
    ['no number at all', () => number({ minimum: NaN, maximum: 1 }), 'a number from NaN to 1'],
    ['no whole number between', () => number({ minimum: 0.2, maximum: 0.8, integer: true }), 'from 0.2 to 0.8'],
    ['a length in an object', () => text({ maxCharacters: 40 } as never), 'a text of at most {"maxCharacters":40}'],
    ['a length of none', () => text(0), 'an action with a text of at most 0 characters'],
    ['a length of half a character', () => speak({ channel: 'c', maxCharacters: 1.5 }), 'words of at most 1.5'],
    ['a schema of another kind', () => structured({ type: 'object' } as never), 'a structured action without a schema'],
  ])('should refuse %s', (_, make, what) => {
    expect(make).toThrow(what);
  });

  it('should take what is at the edge', () => {
    expect(number({ minimum: 1, maximum: 1, integer: true })).toMatchObject({ minimum: 1, maximum: 1, integer: true });
    expect(text(1)).toEqual({ kind: 'text', maxCharacters: 1 });
    expect(speak({ channel: 'c' })).toEqual({ kind: 'speak', channel: 'c', maxCharacters: 400 });
    expect(structured(z.null()).kind).toBe('structured');
  });
});
