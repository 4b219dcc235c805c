import { describe, expect, it } from 'vitest';
import { lexicalAlignment, wordsOf } from '../../../../src/index.js';

const turn = (speaker: string, words: string) => ({ speaker, words });

describe('lexical alignment', () => {
  it('should be the share of words said again, less that of other turns of the same speaker', () => {
    // B repeats 2 of 4 words of the turn before, and 1 of 4 of A's other turn; C repeats none of B's.
    const found = lexicalAlignment([
      turn('A', 'the key was there'),
      turn('B', 'the key is mine'),
      turn('C', 'nobody knows'),
      turn('A', 'the owner lies'),
    ]);

    expect(found).toMatchObject({ replies: 3, compared: 1 });
    expect(found.repeated).toBeCloseTo((2 / 4 + 0 + 0) / 3, 12);
    expect(found.elsewhere).toBe(1 / 4);
    expect(found.alignment).toBe(1 / 4);
  });

  it('should be 0 where everybody always says the same', () => {
    const found = lexicalAlignment(['A', 'B', 'A', 'B'].map((speaker) => turn(speaker, 'we agree')));

    expect(found).toMatchObject({ repeated: 1, alignment: 0 });
  });

  it('should leave out turns after one of the same speaker, and turns without words', () => {
    expect(lexicalAlignment([turn('A', 'yes'), turn('A', 'yes'), turn('B', '…')])).toEqual({
      replies: 0,
      repeated: null,
      elsewhere: null,
      alignment: null,
      compared: 0,
    });
  });

  it('should read words of any script, without case and punctuation', () => {
    expect([...wordsOf('L’été, don’t! Über naïve 42 ключ')]).toEqual(['l’été', 'don’t', 'über', 'naïve', 'ключ']);
  });
});
