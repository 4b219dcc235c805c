import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { bestOf, elicitationFor, Form, formInWords, type TriedForm } from '../../../src/qualification/index.js';
import { chooseForm, questionsForForm } from '../../../src/qualification/choose-form.js';
import { battery } from '../../../src/qualification/items/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { historyBlind, perfect, subjectModel } from '../../support/qualification-subjects.js';

const tried = (name: string, mass: number | null, score: number, gain: TriedForm['gain'] = null): TriedForm => ({
  ...Form.parse({ form: 'completion', person: 'second' }),
  name,
  stage: 'form',
  mass,
  score,
  parts: {},
  gain,
});
const gaining = (value: number, low: number): TriedForm['gain'] => ({ over: 'a', value, low, high: 2 * value - low });

describe('bestOf', () => {
  it.each([
    ['the simpler of two that do as well', 0.9, [tried('b', 0.9, 0.6, gaining(0, -0.1))], 'a'],
    ['the simpler where another is better by next to nothing', 0.9, [tried('b', 0.9, 0.61, gaining(0.01, 0.005))], 'a'],
    ['the simpler where another may be better by chance', 0.9, [tried('b', 0.9, 0.7, gaining(0.1, -0.01))], 'a'],
    ['the simpler where a gain could not be told', 0.9, [tried('b', 0.9, 0.7)], 'a'],
    ['another that is surely better', 0.9, [tried('b', 0.6, 0.7, gaining(0.1, 0.03))], 'b'],
    [
      'the best of others that are surely better',
      0.9,
      [tried('b', 0.6, 0.7, gaining(0.1, 0.03)), tried('c', 0.6, 0.8, gaining(0.2, 0.03))],
      'c',
    ],
    ['no form with little mass, whatever its score', 0.9, [tried('b', 0.2, 0.99, gaining(0.4, 0.3))], 'a'],
    ['another where the simpler has too little mass', 0.2, [tried('b', 0.5, 0.5, gaining(-0.1, -0.2))], 'b'],
    ['the form with the most mass where none has enough', 0.1, [tried('b', 0.3, 0.5, gaining(-0.1, -0.2))], 'b'],
    ['the simpler where none has enough mass, and both as much', 0.3, [tried('b', 0.31, 0.6, gaining(0, -0.1))], 'a'],
    ['a form whose mass is not told like one with enough', 0.9, [tried('b', null, 0.9, gaining(0.3, 0.1))], 'b'],
  ])('should take %s', (_, mass, others, name) => {
    expect(bestOf(tried('a', mass, 0.6), others).name).toBe(name);
  });
});

