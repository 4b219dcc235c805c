import { describe, expect, it } from 'vitest';
import { conversationStructure } from '../../../../src/index.js';

const turns = (speakers: string) => [...speakers].map((speaker) => ({ speaker, words: 'words' }));
const agents = ['A', 'B', 'C', 'D'];

describe('the structure of a conversation', () => {
  it('should count turns of all, also of those who say nothing', () => {
    const found = conversationStructure(agents, turns('ABAC'));

    expect([...found.turnsOf]).toEqual([
      ['A', 2],
      ['B', 1],
      ['C', 1],
      ['D', 0],
    ]);
    expect(found).toMatchObject({ turns: 4, largestShare: 0.5, addressedShare: 0 });
    // Differences of the 16 ordered pairs sum to 2 (1 + 1 + 2 + 0 + 1 + 1) = 12; over 16, over twice the mean of 1.
    expect(found.turnGini).toBeCloseTo(12 / 32, 12);
  });

  it('should say who follows whom, beside what numbers of turns alone would give', () => {
    // After A speak B, C and B; of all turns but those of A, B has 2 of 3.
    const { pairs } = conversationStructure(agents, turns('ABACAB'));
    const pair = (from: string, to: string) => pairs.find((one) => one.from === from && one.to === to);

    expect(pairs).toHaveLength(12);
    expect(pair('A', 'B')).toEqual({ from: 'A', to: 'B', count: 2, share: 2 / 3, expected: 2 / 3 });
    expect(pair('B', 'A')).toEqual({ from: 'B', to: 'A', count: 1, share: 1, expected: 3 / 4 });
    expect(pair('D', 'A')).toEqual({ from: 'D', to: 'A', count: 0, share: null, expected: 0.5 });
  });

  it('should count returns of the floor among changes of speaker, beside chance', () => {
    // A B A returns; B A C does not; A C C is no change, nor is C C A.
    const found = conversationStructure(agents, turns('ABACCA'));

    expect(found.returns).toBe(0.5);
    // After A B: turns of A over those of all but B, 3 / 5; after B A: of B over all but A, 1 / 3.
    expect(found.returnsExpected).toBeCloseTo((3 / 5 + 1 / 3) / 2, 12);
  });

  it('should find that whoever is addressed speaks next, or does not', () => {
    const found = conversationStructure(agents, [
      { speaker: 'A', to: 'B', words: 'you?' },
      { speaker: 'B', to: 'C', words: 'no' },
      { speaker: 'D', to: null, words: 'well' },
      { speaker: 'A', to: 'D', words: 'what' },
    ]);

    expect(found).toMatchObject({ addressedShare: 0.75, answeredByAddressee: 0.5 });
  });

  it('should be missing where nothing was said', () => {
    expect(conversationStructure(agents, [])).toMatchObject({
      turns: 0,
      turnGini: null,
      largestShare: null,
      returns: null,
      returnsExpected: null,
    });
  });

  it('should refuse somebody who takes no part', () => {
    expect(() => conversationStructure(['A'], turns('AB'))).toThrow('B takes no part');
    expect(() => conversationStructure(['A'], [{ speaker: 'A', to: 'Z', words: '' }])).toThrow('Z takes no part');
  });
});
