import { describe, expect, it } from 'vitest';
import { endpointModels } from '../../../support/endpoint-models.js';
import { outcomeOf } from '../../../support/endpoint-requests.js';
import { answersWith, inTurn, prefers, says, type SaidToken } from '../../../support/endpoint-server.js';

const { request, open, failureAfter, sent } = endpointModels();

describe('an endpoint that gives log-probabilities', () => {
  it('should give the distribution over the options, with the mass they had', async () => {
    const model = await open('exact', prefers({ Q: 0.6, M: 0.2, I: 0.1 }));

    const reply = await model.choose(request);

    if (!reply.ok) throw new Error(reply.failure.message);
    const { probabilities, mass, ...rest } = reply.value;
    expect(probabilities[0]).toBeCloseTo(0.75, 12);
    expect(probabilities[1]).toBeCloseTo(0.25, 12);
    expect(mass).toBeCloseTo(0.8, 12);
    expect(rest).toEqual({
      kind: 'exact',
      temperature: 1,
      method: 'top-log-probabilities',
      usage: { promptTokens: 12, completionTokens: 1 },
    });
  });

  it('should ask in one call, as a chat, at temperature 1, for the twenty most likely tokens', async () => {
    const model = await open('exact', prefers({ Q: 0.6, M: 0.4 }));

    await model.choose({ ...request, temperature: 0.2 });

    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({
      path: '/v1/chat/completions',
      model: 'small',
      temperature: 1,
      logprobs: true,
      top_logprobs: 20,
      messages: [
        { role: 'system', content: 'You choose letters.' },
        { role: 'user', content: 'Ann chose Q.\nWhich do you choose?' },
      ],
    });
  });

  it('should follow options that share a first token to where they part', async () => {
    const tokens: readonly SaidToken[] = [
      { token: 'al', top: { al: 0.8, beta: 0.2 } },
      { token: 'ps', top: { pha: 0.75, ps: 0.25 } },
    ];
    const model = await open('exact', says('alps', { tokens }));

    const reply = await model.choose({ ...request, options: ['alpha', 'alps', 'beta'] });

    const rounded = reply.ok && reply.value.probabilities.map((p) => Math.round(p * 1000) / 1000);
    expect(rounded).toEqual([0.6, 0.2, 0.2]);
    expect(sent()).toHaveLength(1);
  });

  it('should ask again where a reply took another way than the one that options share', async () => {
    const top = { al: 0.8, beta: 0.2 };
    const model = await open(
      'exact',
      inTurn(
        says('beta', { tokens: [{ token: 'beta', top }] }),
        says('alpha', {
          tokens: [
            { token: 'al', top },
            { token: 'pha', top: { pha: 0.5, ps: 0.5 } },
          ],
        }),
      ),
    );

    const reply = await model.choose({ ...request, options: ['alpha', 'alps', 'beta'] });

    const rounded = reply.ok && reply.value.probabilities.map((p) => Math.round(p * 1000) / 1000);
    expect(rounded).toEqual([0.4, 0.4, 0.2]);
    expect(reply.ok && reply.value.usage).toEqual({ promptTokens: 24, completionTokens: 2, requests: 2 });
  });

  it('should put together what several replies tell of several groups of options', async () => {
    const first = { strong: 0.6, some: 0.4 };
    const said = (text: string, how: string, top: object) =>
      says(text, {
        tokens: [
          { token: how, top: first },
          { token: how === 'strong' ? 'ly' : 'what', top: { [how === 'strong' ? 'ly' : 'what']: 1 } },
          { token: ' agree', top: { ...top } },
        ],
      });
    const strongly = said('strongly agree', 'strong', { ' agree': 0.75, ' disagree': 0.25 });
    const somewhat = said('somewhat agree', 'some', { ' agree': 0.5, ' disagree': 0.5 });
    const model = await open('exact', inTurn(strongly, strongly, somewhat));

    const options = ['strongly agree', 'somewhat agree', 'strongly disagree', 'somewhat disagree'];
    const reply = await model.choose({ ...request, options });

    const rounded = reply.ok && reply.value.probabilities.map((p) => Math.round(p * 1000) / 1000);
    expect(rounded).toEqual([0.45, 0.2, 0.15, 0.2]);
    expect(sent()).toHaveLength(3);
  });

  it('should not give everything to an option because a reply ended where another goes on', async () => {
    const model = await open('exact', says('yes', { tokens: [{ token: 'yes', top: { yes: 0.9, no: 0.1 } }] }));

    const reply = await model.choose({ ...request, options: ['yes', 'yes, but', 'no'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(!reply.ok && reply.failure.message).toContain('name them differently');
  });

  it('should say that options cannot be told apart, and not give their share to another', async () => {
    const tokens = [{ token: 'beta', top: { al: 0.8, beta: 0.2 } }];
    const model = await open('exact', says('beta', { tokens }));

    const reply = await model.choose({ ...request, options: ['alpha', 'alps', 'beta'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(!reply.ok && reply.failure.message).toContain('alpha, alps, beta begin alike');
    expect(!reply.ok && reply.failure.message).toContain('name them differently');
    expect(sent()).toHaveLength(8);
  });

  it('should say that a reply takes none of the options, with the reply as evidence', async () => {
    const failure = await failureAfter('exact', says('Blue', { tokens: [{ token: 'Blue', top: { Blue: 0.9 } }] }));

    expect(failure).toEqual({
      kind: 'malformed',
      message: 'the reply takes none of the options Q, M',
      retryable: false,
      evidence: 'Blue',
      usage: { promptTokens: 12, completionTokens: 1 },
      requests: 1,
    });
  });

  it('should tell what the options have together where it is too little to tell them apart', async () => {
    const tokens = [{ token: 'Blue', top: { Blue: 0.9, Q: 0.04 } }];
    const failure = await failureAfter('exact', says('Blue', { tokens }));

    expect(failure).toMatchObject({ kind: 'malformed', evidence: 'Blue' });
    expect(failure.mass).toBeCloseTo(0.04, 9);
  });

  it('should take a reply without log-probabilities for a passing failure, not for content', async () => {
    const failure = await failureAfter('exact', says('Q'));

    expect(failure).toMatchObject({ kind: 'unavailable', retryable: true });
    expect(failure.message).toContain('no log-probabilities this time');
  });

  it('should not take an option that is only named in thoughts', async () => {
    const failure = await failureAfter(
      'exact',
      says('<think>Q or M', { tokens: [{ token: '<think>', top: { '<think>': 1 } }], finish: 'length' }),
    );

    expect(failure).toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('all 1 tokens went into reasoning'),
    });
  });

  it('should not know the usage that the endpoint does not tell', async () => {
    const tokens = [{ token: 'Q', top: { Q: 1 } }];
    const model = await open('exact', says('Q', { tokens, usage: null }));

    const reply = await model.choose(request);

    expect(reply.ok && reply.value.usage).toEqual({ promptTokens: null, completionTokens: null });
  });
});

describe('an endpoint that must be counted', () => {
  it('should count samples at the temperature asked for', async () => {
    const model = await open('sampled', inTurn(says('Q'), says(' "M".'), says('I take Q'), says('Neither')));

    const reply = await model.choose({ ...request, temperature: 0.3, repairs: 0 });

    expect(reply).toEqual({
      ok: true,
      value: {
        kind: 'sampled',
        probabilities: [2 / 3, 1 / 3],
        mass: 0.75,
        firstMass: 0.75,
        counts: [2, 1],
        samples: 4,
        temperature: 0.3,
        method: 'counted',
        usage: { promptTokens: 48, completionTokens: 4, requests: 4 },
      },
    });
    expect(sent().map(({ temperature, logprobs }) => [temperature, logprobs])).toEqual(Array(4).fill([0.3, undefined]));
  });

  it('should count the answer after the thoughts, and not what the thoughts name', async () => {
    const model = await open('sampled', says('<think>Q? No, not Q.</think>M'));

    const reply = await model.choose(request);

    expect(reply.ok && reply.value.counts).toEqual([0, 4]);
  });

  it('should go on where it was when it is asked again after a failure that may pass', async () => {
    const model = await open('sampled', inTurn(says('Q'), says('M'), says('Q'), answersWith(429), says('Q')));

    const first = await model.choose(request, { stream: 'run 1' });
    const second = await model.choose(request, { stream: 'run 1' });

    expect(outcomeOf(first)).toBe('unavailable');
    expect(second.ok && second.value.counts).toEqual([3, 1]);
    expect(sent()).toHaveLength(5);
  });

  it('should not give the samples of one stream to another', async () => {
    const model = await open('sampled', inTurn(says('Q'), says('Q'), answersWith(429), says('M')));

    await model.choose(request, { stream: 'run 1' });
    const other = await model.choose(request, { stream: 'run 2' });

    expect(other.ok && other.value.counts).toEqual([0, 4]);
  });

  it('should say that no sample took an option', async () => {
    const failure = await failureAfter('sampled', says('Blue'));

    expect(failure).toMatchObject({ kind: 'malformed', evidence: 'Blue' });
  });
});
