import { describe, expect, it } from 'vitest';
import {
  hashingEmbedder,
  retrievalMemory,
  type Embedder,
  type RetrievalMemoryOptions,
} from '../../../../src/agent/index.js';
import type { ModelFailure } from '../../../../src/spec/index.js';
import { keptOf, recallOf, scriptedWords } from '../../../support/memory-words.js';

/** Texts are `importance x y`: two numbers of a vector, and how much they matter. */
const numbersOf = (text: string): readonly number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);
const embed: Embedder = { name: 'as written', embed: (text) => numbersOf(text).slice(1, 3) };
const importance = (item: unknown): number => numbersOf(String(item))[0] ?? 1;
const create = (options: Partial<RetrievalMemoryOptions> = {}) =>
  retrievalMemory({ k: 1, halfLife: 2, importance, embed, ...options });
const REFUSED: ModelFailure = { kind: 'refused', message: 'no', retryable: false };

describe('retrievalMemory: what comes to mind', () => {
  // At time 4, facing (1, 0), half-life 2. Scores worked out by hand:
  // 8 1 0 at 0: recency 1/4, importance .8, relevance 1 → 1/4 × .8 × 1 = .2
  // 9 0 1 at 1: recency 2^-1.5, importance .9, relevance (1 + 0) / 2 → .35355 × .9 × .5 = .1591
  // 4 1 0 at 2: recency 1/2, importance .4, relevance 1 → .2
  // 5 -1 0 at 3: relevance (1 − 1) / 2 → 0
  const texts = ['8 1 0', '9 0 1', '4 1 0', '5 -1 0'];
  const asked = { time: 4, facing: '0 1 0' };

  it('should be recency × importance / 10 × (1 + cosine) / 2, of equal scores the newer, oldest first', async () => {
    const found = async (k: number) => {
      const recalled = await recallOf(create({ k }), keptOf(create({ k }), texts), asked);
      return recalled.ok ? recalled.value : recalled.failure;
    };

    expect(await found(1)).toEqual({ items: ['4 1 0'], seqs: [2] });
    expect(await found(2)).toEqual({ items: ['8 1 0', '4 1 0'], seqs: [0, 2] });
    expect(await found(3)).toEqual({ items: ['8 1 0', '9 0 1', '4 1 0'], seqs: [0, 1, 2] });
    expect(await found(9)).toEqual({ items: texts, seqs: [0, 1, 2, 3] });
  });

  it('should be the sum of marks scaled to [0, 1] where that is asked for (Park et al. 2023, section 4.1)', async () => {
    // 8 1 0: recency 0, importance 4/5, relevance 1 → 1.8
    // 9 0 1: recency (.3536 − .25) / (.7071 − .25) = .2266, importance 1, relevance .5 → 1.7266
    // 4 1 0: recency .25 / .4571 = .5469, importance 0, relevance 1 → 1.5469
    // 5 -1 0: recency 1, importance 1/5, relevance 0 → 1.2
    const found = async (k: number) => {
      const policy = create({ k, combine: 'sum' });
      const recalled = await recallOf(policy, keptOf(policy, texts), asked);
      return recalled.ok ? recalled.value.items : recalled.failure;
    };

    expect(await found(1)).toEqual(['8 1 0']);
    expect(await found(2)).toEqual(['8 1 0', '9 0 1']);
    expect(await found(3)).toEqual(['8 1 0', '9 0 1', '4 1 0']);
  });

  it.each([
    ['a promise', () => Promise.resolve([1, 0])],
    ['no list', () => 'x'],
    ['an empty list', () => []],
    ['NaN among its numbers', () => [1, Number.NaN]],
    ['Infinity among its numbers', () => [Infinity, 0]],
    ['3 numbers, and 2 before,', (text: string) => (text.startsWith('9') ? [1, 0, 0] : [1, 0])],
  ])("should say so where an embedder of one's own gives %s", async (what, give) => {
    const policy = create({ embed: { name: 'mine', embed: give as unknown as Embedder['embed'] } });
    const recalling = async (): Promise<unknown> => recallOf(policy, keptOf(policy, texts), asked);

    await expect(recalling()).rejects.toThrow(`the embedder "mine": it gave ${what} for "`);
  });

  it('should take typed arrays from an embedder', async () => {
    const policy = create({ embed: { name: 'mine', embed: (text) => Float32Array.from(numbersOf(text).slice(1, 3)) as unknown as number[] } }); // prettier-ignore
    const recalled = await recallOf(policy, keptOf(policy, texts), asked);

    expect(recalled.ok && recalled.value.items).toEqual(['4 1 0']);
  });

  it('should halve the recency with every half-life, and with nothing else', async () => {
    const policy = create();
    // The older matters twice as much, and is one half-life older: a tie, which the newer has. A little more, and it wins.
    const found = async (older: string) => {
      let kept = policy.keep(policy.start([]), { item: older, seq: 1, time: 0 });
      kept = policy.keep(kept, { item: '4 1 0', seq: 2, time: 2 });
      const recalled = await recallOf(policy, kept, { time: 7, facing: '0 1 0' });
      return recalled.ok ? recalled.value.seqs : recalled.failure;
    };

    expect(await found('8 1 0')).toEqual([2]);
    expect(await found('8.001 1 0')).toEqual([1]);
  });

  it('should search the newest only, as many as it is told', async () => {
    const policy = create({ most: 2 });

    expect(await recallOf(policy, keptOf(policy, texts), asked)).toMatchObject({ value: { items: ['4 1 0'] } });
    expect(await recallOf(policy, keptOf(policy, ['10 1 0', '1 0 1', '1 0 1']), asked)).toMatchObject({
      value: { seqs: [2] },
    });
  });

  it('should refuse an importance that is not from 1 to 10', async () => {
    const policy = create({ importance: () => 11 });

    await expect(recallOf(policy, keptOf(policy, texts), asked)).rejects.toThrow('must give a number from 1 to 10');
  });

  it.each([{ k: 0 }, { halfLife: 0 }, { k: 5, most: 4 }])('should refuse %j', (options) => {
    expect(() => create(options)).toThrow('of the retrieval memory is');
  });
});

