import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedModel, type Script } from '../../../../src/model/index.js';
import { withCache, withLimit, withSamples } from '../../../../src/model/wrappers/index.js';
import { success, type Choice, type LanguageModel, type ModelFailure } from '../../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { choosing, idle, outcomeOf } from '../../../support/endpoint-requests.js';

const sampled = (script: Script = {}): LanguageModel =>
  scriptedModel({ choosing: 'sampled', choose: () => [1, 0], ...script });

/** Says the option that a list has for each sample, or fails as it says. */
function saying(says: readonly (0 | 1 | ModelFailure['kind'])[], mass: number | null = 1): LanguageModel {
  return {
    ...sampled(),
    async choose(request, { sample = 0 } = {}) {
      const said = says[sample] as 0 | 1 | ModelFailure['kind'];
      if (typeof said === 'string') {
        return { ok: false, failure: { kind: said, message: `sample ${sample}`, retryable: said === 'unavailable' } };
      }
      const counts = request.options.map((_, option) => Number(option === said));
      const usage = { promptTokens: 10, completionTokens: 1, reasoningTokens: 3 };
      const about = { counts, samples: 1, temperature: 0.7, method: 'counted', usage };
      return success({ kind: 'sampled', probabilities: counts, mass, ...about } satisfies Choice);
    },
  };
}

describe('withSamples', () => {
  it('should make as many calls of one sample as the choice has samples, each with an index and a seed of its own', async () => {
    const model = countingModel(sampled());

    await withSamples(model).choose(choosing('a', { samples: 5 }), { stream: 's', seed: 7, purpose: 'prior' });

    expect(model.calls.map(({ context }) => context.sample)).toEqual([0, 1, 2, 3, 4]);
    expect(model.calls.every(({ request }) => request.verb === 'choose' && request.request.samples === 1)).toBe(true);
    expect(new Set(model.calls.map(({ context }) => context.seed)).size).toBe(5);
    expect(model.calls.every(({ context }) => context.stream === 's' && context.purpose === 'prior')).toBe(true);
  });

  it('should give a sample the same seed however many samples there are, and another in another stream', async () => {
    const seeds = async (samples: number, stream: string): Promise<readonly (number | undefined)[]> => {
      const model = countingModel(sampled());
      await withSamples(model).choose(choosing('a', { samples }), { stream, seed: 1 });
      return model.calls.map(({ context }) => context.seed);
    };

    expect((await seeds(30, 's')).slice(0, 20)).toEqual(await seeds(20, 's'));
    expect((await seeds(1, 's'))[0]).not.toBe((await seeds(1, 't'))[0]);
  });

  it('should take twenty samples where the request does not say', async () => {
    const model = countingModel(sampled());

    const reply = await withSamples(model).choose(choosing());

    expect(model.calls).toHaveLength(20);
    expect(reply.ok && reply.value.samples).toBe(20);
  });

  it('should count what was said, and sum the tokens', async () => {
    const reply = await withSamples(saying([0, 1, 1, 1])).choose(choosing('a', { samples: 4, temperature: 0.7 }));

    expect(reply).toEqual(
      success({
        kind: 'sampled',
        probabilities: [0.25, 0.75],
        mass: 1,
        counts: [1, 3],
        samples: 4,
        temperature: 0.7,
        method: 'counted',
        usage: { promptTokens: 40, completionTokens: 4, reasoningTokens: 12 },
      }),
    );
  });

  it('should count whatever is said, for any mixture of options and replies that take none', async () => {
    const said = fc.constantFrom<0 | 1 | 'refused' | 'malformed'>(0, 1, 'refused', 'malformed');
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 40 }), async (says) => {
        const reply = await withSamples(saying(says)).choose(choosing('a', { samples: says.length }));

        const counts = [0, 1].map((option) => says.filter((one) => one === option).length);
        const valid = says.filter((one) => typeof one === 'number').length;
        expect(outcomeOf(reply)).toBe(valid === 0 ? says[0] : 'answered');
        if (!reply.ok) return;
        expect(reply.value.counts).toEqual(counts);
        expect(reply.value.mass).toBeCloseTo(valid / says.length, 12);
        expect(reply.value.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('should not know the mass where a sample does not', async () => {
    const reply = await withSamples(saying([0, 1], null)).choose(choosing('a', { samples: 2 }));

    expect(reply.ok && reply.value.mass).toBeNull();
  });

  it.each(['unavailable', 'over-budget', 'aborted', 'not-available'] as const)(
    'should fail where a sample fails as %s, however many were answered',
    async (kind) => {
      const reply = await withSamples(saying([0, 1, kind, 'malformed'])).choose(choosing('a', { samples: 4 }));

      expect(reply).toMatchObject({ ok: false, failure: { kind, message: 'sample 2' } });
    },
  );

  it('should pay only for what is missing when it is asked again through a cache', async () => {
    const model = countingModel(faultyModel(sampled(), [{ calls: [3, 7], gives: { kind: 'unavailable' } }]));
    const asked = withSamples(withCache(model));

    const first = await asked.choose(choosing('a', { samples: 10 }));
    const again = await asked.choose(choosing('a', { samples: 10 }));

    expect([outcomeOf(first), outcomeOf(again)]).toEqual(['unavailable', 'answered']);
    expect(model.calls).toHaveLength(12);
  });

  it('should have 20 of 30 samples from a choice of 20', async () => {
    const model = countingModel(sampled());
    const asked = withSamples(withCache(model));

    await asked.choose(choosing('a', { samples: 20 }), { stream: 's' });
    const more = await asked.choose(choosing('a', { samples: 30 }), { stream: 's' });

    expect(model.calls).toHaveLength(30);
    expect(more.ok && more.value.samples).toBe(30);
  });

  it('should share no sample between runs', async () => {
    const model = countingModel(sampled());
    const asked = withSamples(withCache(model));

    await asked.choose(choosing('a', { samples: 4 }), { stream: 'run 1' });
    await asked.choose(choosing('a', { samples: 4 }), { stream: 'run 2' });

    expect(model.calls).toHaveLength(8);
  });

  it('should ask as many at once as the limit inside it allows', async () => {
    const model = countingModel(sampled({ delay: idle }));

    await withSamples(withLimit(model, { concurrency: 3 })).choose(choosing('a', { samples: 12 }));

    expect([model.calls.length, model.mostOpen()]).toEqual([12, 3]);
  });

  it('should leave exact choices, scores and texts as they are', async () => {
    const exact = scriptedModel({ choose: () => [1, 1] });
    const other = countingModel(sampled({ score: () => [-1], write: () => 'x' }));

    await withSamples(other).score({ prompt: choosing().prompt, continuations: ['x'] });
    await withSamples(other).write({ prompt: choosing().prompt, maxTokens: 1, temperature: 1 });

    expect(withSamples(exact)).toBe(exact);
    expect(other.calls.map(({ context }) => context.sample)).toEqual([undefined, undefined]);
  });
});
