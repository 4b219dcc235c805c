import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { answersWith, inTurn, says, type Behaviour } from '../../../support/endpoint-server.js';

const { request, endpoint, open, sent } = endpointModels();
const one = { ...request, samples: 1 };
const thoughts = (tokens: number) => ({
  usage: { prompt_tokens: 12, completion_tokens: tokens, completion_tokens_details: { reasoning_tokens: tokens } },
});

/** Refuses some parameters, in the words of OpenAI or in others. */
function refuses(
  names: readonly string[],
  rest: Behaviour,
  sentence = "Unsupported parameter: '%s' is not supported",
): Behaviour {
  return (asked, response) => {
    const name = names.find((one) => one in asked);
    (name === undefined ? rest : answersWith(400, sentence.replace('%s', name)))(asked, response);
  };
}

function openOn(behaviour: Behaviour, more: object = {}) {
  endpoint().behave(behaviour);
  return openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, ...more });
}

const asked = () => endpoint().requests;

describe('a parameter that an endpoint refuses', () => {
  it.each(['temperature', 'seed'])(
    'should be left out once it was refused, and be named in the description (%s)',
    async (name) => {
      const model = await openOn(refuses([name], says('A')));
      const before = asked().length;

      const once = { ...one, repairs: 0 };
      const replies = [await model.choose(once, { seed: 1 }), await model.choose(once, { seed: 1 })];

      expect(replies.map(({ ok }) => ok)).toEqual([false, false]);
      expect(asked().slice(before)).toHaveLength(4);
      expect(
        asked()
          .slice(before)
          .every((sent) => !(name in sent)),
      ).toBe(true);
      expect(model.description).toMatchObject({ parametersLeftOut: [name] });
    },
  );

  it('should be asked for as max_completion_tokens where max_tokens is refused', async () => {
    const sentence =
      "Unsupported parameter: '%s' is not supported with this model. Use 'max_completion_tokens' instead.";
    const model = await openOn(refuses(['max_tokens'], says('Q'), sentence), { choose: 'samples' });

    const reply = await model.choose(one);

    expect(reply.ok).toBe(true);
    expect(asked().at(-1)).toMatchObject({ max_completion_tokens: 16 });
  });

  it('should say which temperature was applied, and not the one asked for', async () => {
    const model = await openOn(refuses(['temperature'], says('A')), { choose: 'samples' });

    const reply = await model.choose({ ...one, options: ['A', 'B'], temperature: 0.2 });

    expect(reply.ok && reply.value.temperature).toBe(1);
    expect(model.description).toMatchObject({ temperature: 'not applied' });
  });

  it('should be learned at the first refusal where the probe was not refused', async () => {
    const model = await open('sampled', says('Q'));
    endpoint().behave(refuses(['temperature'], says('Q')));

    await model.choose(one);
    await model.choose(one);

    // The refusal and its repetition; the second choice.
    expect(sent().map((one) => 'temperature' in one)).toEqual([true, false, false]);
    expect(model.description).toMatchObject({ temperature: 'not applied' });
  });

  it('should not be left out for a value that is out of range, nor for a refusal that stays', async () => {
    const model = await open('sampled', answersWith(400, 'temperature must be between 0 and 1'));
    const range = await model.choose({ ...one, temperature: 1.5 });
    endpoint().behave(answersWith(400, 'I do not like the temperature here'));
    const stays = await model.choose(one);
    endpoint().behave(says('Q'));
    const after = await model.choose(one);

    expect([range.ok, stays.ok, after.ok]).toEqual([false, false, true]);
    expect(asked().at(-1)).toHaveProperty('temperature');
  });

  it('should ask for fewer of the most likely tokens where twenty are too many', async () => {
    const tokens = [{ token: 'A', top: { A: 0.6, B: 0.4 } }];
    const few: Behaviour = (sent, response) =>
      ((sent.top_logprobs ?? 0) > 5 ? answersWith(400, 'top_logprobs must be <= 5') : says('A', { tokens }))(
        sent,
        response,
      );
    const model = await openOn(few);

    const reply = await model.choose({ ...one, options: ['A', 'B'] });

    expect(reply.ok && reply.value.probabilities.map((p) => Math.round(p * 10))).toEqual([6, 4]);
    expect(asked().at(-1)).toMatchObject({ top_logprobs: 5 });
  });
});

describe('a model that reasons', () => {
  const thinking: Behaviour = (sent, response) => {
    const room = sent.max_tokens ?? 0;
    (room < 1000 ? says('', { finish: 'length', ...thoughts(room) }) : says('Q', thoughts(200)))(sent, response);
  };

  it('should be known after one question, be counted, and have room for its thoughts', async () => {
    const model = await openOn(thinking);

    const reply = await model.choose(one);

    expect(asked()).toHaveLength(2);
    expect(asked()[1]).toMatchObject({ max_tokens: 16 + 4096 });
    expect(reply.ok && reply.value).toMatchObject({ kind: 'sampled', usage: { reasoningTokens: 200 } });
    expect(model.description).toMatchObject({ reasoningTokens: 4096 });
  });

  it('should have as much room as is given, and say so where that was too little', async () => {
    const model = await openOn(thinking, { reasoningTokens: 500 });

    const reply = await model.choose(one);

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(!reply.ok && reply.failure.message).toMatch(/all 516 tokens went into reasoning.*`reasoningTokens`/);
  });

  it('should be given room at once where it turns out only later that it reasons', async () => {
    const model = await open('sampled', thinking);

    const replies = [await model.choose(one), await model.choose(one)];

    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    expect(sent().map(({ max_tokens: room }) => room)).toEqual([16, 4112, 4112]);
  });

  it.each([
    ['tags', says('<think>M? No.</think> Q')],
    ['an end of tags alone', says('M? No.\n</think>\nQ')],
    ['a field of their own', says('Q', { thoughts: 'M? No.' })],
  ])('should be read without its thoughts, in %s', async (_what, behaviour) => {
    const model = await open('sampled', behaviour);

    const reply = await model.choose({ ...one, samples: 2 });

    expect(reply.ok && reply.value.counts).toEqual([2, 0]);
  });

  it('should not be taken for one that gives log-probabilities of an answer', async () => {
    const tokens = [{ token: '<think>', top: { '<think>': 1 } }];
    const model = await openOn(says('<think>A or B?', { tokens, finish: 'length' }));

    expect(model.capabilities.choose).toBe('sampled');
  });

  it('should say so where it begins to think though it gave log-probabilities', async () => {
    const tokens = [{ token: 'M', top: { M: 1 } }];
    const model = await open('exact', inTurn(says('Q', { tokens, thoughts: 'M?' })));

    expect(await model.choose(one)).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: 'Q' } });
  });
});
