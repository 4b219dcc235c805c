import { describe, expect, it } from 'vitest';
import { createMemories } from '../../../../src/environment/_internals/memories.js';
import type { MemoryRule } from '../../../../src/environment/kernel.js';
import { listMemory } from '../../../support/small-world.js';
import type { Event } from '../../../../src/spec/index.js';

const said = (seq: number, word: string): Event => ({ seq, time: 0, type: 'word-said', data: { word } });
const lastTwo: MemoryRule = listMemory({
  initial: (agent) => [agent],
  keep: (items, { data }) => (data['word'] === '' ? items : [...items, data['word']].slice(-2)),
});
const memoriesOf = (memory?: MemoryRule) => createMemories({ memory } as never, ['ann', 'ben']);

describe('createMemories', () => {
  it('should begin with what the rule says, without causes', () => {
    expect(memoriesOf(lastTwo).of('ann', 0)).toEqual({ items: ['ann'], seqs: [] });
  });

  it('should keep what those perceive who are in the audience', () => {
    const memories = memoriesOf(lastTwo);
    memories.perceive(said(3, 'hello'), ['ann']);

    expect(memories.of('ann', 0)).toEqual({ items: ['ann', 'hello'], seqs: [3] });
    expect(memories.of('ben', 0)).toEqual({ items: ['ben'], seqs: [] });
  });

  it('should keep the causes of what is kept, and of no more', () => {
    const memories = memoriesOf(lastTwo);
    for (const [seq, word] of ['a', 'b', '', 'c'].entries()) memories.perceive(said(seq, word), ['ann']);

    expect(memories.of('ann', 0)).toEqual({ items: ['b', 'c'], seqs: [1, 3] });
  });

  it('should have no causes where nothing is kept', () => {
    const memories = memoriesOf(listMemory({ initial: () => [], keep: (items) => (items.length > 0 ? [] : ['x']) }));
    memories.perceive(said(1, 'a'), ['ann']);
    memories.perceive(said(2, 'a'), ['ann']);

    expect(memories.of('ann', 0)).toEqual({ items: [], seqs: [] });
  });

  it('should remember nothing without a rule, and nothing for nobody', () => {
    const memories = memoriesOf();
    memories.perceive(said(1, 'a'), ['ann']);
    expect(memories.of('ann', 0)).toBeUndefined();

    const others = memoriesOf(lastTwo);
    others.perceive(said(1, 'a'), ['nemo']);
    expect(others.of('nemo', 0)).toBeUndefined();
  });
});
