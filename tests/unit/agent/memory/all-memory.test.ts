import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMemory, noMemory } from '../../../../src/agent/index.js';
import { keptOf, recallOf } from '../../../support/memory-words.js';

describe('allMemory', () => {
  it('should recall all, with their seqs, up to its bound', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 200 }), async (count, most) => {
        const policy = allMemory({ most });
        const texts = Array.from({ length: count }, (_, at) => `${at}`);
        const seqs = texts.map((_, seq) => seq).slice(-most);

        expect(await recallOf(policy, keptOf(policy, texts))).toEqual({
          ok: true,
          value: { items: texts.slice(-most), seqs },
        });
      }),
    ));

  it('should let the oldest fall out where there are too many characters', async () => {
    const policy = allMemory({ maxCharacters: 6 });

    expect(await recallOf(policy, keptOf(policy, ['aa', 'bbb', 'cc', 'd']))).toEqual({
      ok: true,
      value: { items: ['bbb', 'cc', 'd'], seqs: [1, 2, 3] },
    });
    expect(await recallOf(policy, keptOf(policy, ['aa', 'seven s']))).toMatchObject({ value: { items: [] } });
  });

  it('should hold no more references than its bound needs, whatever the number of events', () => {
    const policy = allMemory({ most: 1_000 });
    let kept = policy.start([]);
    let [copied, held] = [0, 0];
    for (let seq = 0; seq < 100_000; seq += 1) {
      const next = policy.keep(kept, { item: seq, seq, time: seq });
      copied += next.tail.length + (next.chunks === kept.chunks ? 0 : next.chunks.length + 64);
      held = Math.max(held, next.chunks.length * 64 + next.tail.length);
      kept = next;
    }

    expect(held).toBeLessThan(1_000 + 3 * 64);
    expect(copied / 100_000).toBeLessThan(40);
  });

  it('should remember what was before the run, which has no seq', async () => {
    const policy = allMemory({ most: 3 });
    const kept = keptOf(policy, ['c'], policy.start(['z', 'a', 'b']));

    expect(await recallOf(policy, kept)).toEqual({ ok: true, value: { items: ['a', 'b', 'c'], seqs: [0] } });
  });

  it.each([{ most: 0 }, { most: 1.5 }, { maxCharacters: -1 }])('should refuse %j', (options) => {
    expect(() => allMemory(options)).toThrow('whole number of at least 1');
  });
});

describe('noMemory', () => {
  it('should recall nothing', async () => {
    const policy = noMemory();

    expect(await recallOf(policy, keptOf(policy, ['a', 'b']))).toEqual({ ok: true, value: { items: [], seqs: [] } });
  });
});
