import { describe, expect, it } from 'vitest';
import { shareLimiter, withLimit } from '../../../../src/model/wrappers/index.js';
import { scriptedModel } from '../../../../src/model/index.js';
import { countingModel, fakeClock } from '../../../../src/testing/index.js';
import { choosing, idle } from '../../../support/endpoint-requests.js';

describe('shareLimiter', () => {
  it('should be one for an endpoint, and another for another', () => {
    const clock = fakeClock();

    const [one, same, other] = ['http://a', 'http://a', 'http://b'].map((at) =>
      shareLimiter(at, { concurrency: 3, clock }),
    );

    expect(one?.limiter).toBe(same?.limiter);
    expect(one?.limiter).not.toBe(other?.limiter);
  });

  it('should keep two studies together below the smaller of their limits, until one ends', () => {
    const clock = fakeClock();
    const one = shareLimiter('http://a', { concurrency: 8, clock });
    const two = shareLimiter('http://a', { concurrency: 2, clock });

    const together = one.limiter.most;
    two.release();
    two.release();

    expect([together, one.limiter.most]).toEqual([2, 8]);
  });

  it('should begin anew once nobody holds it', () => {
    const clock = fakeClock();
    const first = shareLimiter('http://a', { concurrency: 8, clock });
    first.release();

    expect(shareLimiter('http://a', { concurrency: 8, clock }).limiter).not.toBe(first.limiter);
  });

  it('should have nothing to do with an endpoint in another time', () => {
    const [one, other] = [fakeClock(), fakeClock()].map((clock) => shareLimiter('http://a', { concurrency: 1, clock }));

    expect(one?.limiter).not.toBe(other?.limiter);
  });

  it('should limit the calls of two models together', async () => {
    const clock = fakeClock();
    const model = countingModel(scriptedModel({ choose: () => [1, 1], delay: idle }));
    const [one, two] = [1, 2].map(() =>
      withLimit(model, { limiter: shareLimiter('http://a', { concurrency: 3, clock }).limiter }),
    );

    await Promise.all(
      Array.from({ length: 10 }, (_, at) => [one?.choose(choosing(`${at}`)), two?.choose(choosing(`${at}`))]).flat(),
    );

    expect([model.calls.length, model.mostOpen()]).toEqual([20, 3]);
  });
});
