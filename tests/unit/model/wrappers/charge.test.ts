import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scriptedModel } from '../../../../src/model/index.js';
import { chargeOf, mostTokens, withLimit, type Request } from '../../../../src/model/wrappers/index.js';
import { failed, success, type LanguageModel, type ModelFailure } from '../../../../src/spec/index.js';
import { choosing, gate, idle } from '../../../support/endpoint-requests.js';

const exact = scriptedModel({ choose: () => [1, 1] });
const sampled = scriptedModel({ choosing: 'sampled', choose: () => [1, 1] });
const text = (pieces: readonly string[], more: object = {}): Request => ({
  verb: 'write',
  request: { prompt: { form: 'chat', pieces }, maxTokens: 100, temperature: 1, ...more },
});
const most = { promptTokens: 500, completionTokens: 100 };
const failure = (more: Partial<ModelFailure> & { readonly code?: string }) =>
  failed({ kind: 'unavailable', message: 'x', retryable: true, ...more } as ModelFailure);

describe('mostTokens', () => {
  it('should be at least the bytes of the prompt, system message included, in any script', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.string({ unit: 'grapheme' }), (pieces, system) => {
        const request = text([], { prompt: { form: 'chat', system, pieces } });

        const bytes = new TextEncoder().encode(system + pieces.join('')).length;
        return mostTokens(exact, request).promptTokens >= bytes;
      }),
    );
  });

  it('should be what the request allows of a text, and of each that may be asked for after one that says nothing', () => {
    const [none, two, byDefault] = [{ repairs: 0 }, { repairs: 2 }, {}].map((more) =>
      mostTokens(exact, text(['Hi'], more)),
    );

    expect(none?.completionTokens).toBe(100);
    expect(two?.completionTokens).toBe(300);
    expect(two?.promptTokens).toBeGreaterThan(3 * (none?.promptTokens ?? 0));
    expect(byDefault).toEqual(two);
  });

  it('should allow for every repair of every sample of a choice', () => {
    const choice = (repairs: number): Request => ({ verb: 'choose', request: choosing('a', { samples: 4, repairs }) });
    const [none, two] = [0, 2].map((repairs) => mostTokens(sampled, choice(repairs)));

    expect(two?.completionTokens).toBe(3 * (none?.completionTokens ?? 0));
    expect(two?.promptTokens).toBeGreaterThan(3 * (none?.promptTokens ?? 0));
    expect(mostTokens(exact, choice(2))).toEqual(mostTokens(exact, choice(0)));
  });

  it('should allow for every repair of a value, which reads what was written before', () => {
    const schema = z.object({ name: z.string() });
    const [none, two] = [0, 2].map((repairs) => mostTokens(exact, text(['Hi'], { schema, repairs })));

    expect(none?.completionTokens).toBe(100);
    expect(two?.completionTokens).toBe(300);
    expect(two?.promptTokens).toBeGreaterThan(3 * (none?.promptTokens ?? 0) + 3 * 100);
  });

  it('should grow with the samples of a choice, and with the room for thoughts', () => {
    const choice = (samples: number): Request => ({ verb: 'choose', request: choosing('a', { samples, repairs: 0 }) });
    const thoughtful: LanguageModel = { ...sampled, description: { reasoningTokens: 4096 } };

    const one = mostTokens(sampled, choice(1));
    const ten = mostTokens(sampled, choice(10));

    expect(ten).toEqual({ promptTokens: 10 * one.promptTokens, completionTokens: 10 * one.completionTokens });
    expect(mostTokens(thoughtful, choice(1)).completionTokens).toBe(one.completionTokens + 4096);
    expect(mostTokens(thoughtful, text(['Hi'], { repairs: 0 })).completionTokens).toBe(100 + 4096);
  });

  it('should read the prompt once for every continuation', () => {
    const { prompt } = choosing();
    const request: Request = { verb: 'score', request: { prompt, continuations: ['yes', 'no'] } };

    expect(mostTokens(exact, request).promptTokens).toBeGreaterThan(2 * prompt.pieces.join('').length + 5);
  });
});

describe('chargeOf', () => {
  it('should be what the answer says', () => {
    const reply = success({ usage: { promptTokens: 12, completionTokens: 3 } });

    expect(chargeOf(most, reply)).toEqual({ sent: true, known: true, promptTokens: 12, completionTokens: 3 });
  });

  it('should be the most where an answer does not say', () => {
    const reply = success({ usage: { promptTokens: 12, completionTokens: null } });

    expect(chargeOf(most, reply)).toEqual({ sent: true, known: false, promptTokens: 12, completionTokens: 100 });
  });

  it.each([
    ['a rate limit', failure({ status: 429 })],
    ['an error of the server', failure({ status: 500 })],
    ['a refused request', failure({ kind: 'refused', status: 400 })],
    ['a connection that did not come about', failure({ code: 'ECONNREFUSED' })],
  ])('should be a call without tokens for %s', (_what, reply) => {
    expect(chargeOf(most, reply)).toEqual({ sent: true, known: true, promptTokens: 0, completionTokens: 0 });
  });

  it.each([
    ['a connection that was cut', failure({ code: 'ECONNRESET' })],
    ['a time-out', failure({ message: 'no answer within 120 s' })],
    ['a reply that cannot be used', failure({ kind: 'malformed' })],
    ['an interruption on the way', failure({ kind: 'aborted' })],
  ])('should be the most for %s', (_what, reply) => {
    expect(chargeOf(most, reply)).toEqual({ sent: true, known: false, ...most });
  });

  it.each([
    ['a reply that cannot be used', failure({ kind: 'malformed', usage: { promptTokens: 12, completionTokens: 3 } })],
    ['a status after replies', failure({ status: 500, usage: { promptTokens: 12, completionTokens: 3 } })],
  ])('should be what the failure tells for %s', (_what, reply) => {
    expect(chargeOf(most, reply)).toEqual({ sent: true, known: true, promptTokens: 12, completionTokens: 3 });
  });

  it('should be the most where a failure has usage of which the endpoint told nothing', () => {
    const reply = failure({ status: 500, usage: { promptTokens: null, completionTokens: null } });

    expect(chargeOf(most, reply)).toEqual({ sent: true, known: false, ...most });
  });

  it('should be nothing for a call that was interrupted while it waited for a slot', async () => {
    const { opened, open } = gate();
    const limited = withLimit(scriptedModel({ choose: () => [1, 1], delay: () => opened }), { concurrency: 1 });
    const stop = new AbortController();
    const first = limited.choose(choosing('a'));
    const second = limited.choose(choosing('b'), { signal: stop.signal });
    await idle();
    stop.abort();

    expect(chargeOf(most, await second)).toEqual({ sent: false });
    open();
    expect((await first).ok).toBe(true);
  });
});
