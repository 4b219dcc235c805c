import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind, presentationsOf } from '../../../../src/agent/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { scriptedModel, type Script } from '../../../../src/model/index.js';
import type { ChooseRequest } from '../../../../src/spec/index.js';
import { faultyModel } from '../../../../src/testing/faulty-model.js';
import { namingAfter, opinionOf } from '../../../support/situations.js';
import { byPrompt, context, mindOf, probabilitiesOf, textOf } from '../../../support/asked-minds.js';

describe('languageModelMind: samples', () => {
  const sampled = (elicitation: object = {}) => mindOf({ choosing: 'sampled', elicitation });

  it('should never share sampled answers between runs', async () => {
    const { mind, model } = sampled();
    for (const stream of ['run 1', 'run 2']) await mind.judge(namingAfter([]), { ...context, stream });
    const streams = model.calls.map(({ context: { stream } }) => stream);

    expect(model.calls).toHaveLength(8);
    expect(new Set(streams).size).toBe(8);
    expect(new Set(model.calls.map(({ context: { seed } }) => seed)).size).toBe(8);
  });

  it('should share what was asked in the same run, whoever meets it and when', async () => {
    const { mind, model } = sampled();
    const first = await mind.judge(namingAfter([]), context);

    expect(await mind.judge(namingAfter([]), context)).toBe(first);
    expect(await mind.judge(namingAfter([]), { ...context, agent: 'ben', occasion: 7 })).toBe(first);
    expect(model.calls).toHaveLength(4);
  });

  it('should name the run and the agent that asked first, for usage by them', async () => {
    const { mind, model } = sampled();
    await mind.judge(namingAfter([]), context);

    expect(model.calls[0]?.context).toMatchObject({ run: 'run 1', agent: 'ann', purpose: 'decision' });
  });

  it('should leave the temperature to the model, and say how many samples it wants', async () => {
    const choose: Script['choose'] = () => [0.9, 0.1];
    const { mind, model } = mindOf({ choose, choosing: 'sampled', temperature: 0.5, elicitation: { labels: 'fixed', samples: 7 } }); // prettier-ignore
    const [first = 0] = await probabilitiesOf(mind.judge(namingAfter([]), context));

    expect(first).toBeCloseTo(0.9, 9);
    expect(model.calls[0]?.request.request).toMatchObject({ temperature: 0.5, samples: 7 });
  });
});

describe('languageModelMind: live presentations', () => {
  const live = () => mindOf({ elicitation: { orders: 'live' } });

  it('should ask one presentation, anew each time', async () => {
    const { mind, model } = live();
    for (let occasion = 0; occasion < 5; occasion += 1) await mind.judge(opinionOf(3, 8), { ...context, occasion });

    expect(model.calls).toHaveLength(5);
    expect(new Set(model.calls.map(({ request }) => textOf(request.request as ChooseRequest))).size).toBe(5);
  });

  it('should meet the same presentation at the same moment of the same run', async () => {
    const texts = await Promise.all(
      [0, 1].map(async () => {
        const { mind, model } = live();
        await mind.judge(opinionOf(3, 8), context);
        return textOf(model.calls[0]?.request.request as ChooseRequest);
      }),
    );

    expect(texts[0]).toBe(texts[1]);
  });

  it('should say that one presentation is all there was', async () => {
    const judgement = await live().mind.judge(opinionOf(3, 8), context);

    expect(judgement.evidence).toMatchObject({ presentations: 1, spread: 0 });
  });

  it('should still ask all declared presentations when it is examined', async () => {
    const { mind, model } = live();
    const reply = await mind.ask(opinionOf(3, 8));

    expect(reply.ok && reply.value).toHaveLength(8);
    expect(model.calls).toHaveLength(8);
  });

  it('should agree on average with the declared average, for a model to which order means nothing', async () => {
    const choose: Script['choose'] = ({ prompt }) => {
      const q = prompt.pieces.filter((piece) => piece.includes(' Q')).length;
      return [1 + q, 9 - q];
    };
    const { mind } = mindOf({ choose, elicitation: { orders: 'live' } });
    const averaged = await probabilitiesOf(mindOf({ choose }).mind.judge(opinionOf(6, 8), context));
    const met = await Promise.all(
      Array.from({ length: 400 }, (_, occasion) =>
        probabilitiesOf(mind.judge(opinionOf(6, 8), { ...context, occasion })),
      ),
    );

    // Under either label assignment the answer is .7: nothing is left to chance.
    for (const [first = 0] of met) expect(first).toBeCloseTo(averaged[0] ?? 0, 9);
  });
});

describe('languageModelMind: ask', () => {
  it('should give each presentation with what was said before and after temperature', async () => {
    const { mind } = mindOf({ choose: () => [0.75, 0.25], temperature: 0.5 });
    const reply = await mind.ask(opinionOf(1, 3), { purpose: 'examination' });
    if (!reply.ok) throw new Error(reply.failure.message);

    expect(reply.value.map(({ presentation }) => presentation)).toEqual(
      presentationsOf(opinionOf(1, 3), mind.elicitation),
    );
    for (const { presentation, raw, probabilities, mass } of reply.value) {
      const [first, other] = presentation.labels[0] === 0 ? [0, 1] : [1, 0];
      expect([raw[first], raw[other]]).toEqual([0.75, 0.25]);
      expect(probabilities[first]).toBeCloseTo(0.9, 9);
      expect(mass).toBe(1);
    }
  });

  it('should tell of each answer, and give the first failure', async () => {
    let answered = 0;
    const model = faultyModel(scriptedModel({ choose: byPrompt }), [{ calls: [3], gives: { kind: 'unavailable' } }]);
    const mind = languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse({}) });
    const reply = await mind.ask(namingAfter([]), { onAnswer: () => (answered += 1) });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(answered).toBe(4);
  });

  it('should be called as its model unless it is called something else', () => {
    expect(mindOf({ name: undefined }).mind.name).toBe('scripted');
    expect(mindOf({ name: 'oracle' }).mind.name).toBe('oracle');
  });

  it('should quantise what it gives, so that it is what is drawn from', async () => {
    const probabilities = await probabilitiesOf(mindOf({ temperature: 0.7 }).mind.judge(namingAfter([]), context));

    for (const p of probabilities) expect(Number.isInteger(p * 2 ** 32)).toBe(true);
    expect(chancesFrom(1)('x').draw(probabilities)).toBeLessThan(2);
  });
});