describe('retrievalMemory: importance that is asked', () => {
  const asking = (k: number) => create({ k, importance: 'asked', halfLife: 1_000, embed: hashingEmbedder() });

  it('should ask once for each item, and read the first whole number from 1 to 10', async () => {
    const policy = asking(1);
    const replies = ['I would say 7.', '10', '0.5, no: 3 of 10'];
    const words = scriptedWords((_, call) => replies[call] as string);
    const kept = keptOf(policy, ['tea', 'a wedding', 'rain']);

    expect(await recallOf(policy, kept, { words })).toMatchObject({ value: { items: ['a wedding'] } });
    expect(await recallOf(policy, kept, { words })).toMatchObject({ value: { items: ['a wedding'] } });
    expect(words.prompts.map((prompt) => /Memory: (.*)\nRating:/.exec(prompt)?.[1])).toEqual([
      'tea',
      'a wedding',
      'rain',
    ]);
  });

  it('should explain nonsense twice, and fail then', async () => {
    const policy = asking(1);
    const words = scriptedWords(() => 'eleven (11)');

    expect(await recallOf(policy, keptOf(policy, ['tea']), { words })).toMatchObject({
      failure: { kind: 'malformed', message: 'expected a whole number from 1 to 10', evidence: 'eleven (11)' },
    });
    expect(words.prompts).toHaveLength(3);
    expect(words.prompts[1]).toContain(
      'An earlier answer was "eleven (11)". Expected was a whole number from 1 to 10.',
    );
  });

  it('should fail while what was not rated is among the newest, and not find it after that', async () => {
    const policy = asking(2);
    const words = scriptedWords((prompt) => (prompt.includes('Memory: tea') ? REFUSED : '5'));
    const recalled = (texts: readonly string[]) => recallOf(policy, keptOf(policy, texts), { words });

    expect(await recalled(['tea', 'rain'])).toEqual({ ok: false, failure: REFUSED });
    expect(await recalled(['tea', 'rain', 'wind'])).toMatchObject({ value: { items: ['rain', 'wind'] } });
  });

  it('should say that it has no model where it needs one', async () => {
    const policy = asking(1);

    expect(policy.needs).toEqual(['write']);
    expect(await recallOf(policy, keptOf(policy, ['tea']))).toMatchObject({ failure: { kind: 'not-available' } });
  });
});

describe('hashingEmbedder', () => {
  const { embed: vectorOf } = hashingEmbedder({ dimensions: 8 });

  it('should give the same text the same vector, and another key another', () => {
    expect(vectorOf('Tea')).toEqual(vectorOf('tea!'));
    expect(hashingEmbedder({ dimensions: 8, key: 'other' }).embed('tea')).not.toEqual(vectorOf('tea'));
  });

  it('should count the pieces of each word: three letters at a time, between spaces', () => {
    // " tea " has " te", "tea" and "ea ": three pieces, each 1 or −1 in one place.
    const ups = vectorOf('tea').reduce((sum, value) => sum + Math.abs(value), 0);

    expect([1, 3]).toContain(ups);
    expect(vectorOf('tea tea')).toEqual(vectorOf('tea').map((value) => 2 * value));
    expect(vectorOf('?!')).toEqual(vectorOf(''));
  });

  it('should put texts that share words nearer than others', async () => {
    const policy = retrievalMemory({ k: 1, halfLife: 1e9 });
    const kept = keptOf(policy, ['Ben sold his red car', 'the soup was cold', 'it rained in May']);

    expect(await recallOf(policy, kept, { facing: 'Who has a car?' })).toMatchObject({ value: { seqs: [0] } });
    expect(await recallOf(policy, kept, { facing: 'Was the soup good?' })).toMatchObject({ value: { seqs: [1] } });
  });
});
