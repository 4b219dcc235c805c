import { describe, expect, it } from 'vitest';
import { checkQuestionnaire, generateQuestionnaire } from '../../../../src/persona/contexts/index.js';
import { Questionnaire, type ModelFailure } from '../../../../src/spec/index.js';
import { contextWriter } from '../../../support/context-writer.js';

const description = 'A dry village that argues over its only well.';
const failure = (kind: ModelFailure['kind']): ModelFailure => ({ kind, message: `it is ${kind}`, retryable: false });

/** What comes out of a model that writes well. */
async function good(options: object = {}): Promise<Questionnaire> {
  const written = await generateQuestionnaire({ description, model: contextWriter().model, ...options });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

describe('generateQuestionnaire', () => {
  it('should write one that is of the right shape and has no errors', async () => {
    const questionnaire = await good();

    expect(Questionnaire.parse(questionnaire)).toEqual(questionnaire);
    expect(checkQuestionnaire(questionnaire).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(questionnaire).toMatchObject({ name: 'a-dry-village-that-argues-over', description });
  });

  it.each([
    [1, 2, [2]],
    [1, 3, [3]],
    [2, 12, [6, 6]],
    [3, 11, [4, 4, 3]],
    [6, 13, [3, 2, 2, 2, 2, 2]],
  ])('should give %i axes and %i items in balance, half of each axis reverse-keyed', async (axes, items, counts) => {
    const questionnaire = await good({ axes, items });

    const perAxis = questionnaire.axes.map(({ name }) => questionnaire.items.filter(({ axis }) => axis === name));
    expect(perAxis.map(({ length }) => length)).toEqual(counts);
    expect(perAxis.map((own) => own.filter(({ reverseKeyed }) => reverseKeyed).length)).toEqual(
      counts.map((count) => Math.floor(count / 2)),
    );
  });

  it('should assign ids, axes, points and forms, and take words alone from the model', async () => {
    const { items } = await good({ axes: 2, items: 4, points: 7, name: 'well' });

    expect(items.map(({ id, axis, points, reverseKeyed }) => [id, axis, points, reverseKeyed])).toEqual([
      ['view-of-rain-1', 'view of rain', 7, false],
      ['view-of-bread-1', 'view of bread', 7, false],
      ['view-of-rain-2', 'view of rain', 7, true],
      ['view-of-bread-2', 'view of bread', 7, true],
    ]);
    expect(items[0]).toMatchObject({
      statement: 'Rain deserve 4 times rain.',
      pro: 'rain deserve 4 times rain.',
      con: 'Tarn needs less rain than ain.',
    });
  });

  it('should ask again with the reasons, and say how often in the provenance', async () => {
    const twice = {
      statement: 'A traveller at the gate should drink.',
      opposite: 'Nobody from outside may have water.',
    };
    const { model, requests } = contextWriter((call) => {
      if (call === 1) return 'no JSON at all';
      return call === 3 ? JSON.stringify({ agreeHigh: [twice], agreeLow: [twice] }) : undefined;
    });

    const written = await generateQuestionnaire({ description, model, axes: 2, items: 4 });

    expect(written.ok && written.value.provenance).toMatchObject({
      model: 'writer',
      attempts: { 'context and axes': 2, 'view of rain': 2, 'view of bread': 1 },
    });
    expect(requests).toHaveLength(5);
    expect(requests[1]?.prompt.pieces[1]).toContain(
      'It cannot be used:\n- what the script says does not have the shape',
    );
    expect(requests[3]?.prompt.pieces[0]).toBe(requests[2]?.prompt.pieces[0]);
    expect(requests[3]?.prompt.pieces[1]).toContain(
      '- "A traveller at the gate should drink." is nearly that of "A traveller at the gate should drink."',
    );
  });

  it('should end after so many tries, with the last reasons', async () => {
    const same = { label: 'calm', description: 'Stays where everybody is.' };
    const reply = JSON.stringify({ context: 'x'.repeat(200), axes: [{ name: 'calm', low: same, high: same }] });
    const { model, requests } = contextWriter(() => reply);

    const written = await generateQuestionnaire({ description, model, axes: 1, tries: 3 });

    expect(written).toMatchObject({ ok: false, failure: { kind: 'unfit', step: 'context and axes', tries: 3 } });
    expect(!written.ok && written.failure).toHaveProperty(
      'reasons.0',
      expect.stringContaining('an end of the axis "calm"'),
    );
    expect(requests).toHaveLength(3);
  });

  it('should draw every attempt with a seed of its own, determined by that of the request', async () => {
    const seedsOf = async (seed: number): Promise<readonly unknown[]> => {
      const seeds: unknown[] = [];
      const { model } = contextWriter();
      const watched = {
        ...model,
        write: ((request, context) => (seeds.push(context?.seed), model.write(request, context))) as typeof model.write,
      };
      await generateQuestionnaire({ description, model: watched, axes: 2, seed });
      return seeds;
    };

    const [one, again, other] = [await seedsOf(1), await seedsOf(1), await seedsOf(2)];

    expect(one).toEqual(again);
    expect(new Set([...one, ...other]).size).toBe(6);
  });

  it.each(['aborted', 'over-budget', 'unavailable', 'not-available'] as const)(
    'should stop at once where it is %s',
    async (kind) => {
      const { model, requests } = contextWriter((call) => (call === 2 ? failure(kind) : undefined));

      const written = await generateQuestionnaire({ description, model, axes: 2 });

      expect(written).toMatchObject({
        ok: false,
        failure: { kind: 'model', step: 'items of "view of rain"', failure: { kind } },
      });
      expect(requests).toHaveLength(2);
    },
  );

  it('should take a refusal for an attempt', async () => {
    const { model } = contextWriter((call) => (call === 1 ? failure('refused') : undefined));

    expect((await generateQuestionnaire({ description, model, axes: 1 })).ok).toBe(true);
  });

  it.each([
    [{ description: ' ' }, 'the description of the context is empty'],
    [{ axes: 0 }, '0 axes were asked for; expected from 1 to 6'],
    [{ axes: 7 }, '7 axes were asked for'],
    [{ axes: 3, items: 5 }, '5 items were asked for; expected at least 6'],
    [{ points: 1 }, '1 points of agreement were asked for; expected from 2 to 7'],
    [{ tries: 0 }, '0 tries are allowed'],
  ])('should refuse what is not possible: %j', async (options, said) => {
    await expect(good(options)).rejects.toThrow(said);
  });
});
