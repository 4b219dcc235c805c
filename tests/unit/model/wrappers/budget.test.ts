import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget, usdOf, type Budget, type Charge } from '../../../../src/model/wrappers/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { idle } from '../../../support/endpoint-requests.js';

const price = { inputUsdPerMillionTokens: 0.4, outputUsdPerMillionTokens: 1.6 };
const charge = (promptTokens: number, completionTokens = 0): Charge => ({ promptTokens, completionTokens });
const known = (taken: Charge) => ({ sent: true, known: true, ...taken }) as const;

/** Reserves and settles at once. */
async function spend(budget: Budget, most: Charge, taken: Charge = most): Promise<string> {
  const reservation = await budget.reserve(most);
  if (typeof reservation === 'string') return reservation;
  if ('over' in reservation) return reservation.over;
  reservation.settle(known(taken));
  return 'spent';
}

describe('createBudget', () => {
  it('should settle by what was taken, and not by what was reserved', async () => {
    const budget = createBudget({ tokens: 1000 }, { price });

    await spend(budget, charge(500, 100), charge(90, 10));

    expect(budget.spent()).toEqual({
      calls: 1,
      promptTokens: 90,
      completionTokens: 10,
      unknown: 0,
      usd: (90 * 0.4 + 10 * 1.6) / 1e6,
    });
    expect(budget.open()).toBe(0);
  });

  it('should name the limit that does not allow another call', async () => {
    const words = async (limits: Parameters<typeof createBudget>[0]): Promise<string> =>
      spend(createBudget(limits, { price }), charge(1000, 1000));

    expect(await words({ calls: 0 })).toBe('the budget of 0 calls is spent');
    expect(await words({ tokens: 1999 })).toBe('the budget of 1999 tokens does not allow another call');
    expect(await words({ usd: 0.001 })).toBe('the budget of 0.001 US dollars does not allow another call');
    expect(await words({ tokens: 2000, usd: 0.002, calls: 1 })).toBe('spent');
  });

  it('should refuse a limit in US dollars without a price', () => {
    expect(() => createBudget({ usd: 1 })).toThrow('needs a price');
  });

  it('should count in US dollars by a price that is known only when it is asked', async () => {
    let late: typeof price | undefined;
    const before = { calls: 1, promptTokens: 1_000_000, completionTokens: 0, unknown: 0 };
    const budget = createBudget({ usd: 1 }, { price: () => late, before });

    await expect(budget.reserve(charge(1))).rejects.toThrow('a budget in US dollars needs a price');
    late = price;
    expect(budget.spent().usd).toBe(0.4);
    expect(await spend(budget, charge(1_000_000))).toBe('spent');
    expect(await spend(budget, charge(1_000_000))).toBe('the budget of 1 US dollars does not allow another call');
  });

  it('should go on from what an earlier sitting spent', async () => {
    const before = { calls: 3, promptTokens: 900, completionTokens: 50, unknown: 1 };
    const budget = createBudget({ tokens: 1000 }, { before });

    expect(await spend(budget, charge(51))).toContain('does not allow');
    expect(await spend(budget, charge(50))).toBe('spent');
    expect(budget.spent()).toMatchObject({ calls: 4, promptTokens: 950, unknown: 1, usd: null });
  });

  it('should wait for calls under way where they may turn out cheaper', async () => {
    const budget = createBudget({ tokens: 1000 });
    const first = await budget.reserve(charge(900));
    let second: unknown;
    const waiting = budget.reserve(charge(900)).then((reservation) => (second = reservation));
    await idle();

    const before = second;
    if (typeof first === 'string' || 'over' in first) throw new Error('a reservation was expected');
    first.settle(known(charge(100)));
    await waiting;

    expect(before).toBeUndefined();
    expect(second).toHaveProperty('settle');
  });

  it('should not wait for a call to be none', async () => {
    const budget = createBudget({ calls: 1 });
    await budget.reserve(charge(1));

    expect(await budget.reserve(charge(1))).toEqual({ over: 'the budget of 1 calls is spent' });
  });

  it('should let go of who is interrupted while waiting', async () => {
    const budget = createBudget({ tokens: 10 });
    await budget.reserve(charge(10));
    const stop = new AbortController();
    const waiting = budget.reserve(charge(10), stop.signal);
    await idle();

    stop.abort();

    expect(await waiting).toBe('interrupted');
    expect(budget.open()).toBe(1);
  });

  it('should give back what was never sent', async () => {
    const budget = createBudget({ calls: 1, tokens: 10 });
    const reservation = await budget.reserve(charge(10));
    if (typeof reservation === 'string' || 'over' in reservation) throw new Error('a reservation was expected');

    reservation.settle({ sent: false });

    expect(budget.spent().calls).toBe(0);
    expect(await spend(budget, charge(10))).toBe('spent');
  });

  it('should reserve each request of an attempt but the first when it is made, and count them', async () => {
    const budget = createBudget({ calls: 3 });
    const reservation = await budget.reserve(charge(1));
    if (typeof reservation === 'string' || 'over' in reservation) throw new Error('a reservation was expected');

    const allowed = [reservation.another(), reservation.another()];
    const other = await budget.reserve(charge(1));
    const refused = reservation.another();
    reservation.settle(known(charge(1)));

    expect([...allowed, refused]).toEqual([undefined, undefined, 'the budget of 3 calls is spent']);
    expect(other).toHaveProperty('settle');
    expect(budget.spent().calls).toBe(2);
    expect(await budget.reserve(charge(1))).toHaveProperty('over');
    expect(reservation.another()).toBe('the call has ended');
  });

  it('should give back the requests of an attempt that was never sent', async () => {
    const budget = createBudget({ calls: 2 });
    const reservation = await budget.reserve(charge(1));
    if (typeof reservation === 'string' || 'over' in reservation) throw new Error('a reservation was expected');
    reservation.another();
    reservation.another();

    reservation.settle({ sent: false });

    expect([await spend(budget, charge(1)), await spend(budget, charge(1))]).toEqual(['spent', 'spent']);
  });

  it('should count requests that were told of afterwards', async () => {
    const budget = createBudget({ calls: 10 });
    const reservation = await budget.reserve(charge(1));
    if (typeof reservation === 'string' || 'over' in reservation) throw new Error('a reservation was expected');

    reservation.settle({ ...known(charge(1)), calls: 4 });

    expect(budget.spent().calls).toBe(4);
  });

  it('should never pass a limit, and count exactly what was taken, whatever goes on at once', async () => {
    const call = fc.record({
      most: fc.record({ promptTokens: fc.nat(500), completionTokens: fc.nat(200) }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      takes: fc.integer({ min: 0, max: 50 }),
      ends: fc.constantFrom('known', 'unknown', 'unsent'),
    });
    const limits = fc.record(
      {
        calls: fc.nat(30),
        tokens: fc.nat(8000),
        usd: fc.double({ min: 0, max: 0.005, noNaN: true }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(limits, fc.array(call, { maxLength: 40 }), async (most, calls) => {
        const clock = fakeClock();
        const budget = createBudget(most, { price });
        const taken: (Charge & { unknown: number })[] = [];
        const seen: number[][] = [];
        await Promise.all(
          calls.map(async (one) => {
            const reservation = await budget.reserve(one.most);
            if (typeof reservation === 'string' || 'over' in reservation) return;
            await clock.sleep(one.takes);
            const part = (tokens: number): number => Math.floor(tokens * one.share);
            const actual =
              one.ends === 'known' ? charge(part(one.most.promptTokens), part(one.most.completionTokens)) : one.most;
            if (one.ends !== 'unsent') taken.push({ ...actual, unknown: Number(one.ends === 'unknown') });
            reservation.settle(
              one.ends === 'unsent' ? { sent: false } : { sent: true, known: one.ends === 'known', ...actual },
            );
            const { calls: made, promptTokens, completionTokens, usd } = budget.spent();
            seen.push([made, promptTokens + completionTokens, usd ?? 0]);
          }),
        );

        const total = (of: (one: (typeof taken)[number]) => number): number =>
          taken.reduce((sum, one) => sum + of(one), 0);
        const sum = charge(
          total((one) => one.promptTokens),
          total((one) => one.completionTokens),
        );
        expect(budget.spent()).toEqual({
          ...sum,
          calls: taken.length,
          unknown: total((one) => one.unknown),
          usd: usdOf(sum, price),
        });
        for (const [made = 0, tokens = 0, usd = 0] of seen) {
          expect(made).toBeLessThanOrEqual(most.calls ?? Infinity);
          expect(tokens).toBeLessThanOrEqual(most.tokens ?? Infinity);
          expect(usd).toBeLessThanOrEqual(most.usd ?? Infinity);
        }
        expect(budget.open()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
