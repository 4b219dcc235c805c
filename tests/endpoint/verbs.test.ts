import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LanguageModel, Prompt } from '../../src/spec/index.js';
import { realModel } from '../support/endpoint-real.js';
import { answered, neighbours } from '../support/endpoint-weights-real.js';

const chat: Prompt = { form: 'chat', pieces: ['Name a colour, and how much you like it.'] };

let model: LanguageModel;
beforeAll(async () => {
  model = await realModel();
});

describe('a real server', () => {
  it('should write a value that its grammar makes fit the schema, at the first attempt', async () => {
    const schema = z.object({ colour: z.enum(['red', 'blue']), liking: z.number().int() });

    const { value, usage } = answered(
      await model.write({ prompt: chat, schema, maxTokens: 60, temperature: 1, repairs: 0 }, { seed: 1 }),
    );

    expect(schema.safeParse(value).success).toBe(true);
    expect(usage.completionTokens).toBeGreaterThan(0);
  });

  it('should write the same text for the same seed', async () => {
    const request = { prompt: neighbours('QM', 'chat'), maxTokens: 12, temperature: 1 };
    const write = async () => answered(await model.write(request, { seed: 7 })).text;
    // The first evaluates the prompt in one batch, those after it go on from there.
    await write();

    expect(await write()).toBe(await write());
  });

  it('should continue a text', async () => {
    const prompt: Prompt = { form: 'completion', pieces: ['One, two, three, four,'] };

    const { text } = answered(await model.write({ prompt, maxTokens: 4, temperature: 0 }));

    expect(text).toContain('five');
  });

  it('should be made to give an option, in samples', async () => {
    const structured = await realModel({ choose: 'structured' });

    const choice = answered(await structured.choose({ prompt: chat, options: ['red', 'blue'], samples: 3 }));

    expect(choice).toMatchObject({ kind: 'sampled', method: 'structured', samples: 3, mass: 1 });
    expect(choice.counts?.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('should not be believed when its likelihoods of given texts are out by one token', async () => {
    // This version gives a token of an echoed prompt the log-probability of the place after it, where there is no
    // beginning-of-text token; so do the weights here.
    expect(model.capabilities.score).toBe(false);
    expect(await model.score({ prompt: neighbours('Q'), continuations: [' Q'] })).toMatchObject({
      failure: { kind: 'not-available' },
    });
  });

  it('should say that a prompt is longer than its context, and what to do', async () => {
    const prompt = neighbours('Q'.repeat(1000), 'chat');

    const reply = await model.choose({ prompt, options: ['Q', 'M'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', retryable: false } });
    expect(!reply.ok && reply.failure.message).toContain("longer than the model's context");
  });
});
