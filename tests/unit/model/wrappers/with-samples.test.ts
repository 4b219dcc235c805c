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
        usage: { promptTokens: 40, completionTokens: 4, reasoningTokens: 12, requests: 4 },
      }),
    );
  });

  it('should sum the tokens of samples that took no option too, where they are told', async () => {
    const usage = { promptTokens: 10, completionTokens: 5 };
    const gives = { kind: 'malformed', usage } as const;
    const model = faultyModel(saying([0, 1, 1]), [{ calls: [2], gives }]);

    const reply = await withSamples(model).choose(choosing('a', { samples: 3 }));

    expect(reply.ok && reply.value.usage).toMatchObject({ promptTokens: 30, completionTokens: 7 });
  });

  it('should sum the requests of samples that were repaired, and tell what all took where none took an option', async () => {
    const usage = { promptTokens: 30, completionTokens: 5 };
    const gives = { kind: 'malformed', usage, requests: 3 } as const;
    const some = faultyModel(saying([0, 1, 1]), [{ calls: [2], gives }]);
    const none = faultyModel(saying([0, 1]), [{ gives }]);

    const [counted, failed] = [
      await withSamples(some).choose(choosing('a', { samples: 3 })),
      await withSamples(none).choose(choosing('a', { samples: 2 })),
    ];

    expect(counted.ok && counted.value.usage).toMatchObject({ promptTokens: 50, requests: 5 });
    expect(failed).toMatchObject({
      failure: { kind: 'malformed', usage: { promptTokens: 60, completionTokens: 10 }, requests: 6 },
    });
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

  it('should have the share of samples that took an option as the mass where a counted sample does not say', async () => {
    const says = [0 as const, ...Array.from({ length: 19 }, () => 'malformed' as const)];

    const reply = await withSamples(saying(says, null)).choose(choosing('a', { samples: 20 }));

    expect(reply.ok && reply.value.mass).toBe(0.05);
  });

  it('should not know the mass where a sample was not counted and does not say', async () => {
    const usage = { promptTokens: 1, completionTokens: 1 };
    const about = { mass: null, temperature: 1, method: 'x', usage };
    const model: LanguageModel = {
      ...sampled(),
      choose: async () => success({ kind: 'sampled', probabilities: [0.5, 0.5], ...about }),
    };

    const reply = await withSamples(model).choose(choosing('a', { samples: 2 }));

    expect(reply.ok && reply.value.mass).toBeNull();
  });

  describe('of a model that can be made to take an option', () => {
    /** Chats in words, and takes the first option when it is made to take one. */
    const talking = (
      made: ModelFailure['kind'] | 'answers' = 'answers',
      own: 'malformed' | 'refused' = 'malformed',
    ) => {
      const words = saying([own, 'malformed', own]);
      const model: LanguageModel = {
        ...words,
        capabilities: { ...words.capabilities, structured: true },
        async choose(request, context) {
          if (request.method === undefined) return words.choose(request, context);
          if (made !== 'answers') return { ok: false, failure: { kind: made, message: 'made', retryable: false } };
          const reply = await saying([0, 0, 'malformed'], null).choose(request, context);
          return reply.ok ? success({ ...reply.value, method: 'structured' }) : reply;
        },
      };
      return countingModel(model);
    };
    const question = choosing('a', { samples: 3 });

    it('should make it take one where no sample named one, and count those, each with an index', async () => {
      const model = talking();

      const reply = await withSamples(model).choose(question, { stream: 's' });

      expect(reply).toMatchObject({
        ok: true,
        value: { method: 'structured', counts: [2, 0], mass: 2 / 3, firstMass: 0 },
      });
      expect(model.calls.map(({ context }) => context.sample)).toEqual([0, 1, 2, 0, 1, 2]);
    });

    it('should keep the samples that it made apart from the others in a cache', async () => {
      const model = talking();
      const asked = withSamples(withCache(model));

      await asked.choose(question);
      await asked.choose(question);

      // Failures are not cached: three in words each time, and of those that were made the third alone again.
      expect(model.calls).toHaveLength(3 + 3 + 3 + 1);
    });

    it('should let it be where a sample was refused', async () => {
      const model = talking('answers', 'refused');

      const reply = await withSamples(model).choose(question);

      expect([outcomeOf(reply), model.calls.length]).toEqual(['refused', 3]);
    });

    it.each(['malformed', 'refused', 'not-available'] as const)(
      'should give what it said on its own where that ends as %s',
      async (kind) => {
        const reply = await withSamples(talking(kind)).choose(question);

        expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', message: 'sample 0' } });
      },
    );

    it.each(['unavailable', 'over-budget', 'aborted'] as const)('should fail where that ends as %s', async (kind) => {
      expect(outcomeOf(await withSamples(talking(kind)).choose(question))).toBe(kind);
    });
  });

  it('should ask a model once that cannot be made to take an option', async () => {
    const model = countingModel(saying(['malformed', 'malformed']));

    const reply = await withSamples(model).choose(choosing('a', { samples: 2 }));

    expect([outcomeOf(reply), model.calls.length]).toEqual(['malformed', 2]);
  });

  it.each([
    ['refused', 400],
    ['malformed', 413],
  ] as const)('should fail where the endpoint turned a sample away as %s with %i', async (kind, status) => {
    const model = faultyModel(sampled(), [{ calls: [3], gives: { kind, status } }]);

    const reply = await withSamples(model).choose(choosing('a', { samples: 4 }));

    expect(reply).toMatchObject({ ok: false, failure: { kind, status } });
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
