import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitResponses, splitItems, type Observation } from '../../src/persona/loop/index.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const aim = fc.double({ min: -2, max: 3, noNaN: true });
const answer = fc.option(share, { nil: null });
const observations: fc.Arbitrary<Observation[]> = fc.array(
  fc.record({ aim: fc.tuple(aim, aim), answer: fc.tuple(answer, answer) }),
  { maxLength: 60 },
);

describe('a fitted response', () => {
  it('should expect answers in [0, 1] that never fall as an aim rises on its own axis, whatever was answered', () => {
    fc.assert(
      fc.property(observations, aim, fc.array(aim, { minLength: 2, maxLength: 6 }), (observed, other, aims) => {
        const model = fitResponses(observed, 2);
        const expected = [...aims].sort((a, b) => a - b).map((own) => model.predict([own, other])[0] as number);
        for (const value of expected) expect(value >= 0 && value <= 1).toBe(true);
        expected.slice(1).forEach((value, at) => expect(value).toBeGreaterThanOrEqual((expected[at] as number) - 1e-9));
      }),
      { numRuns: 200 },
    );
  });

  it('should aim within bounds, whatever was answered', () => {
    const low = fc.double({ min: -2, max: 0.4, noNaN: true });
    const high = fc.double({ min: 0.6, max: 3, noNaN: true });
    fc.assert(
      fc.property(observations, fc.tuple(share, share), low, high, (observed, target, least, most) => {
        const aims = fitResponses(observed, 2).invert(target, { low: least, high: most });
        for (const value of aims) expect(value >= least - 1e-9 && value <= most + 1e-9).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('halves of a questionnaire', () => {
  it('should share no item, and differ by at most one item of an axis and by one of each key', () => {
    const axes = fc.array(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(axes, fc.integer(), (keys, seed) => {
        const items = keys.flatMap((own, axis) =>
          own.map((reverseKeyed, at) => ({ id: `${axis}/${at}`, axis: `${axis}`, reverseKeyed })),
        );
        const { steering, heldOut } = splitItems({ items, seed });

        expect(new Set([...steering, ...heldOut]).size).toBe(items.length);
        expect(steering.length + heldOut.length).toBe(items.length);
        keys.forEach((_, axis) => {
          const count = (half: readonly string[], reversed: boolean): number =>
            items.filter(
              ({ id, axis: of, reverseKeyed }) => half.includes(id) && of === `${axis}` && reverseKeyed === reversed,
            ).length;
          const differences = [false, true].map((reversed) => count(steering, reversed) - count(heldOut, reversed));
          for (const difference of differences) expect(Math.abs(difference)).toBeLessThanOrEqual(1);
          expect([0, 1]).toContain(differences.reduce((sum, difference) => sum + difference, 0));
        });
      }),
    );
  });
});
