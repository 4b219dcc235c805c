import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegimeChoice } from '../../src/environment/index.js';
import type { Event } from '../../src/spec/index.js';
import { atHarbour, NARRATOR, PEOPLE, type Says } from '../support/harbour.js';
import { shuffledDelays } from '../support/talk.js';

const regimes: readonly RegimeChoice[] = [
  'simultaneous-rounds',
  'random-sequential',
  'fixed-order',
  'poisson-clocks',
  { regime: 'attention', timer: { mean: 2 } },
  'next-speaker:random',
];

const change = fc.oneof(
  fc.record({ event: fc.constant('bridge-mended'), data: fc.constant({}) }),
  fc.record({
    event: fc.constantFrom('coins-found', 'storm-came'),
    who: fc.constantFrom('Ann', 'Ben', 'Cem', 'Dan'),
    data: fc.record({ coins: fc.integer({ min: 0, max: 11 }) }),
  }),
);
const narration = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ happens: fc.string({ maxLength: 12 }), changes: fc.array(change, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.constant({ kind: 'refused', message: 'no' }) },
);
const attempt = fc.oneof(
  fc.string({ maxLength: 20 }).map((words) => ({ value: { action: 'attempt', value: words } })),
  fc.constant({ value: { action: 'wait' } }),
  fc.jsonValue().map((value) => ({ value })),
);
const script = fc.record({
  narrations: fc.array(narration, { minLength: 1, maxLength: 6 }),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 6 }),
});

function saysOf({
  narrations,
  attempts,
}: {
  readonly narrations: readonly unknown[];
  readonly attempts: readonly unknown[];
}): Says {
  return (_, { agent, occasion }) => {
    const place = PEOPLE.findIndex(({ id }) => id === agent);
    if (agent !== NARRATOR) return attempts[(occasion + place) % attempts.length] as ReturnType<Says>;
    const answer = narrations[occasion % narrations.length];
    const isJudgement = typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused';
    return (isJudgement ? answer : { value: answer }) as ReturnType<Says>;
  };
}

function assertWhole(events: readonly Event[]): void {
  const of = (type: string) => events.filter((event) => event.type === type);
  const answered = [...of('outcome-told'), ...of('nothing-happened')].map(({ data }) => Number(data['attempt']));
  expect(answered.toSorted((a, b) => a - b)).toEqual(of('attempt-made').map(({ seq }) => seq));
  expect(of('storm-came')).toEqual([]);
  expect(of('bridge-mended').length).toBeLessThanOrEqual(1);
  const coins = of('coins-found').map(({ data }) => Number(data['coins']));
  expect(coins.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(10);
  const asked = events.filter(({ type, agent }) => /^decision-(made|failed)$/.test(type) && agent === NARRATOR);
  expect(asked).toHaveLength(of('attempt-made').length);
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', data: { reason: 'enough was done' } });
}

describe('any narrator of any attempts', () => {
  it('should change nothing but what it may, and end no run', async () => {
    const property = fc.asyncProperty(script, fc.constantFrom(...regimes), fc.nat(99), async (made, regime, seed) => {
      assertWhole((await atHarbour(saysOf(made), { regime, seed })).events);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('should write the same bytes after any delays', async () => {
    const property = fc.asyncProperty(script, fc.constantFrom(...regimes), fc.nat(99), async (made, regime, seed) => {
      const says = saysOf(made);
      const delay = shuffledDelays(seed);
      const late: Says = async (situation, context) => {
        await delay();
        const said = await says(situation, context);
        return 'kind' in said ? said : ({ kind: 'answer', value: said.value } as never);
      };
      const atOnce = await atHarbour(says, { regime, seed });

      expect((await atHarbour(late, { regime, seed })).lines).toEqual(atOnce.lines);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
