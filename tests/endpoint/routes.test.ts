import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel, Prompt } from '../../src/spec/index.js';
import { answered, embeddedModel, neighbours } from '../support/endpoint-weights-real.js';
import { realModel } from '../support/endpoint-real.js';

/**
 * How far the two routes may lie apart in a probability. They evaluate the same weights, with other versions of
 * llama.cpp and batches of other sizes, which alone moves probabilities by up to .04.
 */
const TOLERANCE = 0.05;

const HISTORIES = ['QQQQMMMM', 'QQQQQQQQ', 'MMMMMMMM', 'QMQMQMQM', 'QQQQQQQM', 'MMMMMMMQ', 'Q', 'M'];

let inProcess: LanguageModel;
let overHttp: LanguageModel;
beforeAll(async () => {
  inProcess = await embeddedModel();
  overHttp = await realModel();
});
afterAll(async () => {
  await inProcess?.close();
  await overHttp?.close();
});

async function apart(prompt: Prompt, options: readonly string[]): Promise<number> {
  const [there, here] = await Promise.all([
    overHttp.choose({ prompt, options }),
    inProcess.choose({ prompt, options }),
  ]);
  const [a, b] = [answered(there), answered(here)];
  return Math.max(
    ...a.probabilities.map((probability, index) => Math.abs(probability - (b.probabilities[index] ?? NaN))),
  );
}

describe('the same weights, in process and behind a server', () => {
  it('should both give exact choices', () => {
    expect([inProcess.capabilities.choose, overHttp.capabilities.choose]).toEqual(['exact', 'exact']);
    expect(overHttp.capabilities.forms).toEqual(['chat', 'completion']);
  });

  it.each(HISTORIES)('should agree on the continuation of a text (%s)', async (history) => {
    expect(await apart(neighbours(history), [' Q', ' M'])).toBeLessThan(TOLERANCE);
  });

  it.each(HISTORIES)('should agree on how the reply of a chat begins (%s)', async (history) => {
    // In a chat a model of this size begins with a sentence, and puts next to nothing on the letters.
    expect(await apart(neighbours(history, 'chat'), ['The', 'This', 'You'])).toBeLessThan(TOLERANCE);
  });

  it('should fail, where the letters are too unlikely in a chat, rather than tell what it cannot see', async () => {
    const request = { prompt: neighbours('QMQMQMQM', 'chat'), options: ['Q', 'M'] };

    expect(answered(await inProcess.choose(request)).mass).toBeLessThan(0.1);
    expect(await overHttp.choose(request)).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
  });

  it('should tell histories apart by more than they differ from each other', async () => {
    const choose = async (history: string) =>
      answered(await overHttp.choose({ prompt: neighbours(history), options: [' Q', ' M'] })).probabilities[0] ?? NaN;

    expect((await choose('QQQQQQQQ')) - (await choose('MMMMMMMM'))).toBeGreaterThan(2 * TOLERANCE);
  });
});
