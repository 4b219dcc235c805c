import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { relativeStance, RelativeStance, type RelativeStanceOptions } from '../../../../src/persona/index.js';
import type { ModelFailure, Persona } from '../../../../src/spec/index.js';
import { countingModel } from '../../../../src/testing/counting-model.js';
import { believingModel, type BelieverScript } from '../../../support/believers.js';
import { memoryLog } from '../../../support/memory-log.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const standing = (side: number, name = `At ${side}`): Persona => ({ name, text: `I am one who stands at ${side}.` });
const personas = [-1, -0.5, 0, 0.5, 1].map((side) => standing(side));

async function stanceOf(
  script: BelieverScript = {},
  more: Partial<RelativeStanceOptions> = {},
): Promise<RelativeStance> {
  const reply = await relativeStance({ questionnaire, personas, model: believingModel(script), ...more });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}
const column = ({ positions }: RelativeStance, axis = 0): (number | null)[] =>
  positions.map((row) => row[axis] ?? null);

describe('relativeStance', () => {
  it('should put people between con anchors at 0 and pro anchors at 1', async () => {
    const stance = await stanceOf({ noise: 0 });

    // Pro is one nat a token likelier for a pro anchor and con one nat less: log-ratios of -2, -1, 0, 1, 2.
    expect(stance.anchors.map(({ con, pro, noise, separation }) => [con, pro, noise, separation])).toEqual([
      [-2, 2, 0, null],
      [-2, 2, 0, null],
    ]);
    column(stance).forEach((position, at) => expect(position).toBeCloseTo(at / 4, 10));
    stance.ratios.forEach((row, at) =>
      row.forEach((ratio, item) => expect(ratio).toBeCloseTo((item % 2 === 1 ? -1 : 1) * (at - 2), 10)),
    );
  });

  it('should be what its schema says, and no table of Likert scores', async () => {
    const stance = await stanceOf();

    expect(RelativeStance.parse(JSON.parse(JSON.stringify(stance)))).toEqual(stance);
    expect(stance.mode).toBe('likelihood');
    expect(stance).not.toHaveProperty('scores');
  });

  it('should take away what statements are worth to anybody, and how long they are', async () => {
    const plain = await stanceOf({ noise: 0 });
    const biased = await stanceOf({
      noise: 0,
      perToken: -3,
      more: (_, continuation) => (continuation.includes('would do') ? 2.5 : 0),
    });

    column(biased).forEach((position, at) => expect(position).toBeCloseTo(column(plain)[at] as number, 10));
  });

  it('should measure its noise in neutral people, and be of no use where anchors drown in it', async () => {
    const clear = await stanceOf({ noise: 0.2 });
    const drowned = await stanceOf({ noise: 1.5, conviction: 0.15 });

    expect(clear.anchors.map(({ usable }) => usable)).toEqual([true, true]);
    expect(clear.anchors[0]?.separation).toBeGreaterThan(10);
    expect(drowned.anchors.map(({ usable }) => usable)).toEqual([false, false]);
    expect(drowned.anchors[0]?.reasons[0]).toContain('less than 2 units of noise apart');
  });

  it('should see that anchors stand the wrong way round', async () => {
    const { anchors } = await stanceOf({ conviction: -1 });

    expect(anchors[0]?.pro).toBeLessThan(anchors[0]?.con as number);
    expect(anchors.map(({ usable }) => usable)).toEqual([false, false]);
    expect(anchors[0]?.reasons).toEqual(['its anchors stand the wrong way round', 'it is blind to negation']);
  });

  it('should find out who cannot tell a statement from its negation', async () => {
    const seeing = await stanceOf();
    const blind = await stanceOf({ negation: false, noise: 0.05 });

    expect(seeing.anchors[0]?.negation.low).toBeGreaterThan(0);
    expect(seeing.anchors[0]?.negation.blindTo).toEqual([]);
    expect(blind.anchors[0]?.usable).toBe(false);
    expect(blind.anchors[0]?.reasons).toEqual(['it is blind to negation']);
    // Who is blind finds the longer text more convincing than the shorter: all four items.
    expect(blind.anchors[0]?.negation.blindTo).toHaveLength(4);
  });

  it('should ask once for each person, anchor and neutral person, by their own words', async () => {
    const model = countingModel(believingModel());
    await stanceOf({}, { model });
    const piecesOf = (call = model.calls.at(-1)): readonly string[] =>
      call?.request.verb === 'score' ? call.request.request.prompt.pieces : [];
    const leads = new Set(model.calls.map((call) => piecesOf(call).at(-1)));
    await stanceOf({}, { model, personas: [{ name: 'Eva', text: 'Eva stands at 1.' }] });

    // 5 people, 6 neutral ones, 2 axes by 2 poles by 6 anchors.
    expect(model.calls).toHaveLength(5 + 6 + 24 + (1 + 6 + 24));
    expect([...leads]).toEqual(['I believe that']);
    expect(piecesOf()).toEqual(['Eva stands at 1.\n', 'Eva believes that']);
  });

  it('should go on from its log, and not ask it of another model', async () => {
    const log = memoryLog();
    const first = await stanceOf({}, { log });
    const model = countingModel(believingModel());
    const again = await stanceOf({}, { log: memoryLog(log.appended), model });
    await stanceOf({}, { log: memoryLog(log.appended), model: { ...model, fingerprint: 'another' } });

    expect(again).toEqual(first);
    expect(model.calls).toHaveLength(5 + 6 + 24);
  });

  it('should leave whoever was refused without a position', async () => {
    const model = believingModel();
    const refusing = {
      ...model,
      score: (...[request, context]: Parameters<typeof model.score>) =>
        request.prompt.pieces[0]?.includes('at 0.5') === true
          ? Promise.resolve({ ok: false, failure: { kind: 'refused', message: 'no', retryable: false } } as const)
          : model.score(request, context),
    };
    const stance = await stanceOf({}, { model: refusing });

    expect(stance.missing).toEqual([{ persona: 'At 0.5', message: 'no' }]);
    expect(stance.positions[3]).toEqual([null, null]);
    expect(stance.positions[4]?.[0]).toBeGreaterThan(0.8);
  });

  it('should say that a model gives no likelihoods, and be suspended by the hour', async () => {
    const without = await relativeStance({ questionnaire, personas, model: scriptedModel({}) });
    const failure: ModelFailure = { kind: 'over-budget', message: 'spent', retryable: false };
    const spent = await relativeStance({ questionnaire, personas, model: scriptedModel({ score: () => failure }) });

    expect(without).toMatchObject({ ok: false, failure: { kind: 'not-available' } });
    expect(spent).toEqual({ ok: false, failure });
  });
});
