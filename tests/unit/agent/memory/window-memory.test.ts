import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryRule, windowMemory } from '../../../../src/agent/index.js';
import type { Event, Remembering } from '../../../../src/spec/index.js';

const said = (word: string | null, seq = 0): Event => ({ seq, time: 0, type: 'word-said', data: { word } });
const remembering = (window: number): Remembering => ({ window, item: ({ data }) => data['word'] ?? undefined });
const perceived = (word: string | null, seq = 0) => ({
  event: said(word, seq),
  agent: 'ann',
  time: 0,
  lens: (choice: number) => choice,
});
const asked = {
  agent: 'ann',
  occasion: 0,
  time: 0,
  situation(): never {
    throw new Error('it looked at the situation');
  },
};

describe('windowMemory', () => {
  it('should keep the last items of its window with their seqs, oldest first', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 6 }), (words, window) => {
        const rule = memoryRule(remembering(window));
        const kept = words.reduce<unknown>(
          (before, word, seq) => rule.keep(before, perceived(word, seq)),
          rule.initial('ann'),
        );

        const value = { items: words.slice(-window), seqs: words.map((_, seq) => seq).slice(-window) };
        expect(rule.recall(kept, asked)).toEqual({ ok: true, value });
      }),
    );
  });

  it('should give back the same object where an event leaves no trace', () => {
    const rule = memoryRule(remembering(3));
    const kept = rule.keep(rule.initial('ann'), perceived('a'));

    expect(rule.keep(kept, perceived(null))).toBe(kept);
  });

  it('should keep nothing where the window is 0, and not even look', () => {
    const blind: Remembering = {
      window: 0,
      initial: () => ['a'],
      item() {
        throw new Error('it looked');
      },
    };
    const rule = memoryRule(blind);
    const kept = rule.initial('ann');

    expect(rule.keep(kept, perceived('a'))).toBe(kept);
    expect(rule.recall(kept, asked)).toEqual({ ok: true, value: { items: [], seqs: [] } });
  });

  it('should begin with the last of what was remembered before, which has no seq', () => {
    const rule = memoryRule({ ...remembering(2), initial: () => ['a', 'b', 'c'] });
    const kept = rule.initial('ann');

    expect(rule.recall(kept, asked)).toEqual({ ok: true, value: { items: ['b', 'c'], seqs: [] } });
    expect(rule.recall(rule.keep(kept, perceived('d', 7)), asked)).toEqual({
      ok: true,
      value: { items: ['c', 'd'], seqs: [7] },
    });
  });

  it('should hand on who perceives, and through which lens', () => {
    const seen: unknown[] = [];
    const curious: Remembering = {
      window: 1,
      item(event, agent, lens) {
        seen.push([event.type, agent, lens(3, 'ben')]);
        return 'x';
      },
    };
    const rule = memoryRule(curious);
    rule.keep(rule.initial('ann'), { ...perceived('a'), lens: (choice, who) => choice + who.length });

    expect(seen).toEqual([['word-said', 'ann', 6]]);
  });

  it.each([-1, 1.5, NaN])('should refuse a window of %s', (window) => {
    expect(() => windowMemory(window)).toThrow('whole number of at least 0');
  });
});
