import { describe, expect, it } from 'vitest';
import { checkMemoryNeeds, describeMemory, MemoryChoice, memoryOf } from '../../../../src/agent/index.js';
import type { MemoryWords } from '../../../../src/spec/index.js';
import { scriptedWords } from '../../../support/memory-words.js';

const named = (choice: unknown): string => memoryOf(MemoryChoice.parse(choice)).name;

describe('MemoryChoice', () => {
  it.each([
    [{ kind: 'window', window: 5 }, 'window(5)'],
    [{ kind: 'all', most: 7 }, 'all(7 items, 32000 characters)'],
    [{ kind: 'none' }, 'none'],
    [{ kind: 'summary', every: 8 }, 'summary(every 8, window 10, 200 tokens)'],
    [
      { kind: 'retrieval', k: 3 },
      'retrieval(3 of 1000, half-life 20, importance equal, hashing(256, 3, mesocosm), product)',
    ],
    [
      { kind: 'reflection', embed: 'model', importance: 'asked', combine: 'sum' },
      'reflection(10 of 1000, half-life 20, importance asked, embeddings of the model, sum, threshold 150, 5 insights over 100)',
    ],
  ])('should name a policy: %j', (choice, name) => expect(named(choice)).toBe(name));

  it.each([{ kind: 'window', window: -1 }, { kind: 'dream' }, { kind: 'none', window: 1 }, { kind: 'all', most: 0 }])(
    'should refuse %j',
    (choice) => expect(MemoryChoice.safeParse(choice).success).toBe(false),
  );

  it('should be the same after JSON', () => {
    const choice = MemoryChoice.parse({ kind: 'reflection' });

    expect(MemoryChoice.parse(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
  });
});

describe('describeMemory', () => {
  it('should say bound, loss and need in a line', () => {
    expect(describeMemory(memoryOf(MemoryChoice.parse({ kind: 'window', window: 5 })))).toBe(
      'window(5); at most 5 items; lost: all but the last 5 things that were perceived; no model needed',
    );
    expect(describeMemory(memoryOf(MemoryChoice.parse({ kind: 'summary' })))).toContain('; needs a model that writes');
  });
});

describe('checkMemoryNeeds', () => {
  const check = (choice: unknown, words: MemoryWords | undefined): void =>
    checkMemoryNeeds(memoryOf(MemoryChoice.parse(choice)), [{ id: 'ann', mind: { name: 'follower' }, words }]);
  const writing = scriptedWords(() => '');

  it('should say which mind of whom lacks what, and what to do', () => {
    expect(() => check({ kind: 'summary' }, undefined)).toThrow(
      'the memory "summary(every 10, window 10, 200 tokens)" writes with the agent\'s own model, and the mind "follower" of ' +
        '"ann" has none that does. Take minds of a language model that writes, or a policy that needs none',
    );
    expect(() => check({ kind: 'retrieval', embed: 'model' }, writing)).toThrow('compares embeddings of');
  });

  it('should be content with what is there', () => {
    check({ kind: 'summary' }, writing);
    check({ kind: 'retrieval' }, undefined);
  });
});
