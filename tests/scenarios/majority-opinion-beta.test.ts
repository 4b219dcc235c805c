import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinationBeta, criticalSize, fitBeta, responseCounts } from 'mesocosm/scenarios';
import { casesOf } from '../support/statistics-reference/reference.js';

describe('fitBeta', () => {
  it('should be what can be worked out by hand where two points mirror each other', () => {
    // Turned over, the first point is 160 of 200 at one half, so both are 315 of 400 there: log(315 / 85) = 2 beta / 2.
    const { beta, low, high } = fitBeta([
      { m: -0.5, asked: 200, first: 40 },
      { m: 0.5, asked: 200, first: 155 },
    ]);
    const half = 1.959964 / Math.sqrt(400 * (315 / 400) * (85 / 400));

    expect(beta).toBeCloseTo(Math.log(315 / 85), 8);
    // The likelihood is nearly normal here: so are the ends.
    expect(low).toBeCloseTo(beta - half, 1);
    expect(high).toBeCloseTo(beta + half, 1);
  });

  it('should say by the deviance that a curve is not of this kind', () => {
    const points = Array.from({ length: 11 }, (_, at) => (at - 5) / 5);
    const answers = (share: (m: number) => number) =>
      fitBeta(points.map((m) => ({ m, asked: 1000, first: Math.round(1000 * share(m)) })));
    const right = answers((m) => (1 + Math.tanh(1.2 * m)) / 2);
    const flat = answers((m) => (Math.abs(m) < 0.7 ? 0.5 : (1 + Math.sign(m) * 0.9) / 2));

    expect(right.beta).toBeCloseTo(1.2, 1);
    expect(right).toMatchObject({ degrees: 10 });
    expect(right.deviance).toBeLessThan(1);
    expect(flat.deviance).toBeGreaterThan(500);
    expect(Math.abs(flat.largest.m)).toBeCloseTo(0.6, 10);
    expect(flat.largest.distance).toBeGreaterThan(0.2);
  });

  it('should leave an end open where every answer is that of the majority', () => {
    const fit = fitBeta([
      { m: -1, asked: 10, first: 0 },
      { m: 1, asked: 10, first: 10 },
    ]);

    expect(fit).toMatchObject({ beta: 50, high: 50 });
    // (1 - 1 / (1 + exp(2 beta)))^20 = exp(-1.92) at the lower end.
    expect(fit.low).toBeCloseTo(Math.log(1 / (Math.exp(1.9207 / 20) - 1)) / 2, 3);
  });

  it('should change its sign, ends and all, when the options are exchanged', () => {
    const count = fc.record({
      m: fc.integer({ min: -10, max: 10 }).map((tenths) => tenths / 10),
      asked: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2 }), (drawn) => {
        const counts = drawn.map(([one, share]) => ({ ...one, first: Math.round(share * one.asked) }));
        fc.pre(counts.some(({ m }) => m !== 0));
        const fit = fitBeta(counts);
        const exchanged = fitBeta(counts.map(({ m, asked, first }) => ({ m, asked, first: asked - first })));

        expect(exchanged.beta).toBeCloseTo(-fit.beta, 4);
        expect(exchanged.low).toBeCloseTo(-fit.high, 4);
        expect(fit.low).toBeLessThanOrEqual(fit.beta);
        expect(fit.high).toBeGreaterThanOrEqual(fit.beta);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [[], 'nobody was asked where a majority could be seen'],
    [[{ m: 0, asked: 5, first: 2 }], 'nobody was asked where a majority could be seen'],
    [[{ m: 2, asked: 5, first: 2 }], 'no such count'],
    [[{ m: 1, asked: 5, first: 6 }], 'no such count'],
  ])('should refuse %j', (counts, sentence) => {
    expect(() => fitBeta(counts)).toThrow(sentence);
  });
});

describe('criticalSize', () => {
  it('should be about 1,000 of what is published of GPT-4-Turbo', () => {
    // De Marzo, Castellano, Garcia 2026: beta 5.5 at N = 50 and 3.38 at N = 1,000, and a critical size of about 1,000.
    const size = criticalSize([
      { agents: 1000, beta: 3.38 },
      { agents: 50, beta: 5.5 },
    ]);

    expect(size.status).toBe('found');
    expect(Math.abs(size.agents - 1000)).toBeLessThan(100);
  });

  it('should lie where the interpolated beta is what full coordination takes', () => {
    const { agents } = criticalSize([
      { agents: 10, beta: 3 },
      { agents: 1000, beta: 1 },
    ]);
    const part = Math.log(agents / 10) / Math.log(100);

    expect(3 - 2 * part).toBeCloseTo(coordinationBeta(agents), 10);
  });

  it('should be exp(2 beta) where beta hangs on no size', () => {
    expect(criticalSize([{ agents: 50, beta: 1.47 }]).agents).toBeCloseTo(Math.exp(2.94), 10);
  });

  it('should say on which side of the measured sizes it lies', () => {
    expect(
      criticalSize([
        { agents: 10, beta: 9 },
        { agents: 50, beta: 9.14 },
      ]),
    ).toEqual({ status: 'censored', side: 'above', agents: 50 });
    expect(
      criticalSize([
        { agents: 50, beta: 0.11 },
        { agents: 100, beta: 0.1 },
      ]),
    ).toEqual({ status: 'censored', side: 'below', agents: 50 });
  });

  it('should refuse no sizes, one twice, and one without a majority', () => {
    const at = (agents: number) => ({ agents, beta: 1 });
    expect(() => criticalSize([])).toThrow('no beta was measured');
    expect(() => criticalSize([at(50), at(50)])).toThrow('measured twice at 50 agents');
    expect(() => criticalSize([at(1)])).toThrow('a population of 1 has no majority');
  });
});

describe('responseCounts', () => {
  it('should count what was asked and made, by the majority that was seen', () => {
    const made = (state: string, option: string, more = {}) => ({
      type: 'decision-made',
      data: { state, option, ...more },
    });
    const counts = responseCounts(
      [
        made('Q 3, M 1', 'Q'),
        made('Q 3, M 1', 'M'),
        made('Q 6, M 2', 'Q'),
        made('Q 0, M 4', 'M'),
        made('', 'Q'),
        made('Q 4, M 0', 'M', { committed: true }),
        { type: 'decision-failed', data: { state: 'Q 3, M 1' } },
        { type: 'opinion-held', data: { option: 'Q', first: 3 } },
      ],
      ['Q', 'M'],
    );

    expect(counts).toEqual([
      { m: -1, asked: 1, first: 0 },
      { m: 0.5, asked: 3, first: 2 },
    ]);
  });
});

interface Fit {
  readonly beta: number;
  readonly deviance: number;
  readonly low: number;
  readonly high: number;
}

describe('fitBeta beside a general fit', () => {
  it.each(casesOf<Parameters<typeof fitBeta>[0], Fit>('fitBeta'))('should be what $by gives', ({ given, gives }) => {
    const { beta, deviance, low, high } = fitBeta(given);

    expect(beta).toBeCloseTo(gives.beta, 8);
    expect(deviance).toBeCloseTo(gives.deviance, 8);
    expect(low).toBeCloseTo(gives.low, 7);
    expect(high).toBeCloseTo(gives.high, 7);
  });
});
