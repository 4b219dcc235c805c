import { describe, expect, it } from 'vitest';
import { countingModel, faultyModel, scriptedModel } from '../../../src/testing/index.js';
import { choosing, gate, idle, outcomeOf } from '../../support/endpoint-requests.js';

const answering = () => scriptedModel({ choose: () => [1, 1], score: () => [-1] });

describe('countingModel', () => {
  it('should keep every call with its verb, request and context, in order', async () => {
    const model = countingModel(answering());
    const { prompt } = choosing();

    await model.choose(choosing(), { seed: 1 });
    await model.score({ prompt, continuations: ['x'] });

    expect(model.calls).toEqual([
      { request: { verb: 'choose', request: choosing() }, context: { seed: 1 } },
      { request: { verb: 'score', request: { prompt, continuations: ['x'] } }, context: {} },
    ]);
  });

  it('should tell how many calls are open, and the most that ever were', async () => {
    const { opened, open } = gate();
    const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: () => opened }));
    const asked = [1, 2, 3].map((about) => model.choose(choosing(`${about}`)));
    await idle();
    expect([model.open(), model.mostOpen()]).toEqual([3, 3]);

    open();
    await Promise.all(asked);

    expect([model.open(), model.mostOpen()]).toEqual([0, 3]);
  });

  it('should close a call that threw', async () => {
    const model = countingModel(
      scriptedModel({
        choose: () => {
          throw new Error('a bug');
        },
      }),
    );

    await expect(model.choose(choosing())).rejects.toThrow('a bug');

    expect(model.open()).toBe(0);
  });
});

describe('faultyModel', () => {
  it('should fail the calls that are named, and answer the others', async () => {
    const model = faultyModel(answering(), [{ calls: [2, 4], gives: { kind: 'unavailable', status: 500 } }]);

    const outcomes: string[] = [];
    for (let call = 1; call <= 5; call += 1) outcomes.push(outcomeOf(await model.choose(choosing())));

    expect(outcomes).toEqual(['answered', 'unavailable', 'answered', 'unavailable', 'answered']);
  });

  it('should fail every call where none is named, the first fault before the second', async () => {
    const model = faultyModel(answering(), [
      { calls: [1], gives: { kind: 'refused' } },
      { gives: { kind: 'malformed' } },
    ]);

    const outcomes = [await model.choose(choosing()), await model.choose(choosing())].map(outcomeOf);

    expect(outcomes).toEqual(['refused', 'malformed']);
  });

  it('should fill in what a failure leaves out', async () => {
    const first = await faultyModel(answering(), [{ gives: { kind: 'unavailable', status: 503 } }]).choose(choosing());
    const second = await faultyModel(answering(), [{ gives: { kind: 'refused', evidence: 'no' } }]).choose(choosing());

    expect(first).toEqual({
      ok: false,
      failure: { kind: 'unavailable', status: 503, retryable: true, message: 'call 1 was to fail with 503' },
    });
    expect(second).toEqual({
      ok: false,
      failure: { kind: 'refused', evidence: 'no', retryable: false, message: 'call 1 was to fail' },
    });
  });

  it('should hang until it is interrupted', async () => {
    const model = faultyModel(answering(), [{ gives: 'hang' }]);
    const stop = new AbortController();
    let outcome = 'none yet';
    const asked = model.choose(choosing(), { signal: stop.signal }).then((reply) => (outcome = outcomeOf(reply)));
    await idle();
    expect(outcome).toBe('none yet');

    stop.abort();
    await asked;

    expect(outcome).toBe('aborted');
  });

  it('should not hang where it is interrupted already', async () => {
    const model = faultyModel(answering(), [{ gives: 'hang' }]);

    expect(outcomeOf(await model.choose(choosing(), { signal: AbortSignal.abort() }))).toBe('aborted');
  });
});
