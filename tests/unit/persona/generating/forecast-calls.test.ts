import { describe, expect, it } from 'vitest';
import { firstPerson, nameOnly, worldviewChain } from '../../../../generators/index.js';
import { scriptedModel } from '../../../../src/model/index.js';
import {
  callsIn,
  forecastAsking,
  forecastGeneration,
  generatePersonas,
  measurePersonas,
  modelAnswerer,
  neutralPersonas,
  NO_CALLS,
} from '../../../../src/persona/index.js';
import { countingModel, type CountingModel } from '../../../../src/testing/counting-model.js';
import { answering } from '../../../support/answering-model.js';
import { peopleAt, questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const SIZE = 4;

/** A model that has a different text for everybody, so that nothing is asked once for two. */
function counted(choosing: 'exact' | 'sampled' = 'exact'): CountingModel {
  return countingModel(answering({ choosing }));
}

/** Calls that measuring people took. */
async function taken(model: CountingModel, modes: readonly ('single' | 'appropriateness' | 'likelihood')[]) {
  const [first, ...others] = modes;
  const reply = await measurePersonas({
    population: { name: 'villagers', personas: peopleAt([0.1, 0.4, 0.6, 0.9]) },
    questionnaire,
    answerer: modelAnswerer({ model, mode: first === 'likelihood' ? 'single' : (first ?? 'single') }),
    others: others.map((mode) => (mode === 'likelihood' ? { mode, model } : modelAnswerer({ model, mode }))),
    seed: 1,
  });
  if (!reply.ok) throw new Error(reply.failure.message);
  return model.calls.length;
}

describe('forecastAsking', () => {
  it('should be the calls that an exact model takes, in one mode and in three', async () => {
    for (const modes of [['single'], ['appropriateness'], ['single', 'appropriateness', 'likelihood']] as const) {
      const model = counted();
      const forecast = forecastAsking({ questionnaire, size: SIZE, asked: { model, modes } });
      // Anchors and neutral people are weighed for the check, and again for the people: once where there is a record.
      const again = modes.length === 3 ? 24 + neutralPersonas().length : 0;

      expect(await taken(model, modes)).toBe(callsIn(forecast) + again);
    }
  });

  it('should count every sample of a model without probabilities: forty calls a question', () => {
    const asked = { model: counted('sampled'), modes: ['single'] } as const;

    expect(forecastAsking({ questionnaire, size: SIZE, asked })).toEqual({
      ...NO_CALLS,
      instrument: 12 * 8 * 40,
      people: SIZE * 8 * 40,
      copies: 8 * 40,
    });
  });

  it('should follow how the model is asked', () => {
    const about = { model: counted('sampled'), modes: ['single'] } as const;
    const people = (elicitation: object): number =>
      forecastAsking({ questionnaire, size: 1, asked: { ...about, elicitation } }).people;

    expect(people({ samples: 5 })).toBe(8 * 2 * 5);
    expect(people({ orders: 'live' })).toBe(8 * 20);
  });

  it('should check the instrument with all items, where people are asked a part of them', () => {
    const whole = questionnaireOf(['trust', 'thrift'], { items: 8 });
    const asked = { model: counted(), modes: ['single'] } as const;
    const { instrument, people } = forecastAsking({ questionnaire, whole, size: SIZE, asked });

    expect([instrument, people]).toEqual([12 * 16 * 2, SIZE * 8 * 2]);
  });

  it('should be nothing where no model answers', () => {
    expect(forecastAsking({ questionnaire, size: SIZE })).toEqual(NO_CALLS);
  });
});

describe('forecastGeneration', () => {
  const about = { questionnaire, size: SIZE, places: false } as const;

  it('should count the replies that a generator asks for each person', async () => {
    for (const [generator, each] of [
      [firstPerson, 1],
      [nameOnly, 0],
      [worldviewChain, 3],
    ] as const) {
      expect((await forecastGeneration({ ...about, generator, writes: true })).writing).toBe(SIZE * each);
      expect((await forecastGeneration({ ...about, generator, writes: false })).writing).toBe(0);
    }
  });

  it('should be the calls that writing and answering take', async () => {
    const model = counted();
    const asked = { model, modes: ['single'] } as const;
    const forecast = await forecastGeneration({ ...about, generator: firstPerson, writes: true, asked });
    await generatePersonas(firstPerson, { context: questionnaire, size: SIZE, model });

    expect(forecast.writing).toBe(SIZE);
    expect(model.calls).toHaveLength(callsIn(forecast));
  });

  it('should count placing in batches, and the rounds of a loop apart', async () => {
    const asked = { model: scriptedModel({}), modes: ['single'] } as const;
    const loop = { ...about, size: 25, generator: firstPerson, writes: true, places: true, rounds: 3, asked };
    const forecast = await forecastGeneration(loop);

    expect(forecast.writing).toBe(3 + 25);
    expect(forecast.loop).toBe(3 * 25 * (1 + 8 * 2));
  });
});
