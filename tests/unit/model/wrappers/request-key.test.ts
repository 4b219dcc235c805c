import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scriptedModel } from '../../../../src/model/index.js';
import { requestKey, type Request } from '../../../../src/model/wrappers/index.js';
import type { CallContext, ChooseRequest, Prompt } from '../../../../src/spec/index.js';
import { choosing } from '../../../support/endpoint-requests.js';

const exact = scriptedModel({ choose: () => [1, 1] });
const sampled = scriptedModel({ choosing: 'sampled', choose: () => [1, 1] });
const { prompt } = choosing();
const choose = (more: Partial<ChooseRequest> = {}): Request => ({ verb: 'choose', request: choosing('a', more) });
const writing = (more: object = {}): Request => ({
  verb: 'write',
  request: { prompt, maxTokens: 10, temperature: 1, ...more },
});

/** All keys differ. */
function expectDistinct(keys: readonly string[]): void {
  expect(new Set(keys).size).toBe(keys.length);
}

describe('requestKey', () => {
  it('should be the same for the same request of the same model', () => {
    expect(requestKey(exact, choose())).toBe(requestKey({ ...exact }, choose()));
  });

  it('should tell models, prompts, options and their order apart', () => {
    expectDistinct([
      requestKey(exact, choose()),
      requestKey({ ...exact, fingerprint: 'another' }, choose()),
      requestKey(exact, choose({ options: [' M', ' Q'] })),
      requestKey(exact, choose({ options: [' Q', ' M', ' X'] })),
      requestKey(exact, choose({ prompt: { ...prompt, form: 'chat' } })),
      requestKey(exact, choose({ prompt: { ...prompt, system: 'Be brief.' } })),
      requestKey(exact, { verb: 'choose', request: choosing('b') }),
    ]);
  });

  it('should tell verbs apart', () => {
    expectDistinct([
      requestKey(exact, choose()),
      requestKey(exact, { verb: 'score', request: { prompt, continuations: [' Q', ' M'] } }),
      requestKey(exact, writing()),
    ]);
  });

  it('should tell pieces apart that are cut elsewhere, since that may move a number', () => {
    const cut = (...pieces: string[]): string => requestKey(exact, choose({ prompt: { form: 'completion', pieces } }));

    expectDistinct([cut('ab', 'c'), cut('a', 'bc'), cut('abc')]);
  });

  it('should be the same for an exact choice whatever is drawn: stream, seed, temperature, samples, purpose', () => {
    fc.assert(
      fc.property(
        fc.record({ stream: fc.string(), seed: fc.integer(), purpose: fc.string() }),
        fc.record({
          temperature: fc.double({ min: 0, max: 2, noNaN: true }),
          samples: fc.integer({ min: 1, max: 99 }),
        }),
        (context, more) => requestKey(exact, choose(more), context) === requestKey(exact, choose()),
      ),
    );
  });

  it('should tell sampled choices apart by stream, seed, temperature and number of samples', () => {
    const key = (context: CallContext, more: Partial<ChooseRequest> = {}): string =>
      requestKey(sampled, choose(more), context);

    expectDistinct([
      key({}),
      key({ stream: 'run 1' }),
      key({ stream: 'run 2' }),
      key({ stream: 'run 1', seed: 1 }),
      key({ seed: 1 }),
      key({}, { temperature: 0.5 }),
      key({}, { samples: 40 }),
    ]);
  });

  it('should tell the samples of a choice apart, of exact choices not', () => {
    const keys = (model: typeof exact) =>
      [{}, { sample: 0 }, { sample: 1 }].map((of) => requestKey(model, choose(), of));

    expectDistinct(keys(sampled));
    expect(new Set(keys(exact)).size).toBe(1);
  });

  it('should not depend on purpose or signal', () => {
    const context = { purpose: 'prior', signal: new AbortController().signal };

    expect(requestKey(sampled, choose(), context)).toBe(requestKey(sampled, choose()));
  });

  it('should tell texts apart by schema, length, temperature, stream and seed', () => {
    expectDistinct([
      requestKey(exact, writing()),
      requestKey(exact, writing({ schema: z.object({ a: z.string() }) })),
      requestKey(exact, writing({ schema: z.object({ a: z.number() }) })),
      requestKey(exact, writing({ maxTokens: 11 })),
      requestKey(exact, writing({ temperature: 0 })),
      requestKey(exact, writing(), { seed: 1 }),
      requestKey(exact, writing(), { stream: 'run 1' }),
    ]);
  });

  it('should be the same for schemas of one shape', () => {
    const schema = () => z.object({ a: z.string() });

    expect(requestKey(exact, writing({ schema: schema() }))).toBe(requestKey(exact, writing({ schema: schema() })));
  });

  it('should have a key for a schema that changes what it reads', () => {
    const schema = z.object({ count: z.string().transform(Number) });

    expect(requestKey(exact, writing({ schema }))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('should have a key for a schema with what JSON Schema cannot say, and tell the rest of it apart', () => {
    const keys = ['day', 'date'].map((name) =>
      requestKey(exact, writing({ schema: z.object({ [name]: z.date(), size: z.bigint() }) })),
    );

    expectDistinct(keys);
  });

  it('should hold any text', () => {
    const texts: fc.Arbitrary<Prompt> = fc.record({
      form: fc.constantFrom('chat' as const, 'completion' as const),
      pieces: fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
    });
    fc.assert(fc.property(texts, (any) => /^[0-9a-f]{64}$/.test(requestKey(exact, choose({ prompt: any })))));
  });
});
