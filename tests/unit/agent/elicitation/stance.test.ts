import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind, NEUTRAL_PERSONA, stanceByLikelihood } from '../../../../src/agent/index.js';
import { scriptedModel } from '../../../../src/model/index.js';
import type { ScoreRequest, Situation } from '../../../../src/spec/index.js';
import { countingModel } from '../../../../src/testing/counting-model.js';
import { context, probabilitiesOf } from '../../../support/asked-minds.js';
import { promptOf } from '../../../support/endpoint-requests.js';
import { namingAfter } from '../../../support/situations.js';

const ann = { name: 'Ann', text: 'My name is Ann. I want the well to be free.' };
const statements = ['the well should be open to all.', 'the well should be for its owners alone.'];

/** The second statement is always 2 nats less likely; a persona who wants it free adds 3 to the first. */
function model(score: boolean = true) {
  const scored = ({ prompt, continuations }: ScoreRequest): readonly number[] =>
    continuations.map((text) => {
      const open = text.includes('open to all');
      return -10 - (open ? 0 : 2) + (open && prompt.pieces.join('').includes('free') ? 3 : 0);
    });
  return countingModel(scriptedModel(score ? { score: scored } : {}));
}

describe('stanceByLikelihood', () => {
  it('should give what the persona adds to each statement, in nats', async () => {
    const reply = await stanceByLikelihood({ model: model(), persona: ann, statements });

    expect(reply).toMatchObject({ ok: true, value: { given: [-7, -12], against: [3, 0] } });
  });

  it('should put persona and lead before the whole statement', async () => {
    const asked = model();
    await stanceByLikelihood({ model: asked, persona: ann, statements: ['  a. '], purpose: 'examination' });
    const [first, second] = asked.calls;

    expect(first?.request.request).toEqual({
      prompt: { form: 'completion', pieces: [`${ann.text}\n`, 'I believe that'] },
      continuations: [' a.'],
    });
    expect(promptOf((second as NonNullable<typeof second>).request).pieces[0]).toBe(`${NEUTRAL_PERSONA.text}\n`);
    expect(first?.context.purpose).toBe('examination');
  });

  it('should say that a model gives no likelihoods', async () => {
    const reply = await stanceByLikelihood({ model: model(false), persona: ann, statements });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'not-available' } });
  });
});

describe('a mind that is asked by likelihood', () => {
  const situation: Situation = { ...namingAfter([]), claims: statements.map((text) => [text]) };
  const mindOn = (asked: ReturnType<typeof model>, temperature = 1) =>
    languageModelMind({ model: asked, temperature, elicitation: Elicitation.parse({ stance: 'likelihood' }) });

  it('should take the gains of the claims as logits, then temperature', async () => {
    const judge = (temperature: number) =>
      probabilitiesOf(mindOn(model(), temperature).judge(situation, { ...context, persona: ann }));

    expect((await judge(1))[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 8);
    expect((await judge(0.5))[0]).toBeCloseTo(1 / (1 + Math.exp(-6)), 8);
  });

  it('should say in its evidence how it was asked', async () => {
    const judgement = await mindOn(model()).judge(situation, { ...context, persona: ann });

    expect(judgement.evidence).toEqual({ asked: 'likelihood of claims' });
  });

  it('should ask for a choice where there are no claims, or the model has no likelihoods', async () => {
    const [withoutClaims, withoutScores] = [model(), model(false)];
    await mindOn(withoutClaims).judge(namingAfter([]), context);
    await mindOn(withoutScores).judge(situation, context);

    expect(withoutClaims.calls.every(({ request }) => request.verb === 'choose')).toBe(true);
    expect(withoutScores.calls.every(({ request }) => request.verb === 'choose')).toBe(true);
    expect(withoutScores.calls.length).toBeGreaterThan(0);
  });
});
