import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remember } from '../../../../src/agent/index.js';
import type { Event, Remembering } from '../../../../src/spec/index.js';

const said = (word: string | null): Event => ({ seq: 0, time: 0, type: 'word-said', data: { word } });
const remembering = (window: number): Remembering => ({ window, item: ({ data }) => data['word'] ?? undefined });
const perceived = (word: string | null) => ({ event: said(word), agent: 'ann', lens: (choice: number) => choice });

describe('remember', () => {
  it('should keep the last items of its window, oldest first', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 6 }), (words, window) => {
        const kept = words.reduce<readonly unknown[]>((items, word) => remember(remembering(window), items, perceived(word)), []); // prettier-ignore

        expect(kept).toEqual(words.slice(-window));
      }),
    );
  });

  it('should give back the same array where an event leaves no trace', () => {
    const items = ['a'];

    expect(remember(remembering(3), items, perceived(null))).toBe(items);
  });

  it('should keep nothing where the window is 0, and not even look', () => {
    const items: readonly unknown[] = [];
    const blind: Remembering = {
      window: 0,
      item() {
        throw new Error('it looked');
      },
    };

    expect(remember(blind, items, perceived('a'))).toBe(items);
  });

  it('should leave the items that were there as they are', () => {
    const items = Object.freeze(['a', 'b']);

    expect(remember(remembering(2), items, perceived('c'))).toEqual(['b', 'c']);
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
    remember(curious, [], { event: said('a'), agent: 'ann', lens: (choice, who) => choice + who.length });

    expect(seen).toEqual([['word-said', 'ann', 6]]);
  });
});
