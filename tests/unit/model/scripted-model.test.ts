import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scriptedModel } from '../../../src/model/index.js';
import type { ModelFailure } from '../../../src/spec/index.js';
import { choosing, gate, idle, outcomeOf } from '../../support/endpoint-requests.js';

const { prompt } = choosing();
const asked = { prompt, maxTokens: 10, temperature: 1 };
const failure: ModelFailure = { kind: 'refused', message: 'no', retryable: false };

describe('scriptedModel', () => {
  it('should normalise what the script says, and keep its sum as the mass', async () => {
    const reply = await scriptedModel({ choose: () => [0.3, 0.1] }).choose(choosing());

    if (!reply.ok) throw new Error(reply.failure.message);
    expect(reply.value.probabilities[0]).toBeCloseTo(0.75, 12);
    expect(reply.value.mass).toBeCloseTo(0.4, 12);
    expect(reply.value).toMatchObject({ kind: 'exact', temperature: 1 });
  });

  it('should say how it was sampled where it is', async () => {
    const model = scriptedModel({ choosing: 'sampled', choose: () => [1, 3] });

    const reply = await model.choose(choosing('a', { temperature: 0.5, samples: 7 }));

    expect(reply.ok && reply.value).toMatchObject({ kind: 'sampled', temperature: 0.5, samples: 7 });
  });

  it('should give the script the request and what accompanies it', async () => {
    const seen: unknown[] = [];
    const model = scriptedModel({
      choose: (request, context) => {
        seen.push(request, context);
        return [1, 1];
      },
    });

    await model.choose(choosing(), { seed: 3 });

    expect(seen).toEqual([choosing(), { seed: 3 }]);
  });

  it('should fail as the script says', async () => {
    const model = scriptedModel({ choose: () => failure, score: () => failure, write: () => failure });

    const replies = [
      await model.choose(choosing()),
      await model.score({ prompt, continuations: ['x'] }),
      await model.write(asked),
    ];

    for (const reply of replies) expect(reply).toEqual({ ok: false, failure });
  });

  it('should have no verb that the script leaves out', async () => {
    const model = scriptedModel({ choose: () => [1, 1] });

    expect(model.capabilities).toEqual({ choose: 'exact', score: false, write: false, embed: false });
    expect(outcomeOf(await model.write(asked))).toBe('not-available');
    expect(outcomeOf(await model.score({ prompt, continuations: ['x'] }))).toBe('not-available');
  });

  it('should read a value out of what it writes, or say that it has another shape', async () => {
    const schema = z.object({ age: z.number() });
    const write = (text: string) => scriptedModel({ write: () => text }).write({ ...asked, schema });

    const [good, other, broken] = [await write('{"age":4}'), await write('{"age":"4"}'), await write('{')];

    expect(good.ok && good.value.value).toEqual({ age: 4 });
    expect([outcomeOf(other), outcomeOf(broken)]).toEqual(['malformed', 'malformed']);
  });

  it('should explain to the script what will not do and ask it again, as often as the request says', async () => {
    const schema = z.object({ age: z.number() });
    const seen: string[] = [];
    const said = (...texts: readonly string[]) =>
      scriptedModel({
        write({ prompt: { pieces } }) {
          seen.push(pieces.join(''));
          return texts[Math.min(seen.length, texts.length) - 1] as string;
        },
      });

    const value = await said('{', '{"age":"4"}', '{"age":4}').write({ ...asked, schema });
    expect(value).toMatchObject({ ok: true, value: { value: { age: 4 } } });
    expect(seen[2]).toContain('{"age":"4"}');

    seen.length = 0;
    expect(await said(' ', '<think>?</think>').write({ ...asked, repairs: 1 })).toEqual({
      ok: false,
      failure: {
        kind: 'malformed',
        message: 'the script says nothing',
        retryable: false,
        evidence: '<think>?</think>',
        usage: { promptTokens: 0, completionTokens: 0 },
      },
    });
    expect(seen).toHaveLength(2);
  });

  it('should heed an interruption, before it answers and while it waits', async () => {
    const { opened, open } = gate();
    const stop = new AbortController();
    const model = scriptedModel({ choose: () => [1, 1], delay: () => opened });
    const waiting = model.choose(choosing(), { signal: stop.signal });
    await idle();

    stop.abort();
    open();

    expect(outcomeOf(await waiting)).toBe('aborted');
    expect(outcomeOf(await model.choose(choosing(), { signal: stop.signal }))).toBe('aborted');
  });
});
