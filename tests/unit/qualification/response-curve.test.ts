import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind } from '../../../src/agent/index.js';
import { scriptedModel, type Script } from '../../../src/model/index.js';
import { measureResponse } from '../../../src/qualification/index.js';
import type { ChooseRequest, ResponseLadder } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { faultyModel } from '../../../src/testing/faulty-model.js';
import { majorityOpinion } from 'mesocosm/scenarios';

const scenario = majorityOpinion({ agents: 5, temperature: 1 });
const ladder = scenario.situations.ladder as ResponseLadder;

/** Glauber with beta .8 on what is listed under its labels, and a preference for the label Q. */
const follower =
  (preference = 0): Script['choose'] =>
  ({ prompt }: ChooseRequest) => {
    const listed = prompt.pieces.filter((piece) => / chose [QM]\./.test(piece));
    const q = listed.filter((piece) => piece.includes('Q.')).length;
    const m = listed.length === 0 ? 0 : (2 * q - listed.length) / listed.length;
    const p = Math.min(1, (1 + Math.tanh(0.8 * m)) / 2 + preference);
    return [p, 1 - p];
  };
const mindOf = (script: Script, elicitation: object = {}, temperature = 1) => {
  const model = countingModel(scriptedModel(script));
  return { model, mind: languageModelMind({ model, temperature, elicitation: Elicitation.parse(elicitation) }) };
};

describe('measureResponse', () => {
  it('should ask every point of the ladder in every presentation', async () => {
    const { mind, model } = mindOf({ choose: follower() });
    const progress: string[] = [];
    const reply = await measureResponse(mind, ladder, { onAsked: (done, total) => progress.push(`${done}/${total}`) });

    expect(reply.ok).toBe(true);
    expect(model.calls).toHaveLength(8 * 5);
    expect(progress.at(0)).toBe('1/40');
    expect(progress.at(-1)).toBe('40/40');
    expect(new Set(model.calls.map(({ context: { purpose } }) => purpose))).toEqual(new Set(['examination']));
  });

  it('should give the curve and the beta that the model has', async () => {
    const reply = await measureResponse(mindOf({ choose: follower() }).mind, ladder);
    if (!reply.ok) throw new Error(reply.failure.message);
    const { curve } = reply.value;

    expect(curve).toMatchObject({ axis: 'others who hold Q, of 4', option: 'Q', temperature: 1, presentations: 8 });
    for (const { x, p, raw } of curve.points) {
      expect(p).toBeCloseTo((1 + Math.tanh(0.8 * ((2 * x) / 4 - 1))) / 2, 9);
      expect(raw).toBeCloseTo(p, 9);
    }
    expect(curve.fit.beta).toBeCloseTo(0.8, 4);
  });

  it('should take a preference for a label out of the curve, and show it in the spread', async () => {
    const reply = await measureResponse(mindOf({ choose: follower(0.05) }).mind, ladder);
    if (!reply.ok) throw new Error(reply.failure.message);
    const middle = reply.value.curve.points[2];

    expect(middle?.p).toBeCloseTo(0.5, 9);
    expect(middle?.presentations.map((p) => p.toFixed(2))).toEqual([...Array<string>(4).fill('0.55'), ...Array<string>(4).fill('0.45')]); // prettier-ignore
    expect(middle?.low).toBeLessThan(0.5);
    expect(middle?.high).toBeGreaterThan(0.5);
  });

  it('should tell temperature from what the model said', async () => {
    const reply = await measureResponse(mindOf({ choose: follower() }, {}, 0.5).mind, ladder);
    if (!reply.ok) throw new Error(reply.failure.message);
    const last = reply.value.curve.points.at(-1);
    const raw = (1 + Math.tanh(0.8)) / 2;

    expect(last?.raw).toBeCloseTo(raw, 9);
    expect(last?.p).toBeCloseTo(raw ** 2 / (raw ** 2 + (1 - raw) ** 2), 9);
    // A tanh at T = .5 is a tanh with twice the beta.
    expect(reply.value.curve.fit.beta).toBeCloseTo(1.6, 4);
  });

  it('should be the same curve each time', async () => {
    const curves = await Promise.all([0, 1].map(() => measureResponse(mindOf({ choose: follower(0.1) }).mind, ladder)));

    expect(curves[0]).toEqual(curves[1]);
  });

  it('should give the failure of what could not be asked', async () => {
    const model = faultyModel(scriptedModel({ choose: follower() }), [{ calls: [11], gives: { kind: 'over-budget' } }]);
    const mind = languageModelMind({ model, temperature: 1, elicitation: Elicitation.parse({}) });

    expect(await measureResponse(mind, ladder)).toMatchObject({ ok: false, failure: { kind: 'over-budget' } });
  });
});
