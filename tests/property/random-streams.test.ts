import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesFrom, hash128, mix } from '../../src/foundation/random/index.js';
import type { Chance, Chances } from '../../src/spec/index.js';

const part = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 80, maxLength: 400 }),
  fc.double({ noNaN: true }).map((number) => number + 0),
);
const key = fc.array(part, { maxLength: 5 });
const seed = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }));

/** Anything that can be drawn, as a function of a stream. */
const draw = fc.oneof(
  fc.constant((chance: Chance) => chance.uniform()),
  fc.integer({ min: 1, max: 2 ** 32 }).map((bound) => (chance: Chance) => chance.integer(bound)),
  fc.constant((chance: Chance) => chance.exponential()),
  fc.array(fc.integer(), { maxLength: 6 }).map((items) => (chance: Chance) => chance.shuffle(items)),
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
    .map((weights) => (chance: Chance) => chance.draw(weights)),
);

const keyText = (parts: readonly (string | number)[]): string =>
  JSON.stringify(parts.map((one) => [typeof one, String(one)]));

describe('the streams of a seed', () => {
  it('should depend on their keys alone, in whatever order one draws from them', () => {
    const streams = fc.uniqueArray(fc.record({ key, draws: fc.array(draw, { minLength: 1, maxLength: 6 }) }), {
      minLength: 1,
      maxLength: 5,
      selector: (stream) => keyText(stream.key),
    });
    fc.assert(
      fc.property(seed, streams, fc.infiniteStream(fc.nat()), (number, all, choices) => {
        const alone = all.map((stream) => {
          const chance = chancesFrom(number)(...stream.key);
          return stream.draws.map((one) => one(chance));
        });

        const chances = chancesFrom(number);
        const open = all.map((stream) => ({
          chance: chances(...stream.key),
          left: [...stream.draws],
          drawn: [] as unknown[],
        }));
        for (;;) {
          const waiting = open.filter(({ left }) => left.length > 0);
          const next = waiting[(choices.next().value as number) % Math.max(1, waiting.length)];
          if (next === undefined) break;
          next.drawn.push(next.left.shift()?.(next.chance));
        }

        expect(open.map(({ drawn }) => drawn)).toEqual(alone);
      }),
    );
  });

  it('should be told apart by any difference of their keys', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const [a, b] = [hash128(one).join(), hash128(other).join()];

        expect(a === b).toBe(keyText(one) === keyText(other));
      }),
      { numRuns: 500 },
    );
  });

  it('should be told apart however the same text is cut into parts', () => {
    const letters = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (text, first, second) => {
        const [a, b] = [first % (text.length + 1), second % (text.length + 1)];
        fc.pre(a !== b);
        const cut = (at: number): string => hash128([text.slice(0, at).join(''), text.slice(at).join('')]).join();

        expect(cut(a)).not.toBe(cut(b));
      }),
    );
  });
});

describe('a population on keyed streams', () => {
  const agents = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 });

  /** What everybody draws, asked in the order given, three occasions each. */
  const drawnBy = (chances: Chances, order: readonly string[]): ReadonlyMap<string, readonly number[]> =>
    new Map(order.map((agent) => [agent, [0, 1, 2].map((occasion) => chances('decision', agent, occasion).uniform())]));

  it('should shift nobody when an agent is added, taken away, or asked at another time', () => {
    fc.assert(
      fc.property(seed, agents, agents, (number, some, others) => {
        const before = drawnBy(chancesFrom(number), some);
        const after = drawnBy(chancesFrom(number), [...others, ...some].toReversed());

        for (const agent of some) expect(after.get(agent)).toEqual(before.get(agent));
      }),
    );
  });

  it('should keep the order of the others when one comes into a draw by priorities', () => {
    const order = (meeting: number, members: readonly string[]): string[] => {
      const meetingKey = hash128(['meeting', meeting]);
      return members.toSorted((a, b) => mix(meetingKey, a) - mix(meetingKey, b));
    };
    fc.assert(
      fc.property(fc.nat(), agents, fc.string({ minLength: 13, maxLength: 20 }), (meeting, some, newcomer) => {
        const after = order(meeting, [newcomer, ...some]);

        expect(after.filter((agent) => agent !== newcomer)).toEqual(order(meeting, some));
      }),
    );
  });
});

describe('the draws of a stream', () => {
  it('should stay within their bounds', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 2 ** 32 }), (number, bound) => {
        const chance = chancesFrom(number)('bounds');
        const [uniform, integer, wait] = [chance.uniform(), chance.integer(bound), chance.exponential()];

        expect(uniform >= 0 && uniform < 1 && Number.isInteger(uniform * 2 ** 32)).toBe(true);
        expect(Number.isInteger(integer) && integer >= 0 && integer < bound).toBe(true);
        expect(wait > 0 && Number.isFinite(wait)).toBe(true);
      }),
    );
  });

  it('should fall on no weight of 0', () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(seed, weights, (number, given) => {
        fc.pre(given.some((weight) => weight > 0));
        const chance = chancesFrom(number)('weights');

        for (let index = 0; index < 20; index += 1) expect(given[chance.draw(given)]).toBeGreaterThan(0);
      }),
    );
  });

  it('should shuffle by changing places and nothing else', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.integer()), (number, items) => {
        const shuffled = chancesFrom(number)('shuffle').shuffle(items);

        expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });
});
