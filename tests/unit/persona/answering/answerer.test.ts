import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { administer, answererOf, modesOf } from '../../../../src/persona/index.js';
import { countingModel } from '../../../../src/testing/counting-model.js';
import { peopleAt, questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf(['trust'], { items: 2 });
const personas = peopleAt([0.5, 0.5], ['trust']);
const model = scriptedModel({
  choose: ({ prompt }) => {
    const backwards = prompt.pieces.at(-1)?.includes('be: strongly agree') === true;
    return backwards ? [0, 0.1, 0.2, 0.3, 0.4] : [0.4, 0.1, 0.2, 0.3, 0];
  },
  write: () => ' something.',
  score: ({ continuations }) => continuations.map(() => -1),
});

describe('answererOf', () => {
  it('should average the scale named forwards and backwards, each answer under its own label', async () => {
    const counted = countingModel(model);
    const reply = await administer({
      questionnaire,
      personas,
      seed: 1,
      ...answererOf({ mode: 'single', model: counted }),
    });
    const answer = reply.ok ? reply.value.answers[0]?.[0] : undefined;

    // 2 people by 2 items by 2 directions.
    expect(counted.calls).toHaveLength(8);
    expect(answer).toMatchObject({
      kind: 'answered',
      probabilities: [0.2, 0.1, 0.2, 0.3, 0.2].map((p) => expect.closeTo(p, 8)),
      evidence: { asked: 'completion, second person, labels fixed, orders averaged', presentations: 2 },
    });
  });

  it('should name the mode, and hang on the model, the temperature and the elicitation', () => {
    const fingerprints = [
      answererOf({ mode: 'single', model }),
      answererOf({ mode: 'single', model, temperature: 0.5 }),
      answererOf({ mode: 'single', model, elicitation: { form: 'chat' } }),
      answererOf({ mode: 'single', model: { ...model, fingerprint: 'another' } }),
    ].map(({ fingerprint }) => fingerprint);

    expect(new Set(fingerprints).size).toBe(4);
    expect(answererOf({ mode: 'likelihood', model })).toEqual({ mode: 'likelihood', model });
    expect(answererOf({ mode: 'appropriateness', model })).toMatchObject({ mode: 'appropriateness', mind: { name: 'appropriateness(scripted)' } }); // prettier-ignore
  });

  it('should refuse a mode that the model has no verb for, naming those that it has', () => {
    const mute = scriptedModel({ choose: () => [1, 0] });

    expect(modesOf(mute)).toEqual(['single']);
    expect(modesOf(model)).toEqual(['single', 'appropriateness', 'likelihood']);
    expect(() => answererOf({ mode: 'likelihood', model: mute })).toThrow(
      'scripted cannot answer by "likelihood"; expected a model that gives likelihoods of texts',
    );
    expect(() => answererOf({ mode: 'appropriateness', model: mute })).toThrow('There is: single');
  });
});
