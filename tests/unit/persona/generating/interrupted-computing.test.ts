import { describe, expect, it } from 'vitest';
import { firstPerson, loadContext } from '../../../../generators/index.js';
import { isMesocosmError } from '../../../../src/foundation/errors/index.js';
import { generatePersonas, type GenerateProgress } from '../../../../src/persona/index.js';

const context = await loadContext('lofoten-cod-quota');

/** Generates people and aborts when this stage is told for the first time. */
async function abortedAt(stage: GenerateProgress['stage'], loop = false): Promise<unknown> {
  const controller = new AbortController();
  const radii = { get: () => undefined, set: () => undefined };
  return generatePersonas(firstPerson, {
    context,
    size: 137,
    loop,
    radii,
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.stage === stage) controller.abort();
    },
  }).catch((error: unknown) => error);
}

describe('measuring that is interrupted', () => {
  it.each([false, true])('should end where numbers are computed (loop: %s), as an interruption', async (loop) => {
    const error = await abortedAt('computing', loop);

    expect(isMesocosmError(error) && error.kind).toBe('interrupted');
  });

  it('should end while people answer without a language model', async () => {
    const error = await abortedAt('answers');

    expect(isMesocosmError(error) && error.kind).toBe('interrupted');
  });

  it('should hear of a signal that only a turn of the event loop can bring', async () => {
    const controller = new AbortController();
    const turns = setInterval(() => controller.abort(), 300);
    const error: unknown = await generatePersonas(firstPerson, { context, size: 400, signal: controller.signal }).catch(
      (reason: unknown) => reason,
    );
    clearInterval(turns);

    expect(isMesocosmError(error) && error.kind).toBe('interrupted');
  });
});
