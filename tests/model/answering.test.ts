import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administer, answererOf, relativeStance } from '../../src/persona/answering/index.js';
import { checkInstrument, instrumentHeading, type InstrumentCheck } from '../../src/persona/instrument/index.js';
import { Questionnaire, type LanguageModel } from '../../src/spec/index.js';
import { embeddedModel } from '../support/endpoint-weights-real.js';

/** Two items of one axis of a context, one of each key: enough to see that numbers are real. */
function smallQuestionnaire(): Questionnaire {
  const file = new URL('../../generators/contexts/train/irish-jury-room.json', import.meta.url);
  const whole = Questionnaire.parse(JSON.parse(readFileSync(file, 'utf8')));
  const axes = whole.axes.slice(0, 1);
  const own = whole.items.filter(({ axis }) => axis === axes[0]?.name);
  const keyed = (reversed: boolean) => own.filter(({ reverseKeyed }) => reverseKeyed === reversed).slice(0, 1);
  return Questionnaire.parse({ ...whole, axes, items: [...keyed(false), ...keyed(true)] });
}

describe('a questionnaire that is asked of the embedded model', () => {
  const questionnaire = smallQuestionnaire();
  const [doubtful, strict] = ['any honest doubt must free a person', 'likely wrongdoers must be held to account'].map(
    (opinion, at) => ({
      name: ['Ann', 'Ben'][at] as string,
      text: `My name is ${['Ann', 'Ben'][at]}. I hold that ${opinion}.`,
    }),
  );
  const personas = [doubtful, strict].flatMap((persona) => (persona === undefined ? [] : [persona]));
  let model: LanguageModel;
  beforeAll(async () => {
    model = await embeddedModel();
  }, 300_000);
  afterAll(() => model.close());

  const ask = async (mode: 'single' | 'appropriateness') => {
    const reply = await administer({ questionnaire, personas, ...answererOf({ mode, model }), seed: 1 });
    if (!reply.ok) throw new Error(reply.failure.message);
    return reply.value;
  };

  it('should have an answer to every item, in one question', async () => {
    const responses = await ask('single');

    expect(responses.missing).toEqual([]);
    for (const answer of responses.answers.flat()) {
      if (answer.kind === 'missing') throw new Error(answer.message);
      expect(answer.probabilities).toHaveLength(5);
      expect(answer.evidence?.presentations).toBe(2);
      expect(answer.evidence?.mass).toBeGreaterThan(0.05);
    }
  });

  it('should answer by the three questions of appropriateness too', async () => {
    const responses = await ask('appropriateness');

    expect(responses.mode).toBe('appropriateness');
    expect(responses.answers.flat().filter(({ kind }) => kind === 'answered').length).toBeGreaterThanOrEqual(3);
  });

  it('should tell relative stances', async () => {
    const reply = await relativeStance({ questionnaire, personas, model, wordings: 4 });
    if (!reply.ok) throw new Error(reply.failure.message);

    expect(reply.value.anchors[0]?.noise).toBeGreaterThan(0);
    expect(reply.value.ratios.flat().every((ratio) => ratio !== null && Number.isFinite(ratio))).toBe(true);
  });

  it('should find that it cannot be measured by points of a scale, and head tables with that', async () => {
    const answerer = answererOf({ mode: 'single', model });
    const check = await checkInstrument({ questionnaire, answerer, seed: 1, wordings: 4 });
    const found = check.ok ? check.value : ({} as InstrumentCheck);

    expect(found.failed).toEqual(['weight-of-doubt']);
    expect(found.axes[0]?.missing).toBe(0);
    expect(instrumentHeading(found)).toContain('this model cannot be measured with this instrument');
  });
});
