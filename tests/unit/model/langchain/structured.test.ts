import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { answersWith, inTurn, says, type Behaviour } from '../../../support/endpoint-server.js';

const { request, endpoint, open, sent } = endpointModels();
const { prompt } = request;
const schema = z.object({ name: z.string(), age: z.number() });
const writing = { prompt, schema, maxTokens: 50, temperature: 1 };
const formats = () => sent().map(({ response_format: format }) => format?.type ?? 'none');

/** Takes only formats of these types. */
function takes(types: readonly string[], rest: Behaviour): Behaviour {
  return (asked, response) => {
    const type = asked.response_format?.type ?? 'none';
    (types.includes(type) ? rest : answersWith(400, `response_format ${type} is not supported`))(asked, response);
  };
}

describe('a value of a schema', () => {
  const right = says('{"name":"Ann","age":40}');

  it('should be made to fit where the endpoint takes a schema', async () => {
    const model = await open('sampled', right);

    const reply = await model.write(writing);

    expect(reply.ok && reply.value.value).toEqual({ name: 'Ann', age: 40 });
    expect(sent()[0]?.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { strict: true, schema: { required: ['name', 'age'], additionalProperties: false } },
    });
  });

  it.each([
    [
      ['json_object', 'none'],
      ['json_schema', 'json_object', 'json_object'],
    ],
    [['none'], ['json_schema', 'json_object', 'none', 'none']],
  ])('should be asked for in the best way that it takes of %j, which is found out once', async (types, expected) => {
    const model = await open('sampled', takes(types, right));

    const replies = [await model.write(writing), await model.write(writing)];

    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    expect(formats()).toEqual(expected);
  });

  it('should be asked for in words where a server answers a schema with a validation error and a 500', async () => {
    const invalid = answersWith(500, "1 validation error:\n  {'loc': ('body', 'response_format', 'type')}");
    const model = await open('sampled', (asked, response) =>
      (asked.response_format?.type === 'json_schema' ? invalid : right)(asked, response),
    );

    expect((await model.write(writing)).ok).toBe(true);
  });

  it('should be repaired as often as the request says', async () => {
    const model = await open('sampled', says('{"name":"Ann"}'));

    const reply = await model.write({ ...writing, repairs: 0 });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: '{"name":"Ann"}' } });
    expect(sent()).toHaveLength(1);
  });

  it('should be a failure with a reason where it was cut by the limit, with the reply as evidence', async () => {
    const model = await open('sampled', says('{"name":"An', { finish: 'length' }));

    const reply = await model.write({ ...writing, repairs: 0 });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: '{"name":"An' } });
    expect(!reply.ok && reply.failure.message).toContain('raise `maxTokens`');
  });

  it('should be checked also where the schema has what JSON Schema cannot say', async () => {
    const model = await open('sampled', says('{"day":"2026-01-01"}'));
    const dated = z.object({ day: z.string().transform((text) => new Date(text)) });
    const failing = z.object({ day: z.string().refine(() => Promise.resolve(false), 'never') });

    const replies = [
      await model.write({ ...writing, schema: dated }),
      await model.write({ ...writing, schema: failing }),
    ];

    expect(replies[0]).toMatchObject({ ok: true, value: { value: { day: new Date('2026-01-01') } } });
    expect(replies[1]).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
  });
});

