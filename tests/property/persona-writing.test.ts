import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generators } from 'mesocosm/generators';
import { inDegrees, personNames } from '../../src/persona/writing/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { axisOf, island } from '../support/island.js';

const aim = fc.double({ min: -1, max: 2, noNaN: true });
const kind = fc.constantFrom('continuous', 'ordinal', 'categorical' as const);

describe('degrees of an aim', () => {
  it('should never be weaker for a stronger aim', () => {
    fc.assert(
      fc.property(kind, aim, aim, (which, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((at) => inDegrees(axisOf(which), at));
        expect(low?.degree).toBeLessThanOrEqual(high?.degree ?? -9);
        expect(low?.percent).toBeLessThanOrEqual(high?.percent ?? -9);
      }),
    );
  });

  it('should mirror the scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (thousandth) => {
        // Where two degrees meet, the upper one has the border.
        fc.pre((thousandth * 11) % 1000 !== 0);
        const at = thousandth / 1000;
        const degree = inDegrees(axisOf('continuous'), at).degree;
        expect(inDegrees(axisOf('continuous'), 1 - at).degree + degree).toBe(0);
      }),
    );
  });
});

describe('names', () => {
  it('should differ at any two places, for any seed', () => {
    const place = fc.nat(1_000_000);
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), place, place, (seed, one, other) => {
        fc.pre(one !== other);
        const nameAt = personNames(seed);
        expect(nameAt(one)).not.toBe(nameAt(other));
      }),
    );
  });
});

describe('composed texts', () => {
  it('should bear the name and leave nothing open, wherever somebody aims on up to six axes', () => {
    const axes = fc.array(fc.record({ kind, aim }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(axes, fc.constantFrom(...generators), (places, generator) => {
        const own = places.map(({ kind: which }, at) => ({ ...axisOf(which), name: `axis-${at}` }));
        const text = generator.compose({
          name: 'Ada Quist',
          description: island.description,
          context: island.context,
          axes: own,
          aim: Object.fromEntries(places.map(({ aim: to }, at) => [`axis-${at}`, to])),
          chance: chancesFrom(1)('Ada Quist'),
        });
        expect(text).toContain('Ada Quist');
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        const sentences = text.split(/[.\n]\s*/).filter((sentence) => /^(In|About|On) axis/.test(sentence));
        expect(new Set(sentences).size).toBe(sentences.length);
      }),
    );
  });
});
