import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstPerson } from 'mesocosm/generators';
import { writePopulation, type WrittenPopulation } from '../../src/persona/index.js';
import type { LanguageModel } from '../../src/spec/index.js';
import { countingModel } from '../../src/testing/index.js';
import { embeddedModel } from '../support/endpoint-weights-real.js';
import { everywhere, island } from '../support/island.js';
import { memoryLog } from '../support/memory-log.js';

describe('people whom the embedded model writes', () => {
  let model: LanguageModel;
  let first: WrittenPopulation;
  const log = memoryLog();
  const plan = [0.1, 0.9].map((at) => ({ position: everywhere(at) }));
  const options = { generator: firstPerson, questionnaire: island, plan, seed: 1, concurrency: 2 };

  beforeAll(async () => {
    model = await embeddedModel();
    first = await writePopulation({ ...options, model, log });
  }, 900_000);
  afterAll(() => model.close());

  it('should each bear their name and the convictions that they were begun with, or be missing with a reason', () => {
    if (first.status !== 'finished') throw new Error(first.failure.message);
    const { population, missing } = first;

    expect(population.personas.length + missing.length).toBe(2);
    for (const { failure } of missing) expect(failure.kind).toBe('malformed');
    for (const { name, text, provenance } of population.personas) {
      expect(text.startsWith(`My name is ${name}. I want the island to be`)).toBe(true);
      expect(provenance).toMatchObject({ model: { name: model.name }, prompts: [expect.any(String)] });
      expect(provenance?.['completionTokens']).toBeGreaterThan(20);
    }
  });

  it('should be the same from the log, without a call', async () => {
    const counting = countingModel(model);
    const again = await writePopulation({ ...options, model: counting, log: memoryLog(log.appended) });

    expect(counting.calls).toHaveLength(0);
    expect(again.status === 'finished' && again.population).toEqual(first.status === 'finished' && first.population);
  });
});
