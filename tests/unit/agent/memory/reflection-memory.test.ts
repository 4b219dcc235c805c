import { describe, expect, it } from 'vitest';
import { reflectionMemory, type ReflectionMemoryOptions } from '../../../../src/agent/index.js';
import type { ModelFailure } from '../../../../src/spec/index.js';
import { keptOf, recallOf, scriptedWords } from '../../../support/memory-words.js';

const REFUSED: ModelFailure = { kind: 'refused', message: 'no', retryable: false };
const create = (options: Partial<ReflectionMemoryOptions> = {}) =>
  reflectionMemory({
    k: 20,
    halfLife: 100,
    importance: (item) => Number(/\d+/.exec(String(item))?.[0] ?? 1),
    threshold: 10,
    insights: 2,
    over: 3,
    ...options,
  });

describe('reflectionMemory', () => {
  it('should reflect when importance has come together, on the newest, and keep what they rest on', async () => {
    const policy = create();
    const words = scriptedWords(
      () => '1. Ann likes tea (because of 1, 3)\n2. She is calm (because of 2)\n3. more (because of 1)',
    );
    // 4 + 3 + 2 = 9 is not enough; with 5 it is 14. Shown are the newest three: 3, 2 and 5.
    const kept = keptOf(policy, ['4', '3', '2', '5', '1']);

    expect(await recallOf(policy, kept, { words, time: 5 })).toEqual({
      ok: true,
      value: { items: ['4', '3', '2', '5', 'Ann likes tea', 'She is calm', '1'], seqs: [0, 1, 2, 3, 4] },
    });
    expect(words.prompts).toHaveLength(1);
    expect(words.prompts[0]).toContain('1. 3\n2. 2\n3. 5\n\nWhat 2 high-level insights can you infer');
  });

  it('should recall an insight with the seqs it rests on, as important as the most important of them', async () => {
    const policy = create({ k: 1 });
    const words = scriptedWords(() => 'all is well (because of 2, 3)');
    const kept = keptOf(policy, ['6', '1', '9']);

    // The insight and "9" matter the same and are as old; the insight is the newer.
    expect(await recallOf(policy, kept, { words, time: 2 })).toEqual({
      ok: true,
      value: { items: ['all is well'], seqs: [1, 2] },
    });
  });

  it('should start to gather anew, and reflect on earlier insights too', async () => {
    const policy = create();
    const words = scriptedWords((_, call) => `insight ${call + 1} (because of 1, 2, 3)`);
    const kept = keptOf(policy, ['9', '9', '9', '9']);
    await recallOf(policy, kept, { words, time: 3 });
    await recallOf(policy, kept, { words, time: 3 });

    expect(words.prompts).toHaveLength(2);
    expect(words.prompts[1]).toContain('1. insight 1\n2. 9\n3. 9\n');
  });

  it('should read only lines that name statements there are, and ask again where there is none', async () => {
    const policy = create({ k: 5 });
    const replies = ['Ann is fine.', 'x (because of 9)', '- **Ann** is kind (because of statements 2 and 7).'];
    const words = scriptedWords((_, call) => replies[call] as string);

    expect(await recallOf(policy, keptOf(policy, ['5', '6']), { words, time: 1 })).toMatchObject({
      value: { items: ['5', '6', 'Ann** is kind'] },
    });
    expect(words.prompts[2]).toContain('An earlier answer was "x (because of 9)"');
  });

  it('should fail while what led to a refused reflection is among the newest, and go on without it', async () => {
    const policy = create({ k: 2 });
    const words = scriptedWords(() => REFUSED);
    const recalled = (texts: readonly string[]) => recallOf(policy, keptOf(policy, texts), { words });

    expect(await recalled(['6', '6'])).toEqual({ ok: false, failure: REFUSED });
    expect(await recalled(['6', '6', '1'])).toEqual({ ok: false, failure: REFUSED });
    expect(await recalled(['6', '6', '1', '1'])).toMatchObject({ ok: true });
  });

  it('should say what it needs', () => {
    expect(create().needs).toEqual(['write']);
    expect(create({ embed: 'model', importance: 'asked' }).needs).toEqual(['write', 'embed']);
  });
});
