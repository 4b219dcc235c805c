import { describe, expect, it } from 'vitest';
import { askCanary, canaryItems, qualify, type Qualification } from '../../../src/qualification/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { fakeClock, faultyModel } from '../../../src/testing/index.js';
import { historyBlind, perfect, subjectModel } from '../../support/qualification-subjects.js';

async function qualified(model: LanguageModel = subjectModel(perfect)): Promise<Qualification> {
  const reply = await qualify({ model, version: '0', clock: fakeClock(), quick: true });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}

describe('askCanary', () => {
  it('should find a model that did not change the same', async () => {
    const reply = await askCanary(subjectModel(perfect), await qualified(), { stream: 's' });

    expect(reply).toMatchObject({ ok: true, value: { verdict: 'same', largest: 0 } });
  });

  it('should see that some of the answers are others, and by how much', async () => {
    const reply = await askCanary(subjectModel(historyBlind), await qualified(), { stream: 's' });

    expect(reply).toMatchObject({ ok: true, value: { verdict: 'drifted' } });
    expect(reply.ok && reply.value.largest).toBeCloseTo(0.45, 6);
    expect(reply.ok && reply.value.sentence).toContain('drifted');
  });

  it('should let an endpoint differ as far as it did when it was checked, thrice over, and within this process not at all', async () => {
    const shifted = (by: number, kind: string): LanguageModel => {
      const first: typeof perfect.first = (item, presentation) => perfect.first(item, presentation) - by;
      return { ...subjectModel({ ...perfect, first }), description: { kind } };
    };
    const plain = await qualified();
    const qualification = { ...plain, canary: { ...plain.canary, spread: 0.01 } };
    const verdict = async (by: number, kind: string) => {
      const reply = await askCanary(shifted(by, kind), qualification, { stream: 's' });
      return reply.ok && [reply.value.verdict, reply.value.sentence];
    };

    expect(await verdict(0.029, 'endpoint')).toEqual(['same', expect.stringContaining('no difference above .030')]);
    expect(await verdict(0.031, 'endpoint')).toEqual(['drifted', expect.stringContaining('by up to .031')]);
    expect(await verdict(1e-4, 'embedded')).toEqual(['drifted', expect.stringContaining('by up to .00010')]);
  });

  it('should find a model the same that still leaves a question without an answer', async () => {
    const mute: LanguageModel = {
      ...subjectModel(perfect),
      choose: async () => ({ ok: false, failure: { kind: 'malformed', message: 'no option', retryable: false } }),
    };
    const before = await qualified(mute);

    expect(await askCanary(mute, before, { stream: 's' })).toMatchObject({ value: { verdict: 'same', largest: 0 } });
    expect(await askCanary(subjectModel(perfect), before, { stream: 's' })).toMatchObject({ value: { verdict: 'drifted', largest: null } }); // prettier-ignore
  });

  it('should ask a handful of questions, with a purpose of its own', async () => {
    const model = countingModel(subjectModel(perfect));
    await askCanary(model, await qualified(), { stream: 's' });

    expect(canaryItems().length).toBeLessThanOrEqual(8);
    expect(model.calls.length).toBeLessThanOrEqual(4 * canaryItems().length);
    expect(new Set(model.calls.map(({ context }) => context.purpose))).toEqual(new Set(['canary']));
  });

  it('should not compare answers to other questions', async () => {
    const model = countingModel(subjectModel(perfect));
    const reply = await askCanary(model, { ...(await qualified()), items: 'others' }, { stream: 's' });

    expect(reply).toMatchObject({ ok: true, value: { verdict: 'not-comparable', largest: null } });
    expect(model.calls).toEqual([]);
  });

  it('should hand on that the model is out of reach', async () => {
    const model = faultyModel(subjectModel(perfect), [{ gives: { kind: 'unavailable' } }]);

    expect(await askCanary(model, await qualified(), { stream: 's' })).toMatchObject({ ok: false, failure: { kind: 'unavailable' } }); // prettier-ignore
  });
});
