import { describe, expect, it } from 'vitest';
import {
  personNames,
  writePopulation,
  type PersonDone,
  type WritingOptions,
} from '../../../../src/persona/writing/index.js';
import { Population, type ModelFailure, type PlannedPerson } from '../../../../src/spec/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { everywhere, island, sayingSo, twoQuestions } from '../../../support/island.js';
import { memoryLog } from '../../../support/memory-log.js';

const plan: readonly PlannedPerson[] = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ position: everywhere(at) }));
const nameAt = personNames(1);
const refused: ModelFailure = { kind: 'refused', message: 'no', retryable: false };

const write = (options: Partial<WritingOptions & { plan: readonly PlannedPerson[] }> = {}) =>
  writePopulation({ generator: twoQuestions, questionnaire: island, plan, seed: 1, ...options });

async function finished(options: Parameters<typeof write>[0] = {}) {
  const written = await write(options);
  if (written.status !== 'finished') throw new Error(written.failure.message);
  return written;
}

describe('a population that is composed', () => {
  it('should be a population file with everybody in the order of the plan', async () => {
    const { population, missing, spent } = await finished();

    expect(Population.parse(population)).toEqual(population);
    expect(population.personas.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map(nameAt));
    expect(population.personas.map(({ position }) => position)).toEqual(plan.map(({ position }) => position));
    expect([missing, spent.calls]).toEqual([[], 0]);
  });

  it('should say so in everybody’s provenance, and in its own', async () => {
    const { population } = await finished();

    expect(population.personas[1]?.provenance).toEqual({
      generator: 'two-questions',
      steers: true,
      seed: 1,
      target: everywhere(0.25),
      aim: everywhere(0.25),
      round: 0,
      made: 'composed without a language model',
    });
    expect(population).toMatchObject({ questionnaire: island, provenance: { model: null, planned: 5, missing: [] } });
  });

  it('should rename nobody and change nobody when it grows', async () => {
    const before = (await finished()).population.personas;
    const { population } = await finished({ plan: [...plan, { position: everywhere(0.9) }] });

    expect(population.personas.slice(0, 5)).toEqual(before);
  });

  it('should lose only the person at whom a generator throws', async () => {
    const generator = {
      ...twoQuestions,
      compose: (brief: Parameters<typeof twoQuestions.compose>[0]): string => {
        if (brief.aim['thrift'] === 0.5) throw new Error('no word for the middle');
        return twoQuestions.compose(brief);
      },
    };
    const { population, missing } = await finished({ generator });

    expect(population.personas).toHaveLength(4);
    expect(missing).toMatchObject([{ name: nameAt(2), index: 2, failure: { kind: 'malformed' } }]);
    expect(missing[0]?.failure.message).toContain('no word for the middle');
  });
});

describe('a population that a model writes', () => {
  it('should keep with everybody what wrote it: model, prompts, calls and tokens', async () => {
    const model = sayingSo();
    const { population, spent } = await finished({ model });

    expect(population.personas[0]?.provenance).toMatchObject({
      made: 'written by a language model',
      model: { name: 'saying-so', fingerprint: model.fingerprint },
      prompts: [expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)],
      calls: 2,
      promptTokens: 0,
      completionTokens: 0,
    });
    expect(spent).toEqual({ calls: 10, promptTokens: 0, completionTokens: 0 });
  });

  it('should be written at once, as many as are allowed, and come out the same', async () => {
    const delay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const slow = { ...sayingSo() };
    const model = countingModel({ ...slow, write: async (...asked) => (await delay(), slow.write(...asked)) });
    const together = await finished({ model, concurrency: 3 });
    const alone = await finished({ model: sayingSo(), concurrency: 1 });

    expect(model.mostOpen()).toBe(3);
    expect(together.population).toEqual(alone.population);
  });

  it('should read no position back from what the model says', async () => {
    const model = sayingSo(() => 'I stand at 7 of 100 (love-of-quiet: 0.07).');
    const { population } = await finished({ model });

    expect(population.personas.map(({ position }) => position)).toEqual(plan.map(({ position }) => position));
  });

  it('should name those who are missing, and put nobody in their place', async () => {
    const whole = (await finished({ model: sayingSo() })).population.personas;
    const model = sayingSo(({ prompt }, { seed }) =>
      prompt.pieces.join('').includes(nameAt(1)) ? refused : `So ${seed} of ${prompt.pieces.join('').length}.`,
    );
    const { population, missing } = await finished({ model });

    expect(population.personas).toEqual(whole.filter(({ name }) => name !== nameAt(1)));
    expect(missing.map(({ name, index, failure }) => [name, index, failure.kind])).toEqual([[nameAt(1), 1, 'refused']]);
    expect(population.provenance?.['missing']).toMatchObject([{ name: nameAt(1), kind: 'refused' }]);
  });

  it('should take no text that does not name its person', async () => {
    const generator = { ...twoQuestions, write: async () => ({ ok: true as const, value: 'Somebody.' }) };
    const { population, missing } = await finished({ generator, model: sayingSo() });

    expect([population.personas.length, missing.length]).toEqual([0, 5]);
    expect(missing[0]?.failure.message).toBe(`the text does not name ${nameAt(0)}`);
  });

  it('should tell how far it is', async () => {
    const seen: PersonDone[] = [];
    await finished({ model: sayingSo(), concurrency: 1, onPerson: (done) => void seen.push(done) });

    expect(seen.map(({ done, of, spent }) => [done, of, spent.calls])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n, 5, 2 * n]),
    );
    expect(seen[3]).toMatchObject({ name: nameAt(3), index: 3, outcome: { ok: true } });
  });
});