describe('chooseForm', () => {
  const choice = battery('choice');
  async function search(model: LanguageModel, { quick = false } = {}) {
    let asked = 0;
    const how = { model, stream: 's', onAsked: () => void (asked += 1) };
    const reply = await chooseForm(battery('choice', { quick }), { quick }, how);
    if (!reply.ok) throw new Error(reply.failure.message);
    return { ...reply.value, asked };
  }

  it('should try form, person, calibration and stance in turn, and stay with the simplest where all do as well', async () => {
    const { tried, chosen, asked } = await search(subjectModel(perfect));

    expect(tried.map(({ stage, name }) => `${stage}: ${name}`)).toEqual([
      'form: completion, second person',
      'form: chat, second person',
      'person: completion, first person',
      'person: completion, third person',
      'calibration: completion, second person, calibrated',
      'stance: completion, second person, stance by likelihood',
    ]);
    expect(tried.slice(1).map(({ gain }) => gain)).toEqual(
      Array.from({ length: 5 }, () => ({ over: 'completion, second person', value: 0, low: 0, high: 0 })),
    );
    expect(chosen).toMatchObject({ name: 'completion, second person', gain: null });
    expect(asked).toBe(questionsForForm(choice, { model: subjectModel(perfect) }));
  });

  it('should go on from the form that a stage took', async () => {
    // Understands in chat alone, and there in the first person alone.
    const inChat = subjectModel(perfect);
    const model: LanguageModel = {
      ...inChat,
      choose: (request, context) => {
        const { form, pieces } = request.prompt;
        const understands = form === 'chat' && !/\byou\b/i.test(pieces.join('')) && !/does \w+/.test(pieces.join(''));
        if (understands) return inChat.choose(request, context);
        return scriptedModel({ choose: ({ options }) => options.map(() => (form === 'chat' ? 0.45 : 0.01)) }).choose(
          request,
        );
      },
    };
    const { tried, chosen } = await search(model);

    expect(chosen).toMatchObject({ form: 'chat', person: 'first', calibration: 'none', stance: 'asked' });
    expect(tried.at(-1)?.name).toBe('chat, first person, stance by likelihood');
    expect(chosen.gain).toMatchObject({ over: 'chat, second person' });
    expect(chosen.gain?.low).toBeGreaterThan(0.02);
  });

  it('should take stance by likelihood for a model that takes nobody’s side when it is asked', async () => {
    const model = subjectModel({
      ...perfect,
      first: (item, presentation) => (item.kind === 'persona' ? 0.5 : perfect.first(item, presentation)),
    });
    const { chosen } = await search(model);

    // Half right when asked, all right by likelihood: an eighth of the score.
    expect(chosen).toMatchObject({ stance: 'likelihood', parts: { persona: 1 }, gain: { value: 0.125 } });
  });

  it('should not take it where only words that are shared make a statement likelier', async () => {
    const model = subjectModel({
      ...perfect,
      stance: (on, about) => (Number(about.split('/')[2]) < 4 ? 2 * on : -2 * on),
    });
    const { tried, chosen } = await search(model);

    expect(tried.at(-1)).toMatchObject({ stance: 'likelihood', parts: { persona: 0.5 } });
    expect(chosen.stance).toBe('asked');
  });

  it('should take calibration for a model that a liking for a label misleads, and that understands beside it', async () => {
    // The log-odds of a label are those of what is right, and a liking for one label that no averaging evens out.
    const model = subjectModel({
      ...perfect,
      first: (item, { labels }) => {
        const liking = labels[0] === 0 ? LIKING : 1 / LIKING;
        const right = item.right === null ? 1 : item.right === 0 ? 2 : 1 / 2;
        return (right * liking) / (1 + right * liking);
      },
      empty: LIKING / (1 + LIKING),
    });
    const { tried } = await search(model);
    const [plain, calibrated] = [tried[0], tried.find(({ calibration }) => calibration === 'contextual')];

    // Averaging labels leaves 2 : 1 almost even; taken out, the liking leaves 2 : 1 as it is.
    expect(plain?.parts.majority).toBeLessThan(0.55);
    expect(calibrated?.parts.majority).toBeCloseTo(2 / 3, 5);
  });

  it('should try what a model can alone', async () => {
    const only = scriptedModel({ choosing: 'sampled', choose: ({ options }) => options.map(() => 0.5) });
    const model = { ...only, capabilities: { ...only.capabilities, forms: ['chat'] as const } };
    const { tried } = await search(model);

    expect(tried.map(({ name }) => name)).toEqual(['chat, second person', 'chat, first person', 'chat, third person']);
  });

  it('should try the forms alone in a quick look', async () => {
    const { tried } = await search(subjectModel(perfect), { quick: true });

    expect(tried.map(({ name }) => name)).toEqual(['completion, second person', 'chat, second person']);
  });

  it('should ask nothing that is asked for the verdict', async () => {
    const model = countingModel(subjectModel(historyBlind));
    await search(model);
    const asked = model.calls.flatMap(({ request }) =>
      request.verb === 'choose' ? [request.request.options.map((option) => option.trim())] : [],
    );
    const forVerdict = new Set(battery('verdict').items.map(({ situation }) => situation.options.join()));

    expect(asked.length).toBeGreaterThan(500);
    expect(asked.filter((options) => forVerdict.has(options.join()))).toEqual([]);
  });
});

const LIKING = 30;

describe('formInWords', () => {
  it('should name what is not as usual', () => {
    expect(formInWords(Form.parse({ form: 'chat', person: 'third' }))).toBe('chat, third person');
    expect(formInWords({ form: 'completion', person: 'first', calibration: 'contextual', stance: 'likelihood' })).toBe(
      'completion, first person, calibrated, stance by likelihood',
    );
  });
});

describe('elicitationFor', () => {
  it('should average labels and orders, whatever a study does', () => {
    expect(elicitationFor({ form: 'chat', person: 'first' })).toMatchObject({
      form: 'chat',
      person: 'first',
      labels: 'averaged',
      orders: 'averaged',
      calibration: 'none',
      stance: 'asked',
    });
  });
});
