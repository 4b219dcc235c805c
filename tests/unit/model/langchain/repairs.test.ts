import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { createBudget, createMeter, withBudget, withMeter, withSamples } from '../../../../src/model/wrappers/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { outcomeOf } from '../../../support/endpoint-requests.js';
import { answersWith, inTurn, says } from '../../../support/endpoint-server.js';
import { continuesTexts } from '../../../support/endpoint-texts.js';

const { request, endpoint, open, sent } = endpointModels();
const { prompt } = request;
const writing = { prompt, maxTokens: 50, temperature: 0.7 };
const one = { ...request, samples: 1 };
const lastWords = (index: number) => sent()[index]?.messages.at(-1)?.content;

describe('a free text that says nothing', () => {
  it.each([
    ['empty', says(''), 'Your last reply was empty. Reply with what is asked for above.'],
    ['white space', says(' \n\t'), 'Your last reply was empty.'],
    ['thoughts', says('<think>Hm.</think>\n'), 'Your last reply had thoughts and no answer'],
    ['thoughts without an end', says('<think>Hm'), 'Your last reply had thoughts and no answer'],
  ])('should be explained and asked for again where it is %s', async (_what, nothing, words) => {
    const model = await open('sampled', inTurn(nothing, says('Ann.')));

    const reply = await model.write(writing, { seed: 7 });

    expect(reply).toMatchObject({ ok: true, value: { text: 'Ann.', usage: { promptTokens: 24, requests: 2 } } });
    expect(lastWords(1)).toContain(`${prompt.pieces.join('')}\n\n${words}`);
    expect(sent().map(({ seed }) => seed)).toEqual([7, 8]);
  });

  it.each([
    [undefined, 3],
    [0, 1],
    [4, 5],
  ])('should be malformed after the repairs allowed (%s), with what all took', async (repairs, requests) => {
    const model = await open('sampled', says(' '));

    const reply = await model.write({ ...writing, ...(repairs === undefined ? {} : { repairs }) });

    const usage = { promptTokens: 12 * requests, completionTokens: requests };
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: ' ', usage, requests } });
    expect(!reply.ok && reply.failure.message).toContain('the reply is empty');
    expect(sent()).toHaveLength(requests);
  });

  it('should not be asked for again after a refusal, which is an answer', async () => {
    const model = await open('sampled', says(null, { refusal: 'No.' }));

    expect(await model.write(writing)).toMatchObject({ failure: { kind: 'refused', requests: 1 } });
    expect(sent()).toHaveLength(1);
  });

  it('should be counted request by request, and end where the budget does', async () => {
    const meter = createMeter();
    const budget = createBudget({ calls: 2 });
    const model = withBudget(withMeter(await open('sampled', says('')), meter), budget);

    expect(outcomeOf(await model.write(writing))).toBe('over-budget');
    expect([sent().length, meter.calls, budget.spent().calls, budget.spent().promptTokens]).toEqual([2, 2, 2, 24]);
  });

  it('should be explained before a text that is to be continued, which ends as it did', async () => {
    endpoint().behave(says('A'));
    endpoint().complete(continuesTexts({ says: '', logprobs: false }));
    const model = await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, choose: 'samples' });
    const before = endpoint().completions.length;

    const reply = await model.write({ ...writing, prompt: { form: 'completion', pieces: ['You chose'] } });

    expect(reply).toMatchObject({ failure: { kind: 'malformed', usage: { promptTokens: 27 }, requests: 3 } });
    const texts = endpoint()
      .completions.slice(before)
      .map((asked) => asked.prompt);
    expect(texts[0]).toBe('You chose');
    for (const text of texts.slice(1)) expect(text).toMatch(/^Last time nothing was written .*\n\nYou chose$/);
  });
});