describe('a choice that is made to be one of the options', () => {
  const openStructured = (behaviour: Behaviour, choose: 'auto' | 'structured' = 'structured') => {
    endpoint().behave(behaviour);
    return openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, choose });
  };

  it('should be counted, with the share of samples that took an option as the mass', async () => {
    const model = await openStructured(inTurn(says('A'), says('{"choice":"Q"}'), says('{"choice":"M"}'), says('{}')));

    const reply = await model.choose({ ...request, samples: 3, temperature: 0.7 });

    expect(reply.ok && reply.value).toMatchObject({
      kind: 'sampled',
      counts: [1, 1],
      mass: 2 / 3,
      firstMass: 2 / 3,
      temperature: 0.7,
      method: 'structured',
    });
    expect(endpoint().requests.at(-1)?.response_format).toMatchObject({
      json_schema: { schema: { properties: { choice: { enum: ['Q', 'M'] } } } },
    });
  });

  it.each(['{"choice":"q"}', '{"choice":"Q","mood":"glad"}', '"Q"', '["Q"]', '{"choice":["Q","M"]}', 'Q'])(
    'should take nothing from %s',
    async (text) => {
      const model = await openStructured(inTurn(says('A'), says(text)));

      expect(await model.choose({ ...request, samples: 1 })).toMatchObject({ failure: { kind: 'malformed' } });
    },
  );

  const talkative: Behaviour = (asked, response) => {
    const option = asked.messages.at(-1)?.content.includes('"A"') === true ? 'A' : 'Q';
    const text = asked.response_format === undefined ? 'Well, let me think.' : `{"choice":"${option}"}`;
    says(text)(asked, response);
  };

  it('should be found out at the start for a model that names no option on its own', async () => {
    const model = await openStructured(talkative, 'auto');
    const before = endpoint().requests.length;

    const reply = await model.choose({ ...request, samples: 1 });

    expect(reply.ok && reply.value.method).toBe('structured');
    expect(endpoint().requests.length - before).toBe(1);
    expect(model.description).toMatchObject({ choose: 'structured samples' });
  });

  it.each([
    ['A', 'Well.', 'B', 'counted samples'],
    ['Well.', 'A', 'B', 'counted samples'],
    ['A', 'Well.', 'Hm.', 'structured samples'],
    ['Well.', 'A', 'Hm.', 'structured samples'],
  ])('should be decided by what most of three replies do (%s %s %s)', async (first, second, third, choose) => {
    const plain = inTurn(says(first), says(second), says(third));
    const made = says('{"choice":"A"}');
    const model = await openStructured(
      (asked, response) => (asked.response_format === undefined ? plain : made)(asked, response),
      'auto',
    );

    expect(model.description).toMatchObject({ choose });
    const seeds = endpoint().requests.map(({ seed }) => seed);
    expect(seeds.slice(0, 3)).toEqual([1, 2, 3]);
  });

  it.each([
    [['{}', '{"choice":"A"}', '{"choice":"B"}'], 'structured samples'],
    [['{"choice":"A"}', '{}', '{}'], 'counted samples'],
  ])('should not be decided by one value either (%j)', async (values, choose) => {
    const plain = says('Well.');
    const made = inTurn(...values.map((value) => says(value)));
    const model = await openStructured(
      (asked, response) => (asked.response_format === undefined ? plain : made)(asked, response),
      'auto',
    );

    expect(model.description).toMatchObject({ choose });
  });

  it('should not be decided by an endpoint that stumbles over the schema', async () => {
    const busy = answersWith(429, 'slow down', { 'retry-after': '100' });
    const opened = openStructured(
      (asked, response) => (asked.response_format === undefined ? says('Well.') : busy)(asked, response),
      'auto',
    );

    await expect(opened).rejects.toMatchObject({ kind: 'unreachable', exitCode: 3 });
  });

  it('should be tried where no sample names an option, but not for one of several samples', async () => {
    const model = await open('sampled', talkative);

    const alone = await model.choose({ ...request, samples: 2 });
    const one = await model.choose({ ...request, samples: 1 }, { sample: 3 });

    expect(alone.ok && alone.value).toMatchObject({ method: 'structured', counts: [2, 0], mass: 1, firstMass: 0 });
    expect(one).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: 'Well, let me think.' } });
  });

  it('should be made where a request of one sample asks for it', async () => {
    const model = await open('sampled', talkative);

    const reply = await model.choose({ ...request, samples: 1, method: 'structured' }, { sample: 3 });

    expect(model.capabilities.structured).toBe(true);
    expect(reply).toMatchObject({ ok: true, value: { method: 'structured', counts: [1, 0] } });
    expect(sent()).toHaveLength(1);
  });

  it('should not be made where samples are asked for and nothing else', async () => {
    endpoint().behave(says('A'));
    const model = await openaiModel({ model: 'small', baseUrl: endpoint().baseUrl, choose: 'samples' });
    endpoint().behave(talkative);

    const reply = await model.choose({ ...request, samples: 1, method: 'structured' });

    expect(model.capabilities.structured).toBeUndefined();
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
  });

  it('should cost one request a sample in the ordinary case, each with a seed of its own', async () => {
    const model = await open('sampled', says('Q'));

    await model.choose({ ...request, samples: 1 }, { seed: 5 });
    await model.choose({ ...request, samples: 3 }, { seed: 5 });

    expect(sent()).toHaveLength(4);
    expect(sent()[0]?.seed).toBe(5);
    expect(new Set(sent().map(({ seed }) => seed)).size).toBe(4);
  });
});