describe('a writing that is cut off', () => {
  const away = { kind: 'unavailable', message: 'nobody is there', retryable: true } as const;

  it('should come to the same people after a cut at any call, and pay for no reply twice', async () => {
    const uncut = await finished({ model: sayingSo(), concurrency: 1 });
    for (let at = 1; at <= 10; at += 1) {
      const first = memoryLog();
      const stopped = await write({ model: faultyModel(sayingSo(), [{ calls: [at], gives: away }]), log: first, concurrency: 1 }); // prettier-ignore
      const model = countingModel(sayingSo());
      const resumed = await finished({ model, log: memoryLog(first.appended), concurrency: 1 });

      expect(stopped).toMatchObject({
        status: 'suspended',
        failure: { kind: 'unavailable' },
        done: Math.ceil(at / 2) - 1,
      });
      expect(resumed.population).toEqual(uncut.population);
      expect(model.calls).toHaveLength(11 - at);
      expect(resumed.spent.calls).toBe(11 - at);
    }
  });

  it('should stop when it is interrupted, and say so', async () => {
    const controller = new AbortController();
    const onPerson = (): void => controller.abort();
    const written = await write({ model: sayingSo(), concurrency: 1, signal: controller.signal, onPerson });

    expect(written).toMatchObject({ status: 'suspended', failure: { kind: 'aborted' }, done: 1 });
  });

  it('should not ask again what failed as content', async () => {
    const log = memoryLog();
    const silent = sayingSo(() => 'No.');
    const before = await finished({ model: silent, log });
    const model = countingModel(silent);
    const after = await finished({ model, log: memoryLog(log.appended) });

    expect([before.missing.length, model.calls.length]).toEqual([5, 0]);
    expect(after).toEqual({ ...before, spent: { calls: 0, promptTokens: 0, completionTokens: 0 } });
  });

  it('should ask a prompt that was changed since', async () => {
    const log = memoryLog();
    await finished({ model: sayingSo(), log });
    const model = countingModel(sayingSo());
    const generator = {
      ...twoQuestions,
      write: (...[brief, ask]: Parameters<typeof twoQuestions.write>) =>
        twoQuestions.write(brief, (task) => ask({ ...task, text: task.text.replace('Who is', 'Tell me of') })),
    };
    await finished({ generator, model, log: memoryLog(log.appended) });

    // The second question holds the answer to the first.
    expect(model.calls).toHaveLength(10);
  });
});

describe('a plan that cannot be written', () => {
  it.each([
    ['nobody', { plan: [] }, 'there is nobody to write'],
    ['no position', { plan: [{ position: { thrift: 0.5 } }] }, 'the position undefined on the axis "love-of-quiet"'],
    ['a position outside', { plan: [{ position: everywhere(1.2) }] }, 'a number from 0 to 1'],
    ['no hands', { concurrency: 0 }, 'the concurrency is 0'],
    ['no attempts', { attempts: 0 }, 'the attempts are 0'],
  ])('should be refused in a sentence where there is %s', async (_, options, says) => {
    await expect(write(options)).rejects.toThrow(says);
  });

  it('should be refused where the model cannot write', async () => {
    const { write: _, ...mute } = sayingSo();
    const model = { ...mute, write: sayingSo().write, capabilities: { ...mute.capabilities, write: false } };

    await expect(write({ model })).rejects.toThrow('the model saying-so cannot write text');
  });
});
