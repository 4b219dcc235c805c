import { describe, expect, it } from 'vitest';
import { summaryMemory } from '../../../../src/agent/index.js';
import type { ModelFailure } from '../../../../src/spec/index.js';
import { keptOf, recallOf, scriptedWords } from '../../../support/memory-words.js';

const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `thing ${at}`);
const numbered = () => scriptedWords((_, call) => ` summary ${call + 1}\n`);
const REFUSED: ModelFailure = { kind: 'refused', message: 'no', retryable: false };
const LATER: ModelFailure = { kind: 'unavailable', message: 'later', retryable: true };
const refusing = () => scriptedWords((_, call) => (call === 1 ? REFUSED : `summary ${call + 1}`));
const create = () => summaryMemory({ every: 2, window: 3, maxTokens: 20 });

describe('summaryMemory', () => {
  it('should recall what is in the window, and ask nothing, while nothing has left it', async () => {
    const policy = create();
    const words = numbered();

    expect(await recallOf(policy, keptOf(policy, texts(4)), { words })).toEqual({
      ok: true,
      value: { items: texts(4), seqs: [0, 1, 2, 3] },
    });
    expect(words.prompts).toEqual([]);
  });

  it('should fold the last summary with what left the window, and name the events folded last', async () => {
    const policy = create();
    const words = numbered();

    expect(await recallOf(policy, keptOf(policy, texts(8)), { words })).toEqual({
      ok: true,
      value: { items: ['summary 2', 'thing 4', 'thing 5', 'thing 6', 'thing 7'], seqs: [2, 3, 4, 5, 6, 7] },
    });
    expect(words.prompts).toEqual([
      'What was remembered before:\nnothing\n\nWhat happened since:\n- thing 0\n- thing 1\n\n' +
        'One summary of both, in at most 10 words:',
      'What was remembered before:\nsummary 1\n\nWhat happened since:\n- thing 2\n- thing 3\n\n' +
        'One summary of both, in at most 10 words:',
    ]);
  });

  it('should ask once, also for recalls at the same time, and go on from there', async () => {
    const policy = create();
    const words = numbered();
    const kept = keptOf(policy, texts(8));
    const both = await Promise.all([recallOf(policy, kept, { words }), recallOf(policy, kept, { words })]);
    const longer = texts(10)
      .slice(8)
      .reduce((all, item, at) => policy.keep(all, { item, seq: 8 + at, time: 0 }), kept);

    expect(both[0]).toEqual(both[1]);
    expect(await recallOf(policy, longer, { words })).toMatchObject({ value: { items: { 0: 'summary 3' } } });
    expect(words.prompts).toHaveLength(3);
  });

  it('should ask the same in the same order whenever it is recalled', async () => {
    const [often, once] = [numbered(), numbered()];
    const policy = create();
    let kept = policy.start([]);
    for (const [seq, item] of texts(21).entries()) {
      kept = policy.keep(kept, { item, seq, time: seq });
      await recallOf(policy, kept, { words: often });
    }
    const other = create();

    expect(await recallOf(other, keptOf(other, texts(21)), { words: once })).toEqual(
      await recallOf(policy, kept, { words: often }),
    );
    expect(often.prompts).toEqual(once.prompts);
  });

  it('should not fall over thousands of summaries that nobody asked for', async () => {
    const policy = create();
    const words = numbered();

    expect(await recallOf(policy, keptOf(policy, texts(20_000)), { words })).toMatchObject({ ok: true });
    expect(words.prompts).toHaveLength(9_998);
  });

  it('should fail while the newest summary was refused, and go on from the last that there is', async () => {
    const policy = create();
    const words = refusing();

    expect(await recallOf(policy, keptOf(policy, texts(8)), { words })).toEqual({ ok: false, failure: REFUSED });
    const kept = keptOf(policy, texts(10));
    const again = refusing();
    expect(await recallOf(policy, kept, { words: again })).toMatchObject({ value: { items: { 0: 'summary 3' } } });
    expect(again.prompts[2]).toContain('before:\nsummary 1\n\nWhat happened since:\n- thing 4');
  });

  it('should say so three times that nothing came, and then be malformed', async () => {
    const policy = create();
    const words = scriptedWords(() => ' ');

    expect(await recallOf(policy, keptOf(policy, texts(5)), { words })).toMatchObject({
      failure: { kind: 'malformed', message: 'expected a summary in words' },
    });
    expect(words.prompts).toHaveLength(3);
    expect(words.prompts[2]).toContain('Expected was a summary in words.');
  });

  it('should ask again what was not available', async () => {
    const policy = create();
    const words = scriptedWords((_, call) => (call === 0 ? LATER : 'now'));
    const kept = keptOf(policy, texts(5));

    expect(await recallOf(policy, kept, { words })).toEqual({ ok: false, failure: LATER });
    expect(await recallOf(policy, kept, { words })).toMatchObject({ value: { items: { 0: 'now' } } });
  });

  it('should cut a summary that is far too long', async () => {
    const policy = create();
    const recalled = await recallOf(policy, keptOf(policy, texts(5)), { words: scriptedWords(() => 'x'.repeat(999)) });

    expect(recalled).toMatchObject({ value: { items: { 0: 'x'.repeat(160) } } });
  });
});