describe('a counted sample that takes no option', () => {
  it('should be explained with the options, and asked for again', async () => {
    const model = await open('sampled', inTurn(says('Blue'), says('Q')));

    const reply = await model.choose(one, { seed: 7 });

    expect(reply).toMatchObject({ ok: true, value: { counts: [1, 0], mass: 1, usage: { requests: 2 } } });
    expect(lastWords(1)).toContain('Your last reply was\nBlue\nwhich does not take exactly one of the options.');
    expect(lastWords(1)).toMatch(/Reply with one of these alone: Q, M\.$/);
    expect(sent().map(({ seed }) => seed)).toEqual([7, 8]);
  });

  it('should be told apart from a first reply that takes one', async () => {
    const model = await open('sampled', inTurn(says('I like blue.'), says('Q')));

    const after = await model.choose(one);
    const atOnce = await model.choose(one);

    expect(after).toMatchObject({ value: { counts: [1, 0], mass: 1, firstMass: 0 } });
    expect(atOnce).toMatchObject({ value: { counts: [1, 0], mass: 1, firstMass: 1 } });
  });

  it('should count as none after the repairs allowed, and lower the mass', async () => {
    const model = await open('sampled', inTurn(says('Q'), says('Blue'), says(''), says('Red'), says('M'), says('Q')));

    const reply = await model.choose(request);

    expect(reply).toMatchObject({
      value: { counts: [2, 1], samples: 4, mass: 0.75, firstMass: 0.75, usage: { promptTokens: 72, requests: 6 } },
    });
  });

  it('should say so with what all took where no sample takes one', async () => {
    const model = await open('sampled', inTurn(...['Blue', 'Red', ''].map((text) => says(text))));

    const reply = await model.choose({ ...request, samples: 2 });

    expect(reply).toMatchObject({
      failure: {
        kind: 'malformed',
        message: 'after 3 attempts the reply is empty',
        usage: { promptTokens: 72 },
        requests: 6,
      },
    });
  });

  it('should be asked once where the request allows no repair, and after a refusal', async () => {
    const model = await open('sampled', inTurn(says('Blue'), says(null, { refusal: 'No.' })));

    const replies = [await model.choose({ ...one, repairs: 0 }, { sample: 0 }), await model.choose(one, { sample: 1 })];

    expect(replies.map(outcomeOf)).toEqual(['malformed', 'refused']);
    expect(sent()).toHaveLength(2);
  });

  it('should go on with the explanation when it is asked again after a failure that may pass', async () => {
    const model = await open('sampled', inTurn(says('Q'), says('Blue'), answersWith(503), says('M')));

    const first = await model.choose({ ...request, samples: 2 });
    const second = await model.choose({ ...request, samples: 2 });

    expect(first).toMatchObject({ failure: { status: 503, usage: { promptTokens: 24 }, requests: 3 } });
    expect(second).toMatchObject({ value: { counts: [1, 1], mass: 1, firstMass: 0.5, usage: { promptTokens: 12 } } });
    expect(lastWords(3)).toContain('Blue');
  });

  it('should be explained alone among samples that are asked one by one, and paid for request by request', async () => {
    const meter = createMeter();
    const budget = createBudget({ calls: 3 });
    const model = withBudget(withMeter(await open('sampled', says('Blue')), meter), budget);

    expect(outcomeOf(await withSamples(model).choose({ ...request, samples: 2 }))).toBe('over-budget');
    expect([sent().length, meter.calls, budget.spent().calls]).toEqual([3, 3, 3]);
  });

  it('should be explained as a value where it is made to be one', async () => {
    endpoint().behave(says('{"choice":"A"}'));
    const model = await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, choose: 'structured' });
    endpoint().behave(inTurn(says('{}'), says('{"choice":"Q"}')));

    expect(await model.choose(one)).toMatchObject({
      value: { counts: [1, 0], mass: 1, firstMass: 0, usage: { requests: 2 } },
    });
    expect(endpoint().requests.at(-1)?.messages.at(-1)?.content).toContain('{}\nwhich is not the JSON asked for above');
  });

  it('should be explained before a text that is to be continued', async () => {
    endpoint().behave(says('A'));
    endpoint().complete(continuesTexts({ says: ' blue', logprobs: false }));
    const model = await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, choose: 'samples' });

    const reply = await model.choose({ ...one, prompt: { form: 'completion', pieces: ['You chose'] } });

    expect(reply).toMatchObject({ failure: { kind: 'malformed', evidence: ' blue', requests: 3 } });
    expect(endpoint().completions.at(-1)?.prompt).toMatch(/^Last time "blue" was written .* Q, M\.\n\nYou chose$/);
  });
});
