import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atTemperature, Elicitation, languageModelMind } from '../../../../src/agent/index.js';
import { seed32 } from '../../../../src/foundation/random/index.js';
import { scriptedModel, type Script } from '../../../../src/model/index.js';
import type { ChooseRequest, Situation } from '../../../../src/spec/index.js';
import { countingModel } from '../../../../src/testing/counting-model.js';
import { faultyModel } from '../../../../src/testing/faulty-model.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { namingAfter, opinionOf } from '../../../support/situations.js';
import { byPrompt, context, mindOf, probabilitiesOf, textOf } from '../../../support/asked-minds.js';

describe('languageModelMind: the average', () => {
  it('should average over presentations, temperature applied to each first', async () => {
    // The label of the first option is preferred: Q at .9, whatever it stands for.
    const choose: Script['choose'] = () => [0.9, 0.1];
    const { mind } = mindOf({ choose, temperature: 0.5 });
    const { mind: fixed } = mindOf({ choose, temperature: 0.5, elicitation: { labels: 'fixed' } });

    expect(await probabilitiesOf(mind.judge(opinionOf(2, 4), context))).toEqual([0.5, 0.5]);
    const [first = 0] = await probabilitiesOf(fixed.judge(opinionOf(2, 4), context));
    expect(first).toBeCloseTo(0.81 / 0.82, 9);
  });

  it('should not mix temperature and average the other way round', async () => {
    // .69 and .40 at T = .2: each is sharpened first, and their mean is near a half.
    const choose: Script['choose'] = ({ prompt }) => {
      const p = prompt.pieces[0]?.includes('Q or M') === true ? 0.69 : 0.4;
      return [p, 1 - p];
    };
    const { mind } = mindOf({ choose, temperature: 0.2, elicitation: { labels: 'fixed' } });
    const [first = 0] = await probabilitiesOf(mind.judge(namingAfter([]), context));
    const sharpened = [0.69, 0.4].map((p) => p ** 5 / (p ** 5 + (1 - p) ** 5));

    expect(first).toBeCloseTo(((sharpened[0] ?? 0) + (sharpened[1] ?? 0)) / 2, 9);
    expect(first).toBeCloseTo(0.55, 2);
  });

  it('should give back probabilities in the order of the options, whatever label they stood under', async () => {
    const choose: Script['choose'] = (request) => {
      const last = request.prompt.pieces.at(-2) ?? '';
      return request.options.map((option) => (last.includes(`chose${option}`) ? 0.8 : 0.1));
    };
    const { mind } = mindOf({ choose });
    const situation = opinionOf(3, 3, majorityOpinion({ agents: 4, labels: ['X', 'Y'] }));

    const [first = 0, second = 0] = await probabilitiesOf(mind.judge(situation, context));
    expect(first).toBeCloseTo(8 / 9, 9);
    expect(second).toBeCloseTo(1 / 9, 9);
  });

  it('should be symmetric for any model: P(x) + P(n - x) = 1', async () => {
    const model = fc.record({ salt: fc.string(), temperature: fc.constantFrom(0, 0.2, 0.5, 1, 2), n: fc.integer({ min: 1, max: 12 }) }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(model, async ({ salt, temperature, n }) => {
        const { mind } = mindOf({
          temperature,
          choose: (request) => request.options.map((option) => 1 + (seed32(salt, textOf(request), option) % 1000)),
        });
        const scenario = majorityOpinion({ agents: n + 1 });
        for (let x = 0; x <= n; x += 1) {
          const [one = 0] = await probabilitiesOf(mind.judge(opinionOf(x, n, scenario), context));
          const [other = 0] = await probabilitiesOf(mind.judge(opinionOf(n - x, n, scenario), context));
          expect(one + other).toBe(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('should be symmetric in three options too: the mirrored situation gives the mirrored answer', async () => {
    const scenario = namingGame({ names: ['A', 'B', 'C'] });
    const { mind } = mindOf({ choose: (request) => request.options.map((option) => 1 + seed32(option, request.prompt.pieces.at(1) ?? '') % 9) }); // prettier-ignore
    const one = await probabilitiesOf(mind.judge(namingAfter([[0, 1]], scenario), context));
    const next = await probabilitiesOf(mind.judge(namingAfter([[1, 2]], scenario), context));

    for (const [option, p] of one.entries()) expect(next[(option + 1) % 3]).toBeCloseTo(p, 8);
  });

  it('should report the mass, the presentations and their spread, shortened', async () => {
    const choose: Script['choose'] = ({ prompt }) => (prompt.pieces[0]?.includes('Q or M') === true ? [0.3, 0.1] : [0.1, 0.1]); // prettier-ignore
    const { mind } = mindOf({ choose, elicitation: { labels: 'fixed' } });
    const judgement = await mind.judge(namingAfter([]), context);

    expect(judgement.evidence).toEqual({
      asked: 'completion, second person, labels fixed, orders averaged',
      mass: 0.3,
      presentations: 2,
      spread: 0.125,
    });
  });
});

describe('atTemperature', () => {
  it.each([
    [1, [0.2, 0.8], [0.2, 0.8]],
    [0.5, [0.25, 0.75], [0.1, 0.9]],
    [2, [0.1, 0.9], [0.25, 0.75]],
    [0, [0.2, 0.5, 0.3], [0, 1, 0]],
    [0, [0.4, 0.4, 0.2], [0.5, 0.5, 0]],
    [0.5, [0, 1], [0, 1]],
  ])('should take %d on %j to %j', (temperature, given, expected) => {
    for (const [at, p] of atTemperature(given, temperature).entries())
      expect(p).toBeCloseTo(expected[at] as number, 12);
  });

  it('should be a distribution at any temperature', () => {
    const positive = fc.array(fc.double({ min: 1e-300, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(positive, fc.double({ min: 0.001, max: 100, noNaN: true }), (weights, temperature) => {
        const total = atTemperature(weights, temperature).reduce((sum, p) => sum + p, 0);
        expect(total).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('languageModelMind: what is asked', () => {
  it('should ask every presentation, with the purpose, the signal and a seed', async () => {
    const { mind, model } = mindOf({});
    const stop = new AbortController();
    await mind.judge(opinionOf(2, 5), { ...context, signal: stop.signal });

    expect(model.calls).toHaveLength(8);
    const { request, context: call } = model.calls[0] as (typeof model.calls)[number];
    expect(request).toMatchObject({ verb: 'choose', request: { options: [' Q', ' M'], temperature: 1, samples: 20 } });
    expect(call).toMatchObject({ purpose: 'decision', signal: stop.signal });
    expect(new Set(model.calls.map(({ context: { seed } }) => seed)).size).toBe(8);
  });

  it('should put the text of a persona into the prompt, and a persona without one into none', async () => {
    const { mind, model } = mindOf({ elicitation: { form: 'chat' } });
    await mind.judge(namingAfter([]), { ...context, persona: { name: 'Ada', text: 'I am Ada of the harbour.' } });
    await mind.judge(namingAfter([]), context);
    const systems = model.calls.map(({ request }) => (request.request as ChooseRequest).prompt.system ?? '');

    expect(systems.slice(0, 4).every((system) => system.startsWith('I am Ada of the harbour.\nYou play'))).toBe(true);
    expect(systems.slice(4).every((system) => system.startsWith('You play'))).toBe(true);
  });

  it('should ask once for situations that are the same but for their object', async () => {
    let saved = 0;
    const { mind, model } = mindOf({ onKnown: () => (saved += 1) });
    const situation = namingAfter([[0, 1]]);
    await mind.judge(situation, context);
    const answers = [situation, structuredClone(situation)].map((one) =>
      mind.judge(one, { ...context, agent: 'ben', occasion: 7, stream: 'run 2' }),
    );

    expect(model.calls).toHaveLength(4);
    expect(saved).toBe(2);
    expect(answers[0]).not.toBeInstanceOf(Promise);
    expect(answers[0]).toBe(answers[1]);
  });

  it('should ask once while the first answer is still to come', async () => {
    const { mind, model } = mindOf({});
    const both = ['ann', 'ben'].map((agent) => mind.judge(namingAfter([]), { ...context, agent }));

    expect(await both[0]).toEqual(await both[1]);
    expect(model.calls).toHaveLength(4);
  });

  it('should ask anew for another state, other options, another kind and another persona', async () => {
    const { mind, model } = mindOf({});
    const situation = namingAfter([[0, 1]]);
    const others: readonly Situation[] = [
      namingAfter([[1, 0]]),
      namingAfter([[0, 1]], namingGame({ names: ['X', 'Y'] })),
      { ...situation, kind: 'other' },
    ];
    await mind.judge(situation, context);
    for (const other of others) await mind.judge(other, context);
    await mind.judge(situation, { ...context, persona: { name: 'Ada', text: 'I am Ada.' } });

    expect(model.calls).toHaveLength(5 * 4);
  });

  it('should not answer one person with what another was told, however often that was asked', async () => {
    const { mind, model } = mindOf({});
    const situation = namingAfter([]);
    for (let time = 0; time < 3; time += 1) await mind.judge(situation, context);
    const ada = await mind.judge(situation, { ...context, persona: { name: 'Ada', text: 'I am Ada.' } });

    expect(model.calls).toHaveLength(8);
    expect(ada).not.toEqual(await mind.judge(situation, context));
  });

  it('should go by the text of a persona: the same text is the same person to a model', async () => {
    const { mind, model } = mindOf({});
    for (const name of ['Ada', 'Ida'])
      await mind.judge(namingAfter([]), { ...context, persona: { name, text: 'I am.' } });

    expect(model.calls).toHaveLength(4);
  });

  it('should tell two situations apart whose texts only run together to the same', async () => {
    const { mind, model } = mindOf({});
    const base = { ...namingAfter([]), framing: [] };
    await mind.judge({ ...base, options: ['a', 'b\nc'], state: [''] }, context);
    await mind.judge({ ...base, options: ['a', 'b', 'c'], state: [''] }, context);

    expect(model.calls).toHaveLength(4 + 6);
  });
});

describe('languageModelMind: failures', () => {
  it.each(['refused', 'malformed', 'unavailable', 'over-budget', 'aborted'] as const)(
    'should be %s where one presentation is, with what came back',
    async (kind) => {
      const model = faultyModel(scriptedModel({ choose: byPrompt }), [
        { calls: [2], gives: { kind, message: 'so it was', evidence: 'I will not.' } },
      ]);
      const mind = languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse({}) });

      expect(await mind.judge(namingAfter([]), context)).toEqual({
        kind,
        message: 'so it was',
        evidence: { asked: 'completion, second person, labels averaged, orders averaged', text: 'I will not.' },
      });
    },
  );

  it('should keep the mass of a failure that tells it', async () => {
    const model = faultyModel(scriptedModel({ choose: byPrompt }), [
      { calls: [2], gives: { kind: 'malformed', mass: 0.03 } },
    ]);
    const mind = languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse({}) });

    expect(await mind.judge(namingAfter([]), context)).toMatchObject({ kind: 'malformed', evidence: { mass: 0.03 } });
  });

  it('should ask again after a failure, and then no more', async () => {
    const counted = countingModel(scriptedModel({ choose: byPrompt }));
    const model = faultyModel(counted, [{ calls: [1], gives: { kind: 'unavailable' } }]);
    const mind = languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse({}) });
    const kinds: string[] = [];
    for (let time = 0; time < 3; time += 1) kinds.push((await mind.judge(namingAfter([]), context)).kind);

    expect(kinds).toEqual(['unavailable', 'distribution', 'distribution']);
    expect(counted.calls).toHaveLength(3 + 4);
  });

  it('should be malformed where the model cannot choose at all', async () => {
    const { mind } = mindOf({ choose: undefined });

    expect((await mind.judge(namingAfter([]), context)).kind).toBe('malformed');
  });
});
