import { describe, expect, it } from 'vitest';
import { appropriatenessMind } from '../../../../src/agent/index.js';
import { scriptedModel, type Script } from '../../../../src/model/index.js';
import { itemSituation } from '../../../../src/persona/index.js';
import type { LikertItem, MindContext, ModelFailure } from '../../../../src/spec/index.js';
import { countingModel } from '../../../../src/testing/counting-model.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const [item] = questionnaire.items as [LikertItem];
const context: MindContext = {
  agent: 'Ann',
  persona: { name: 'Ann', text: 'I keep bees.' },
  occasion: 0,
  stream: 's',
  purpose: 'questionnaire',
};
const words = ({ prompt }: Parameters<NonNullable<Script['write']>>[0]): string =>
  prompt.pieces.at(-1)?.includes('situation') === true ? ' a quarrel. And more.' : ' a keeper\nof bees';

function minded(script: Script = {}, form: 'completion' | 'chat' = 'completion') {
  const model = countingModel(scriptedModel({ write: words, choose: () => [0.1, 0.2, 0.3, 0.2, 0.2], ...script }));
  return { model, mind: appropriatenessMind({ model, temperature: 1, elicitation: { form } }) };
}
const promptOf = (model: ReturnType<typeof minded>['model'], call: number): string => {
  const asked = model.calls[call]?.request.request;
  const { system = '', pieces = [] } = asked !== undefined && 'prompt' in asked ? asked.prompt : {};
  return [system, ...pieces].join('');
};

describe('appropriatenessMind', () => {
  it('should ask what situation it is, what person, and then choose with both in view', async () => {
    const { model, mind } = minded();
    const judgement = await mind.judge(itemSituation(questionnaire, item, 'Ann'), context);

    expect(judgement).toMatchObject({ kind: 'distribution', probabilities: [0.1, 0.2, 0.3, 0.2, 0.2].map((p) => expect.closeTo(p, 8)) }); // prettier-ignore
    expect(model.calls.map(({ request }) => request.verb)).toEqual(['write', 'write', 'choose', 'choose']); // prettier-ignore
    expect(promptOf(model, 0)).toMatch(/reason 0\."\nWhat kind of situation is this\? It is$/);
    expect(promptOf(model, 1)).toMatch(/What kind of situation is this\? It is a quarrel\.\nWhat kind of person is Ann\? Ann is$/); // prettier-ignore
    expect(promptOf(model, 2)).toMatch(
      /It is a quarrel\.\nWhat kind of person is Ann\? Ann is a keeper\nWhat does a person such as Ann do in a situation such as this\?\nHow far would Ann agree/,
    );
  });

  it('should ask in chat for one sentence, and keep the reply as it is', async () => {
    const { model, mind } = minded({}, 'chat');
    await mind.judge(itemSituation(questionnaire, item, 'Ann'), context);

    expect(promptOf(model, 0)).toMatch(/What kind of situation is this\? Answer in one sentence\.$/);
    expect(promptOf(model, 1)).toContain('What kind of situation is this? a quarrel.\n');
  });

  it('should write at temperature 0, once for each person and question of a stream', async () => {
    const { model, mind } = minded();
    const situation = itemSituation(questionnaire, item, 'Ann');
    const first = await Promise.all([mind.judge(situation, context), mind.judge(situation, context)]);
    await mind.judge(situation, { ...context, persona: { name: 'Ben', text: 'I fish.' } });

    const written = model.calls.flatMap(({ request }) => (request.verb === 'write' ? [request.request] : []));
    expect(first[0]).toEqual(first[1]);
    expect(written).toHaveLength(4);
    expect(written.every(({ temperature }) => temperature === 0)).toBe(true);
  });

  it.each([
    ['refused', 'refused'],
    ['unavailable', 'unavailable'],
    ['not-available', 'malformed'],
  ] as const)('should be %s (as %s) where the words are, and ask again later', async (kind, judged) => {
    let fails = true;
    const failure: ModelFailure = { kind, message: 'no words', retryable: true, evidence: 'hm' };
    const { mind } = minded({ write: (request) => (fails ? failure : words(request)) });
    const situation = itemSituation(questionnaire, item, 'Ann');

    expect(await mind.judge(situation, context)).toEqual({
      kind: judged,
      message: 'no words',
      evidence: { text: 'hm' },
    });
    fails = false;
    expect(await mind.judge(situation, context)).toMatchObject({ kind: 'distribution' });
  });

  it('should be malformed where nothing is written', async () => {
    const { mind } = minded({ write: () => ' \n' });

    expect(await mind.judge(itemSituation(questionnaire, item, 'Ann'), context)).toMatchObject({ kind: 'malformed' });
  });
});
