import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { memoryAnswers, withCache, withRecord, withSamples } from '../../../../src/model/wrappers/index.js';
import { success, type Choice, type LanguageModel } from '../../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { choosing } from '../../../support/endpoint-requests.js';

/** Takes the first option in every sample; of each sample a list says whether its first reply did, or nothing. */
function telling(firstMasses: readonly (number | undefined)[]): LanguageModel {
  return {
    ...scriptedModel({ choosing: 'sampled' }),
    async choose(_, { sample = 0 } = {}) {
      const firstMass = firstMasses[sample];
      const usage = { promptTokens: 10, completionTokens: 1 };
      const about = { counts: [1, 0], samples: 1, temperature: 1, method: 'counted', usage };
      const told = firstMass === undefined ? {} : { firstMass };
      return success({ kind: 'sampled', probabilities: [1, 0], mass: 1, ...told, ...about } satisfies Choice);
    },
  };
}

async function choose(model: LanguageModel, samples: number): Promise<Choice | undefined> {
  const reply = await withSamples(model).choose(choosing('a', { samples }));
  return reply.ok ? reply.value : undefined;
}

describe('withSamples, of samples that tell whether the first reply took an option', () => {
  it('should average it, and leave the mass to what they took in the end', async () => {
    expect(await choose(telling([1, 0, 0, 0]), 4)).toMatchObject({ mass: 1, firstMass: 0.25 });
  });

  it('should count a sample that took none as one whose first reply took none', async () => {
    const model = faultyModel(telling([1, 0, 1, 1]), [{ calls: [4], gives: { kind: 'malformed' } }]);

    expect(await choose(model, 4)).toMatchObject({ mass: 0.75, firstMass: 0.5 });
  });

  it('should not tell where one of them, from before it was kept, does not', async () => {
    expect(await choose(telling([1, undefined]), 2)).not.toHaveProperty('firstMass');
  });

  it('should have it from a cache and from a record as well', async () => {
    const model = countingModel(telling([1, 0]));
    const kept = [withCache(model), withRecord(model, { answers: memoryAnswers() })];

    for (const one of kept) {
      expect([await choose(one, 2), await choose(one, 2)]).toMatchObject([{ firstMass: 0.5 }, { firstMass: 0.5 }]);
    }
    expect(model.calls).toHaveLength(2 + 2);
  });
});
