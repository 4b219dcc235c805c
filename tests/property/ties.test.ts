import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areTied,
  cut,
  cutAll,
  neighboursOf,
  networkOf,
  pairsOf,
  randomRewiring,
  rewire,
  rewirings,
  tie,
  tiesOf,
  type Ties,
} from '../../src/foundation/network/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';

const agent = fc.constantFrom('ann', 'ben', 'cem', 'dia', 'eva', '__proto__', '7');
const pair = fc.tuple(agent, agent).filter(([a, b]) => a !== b);
const step = fc.oneof(
  pair.map(([a, b]) => ({ make: (ties: Ties) => tie(ties, a, b), done: (ties: Ties) => areTied(ties, a, b) })),
  pair.map(([a, b]) => ({ make: (ties: Ties) => cut(ties, a, b), done: (ties: Ties) => !areTied(ties, b, a) })),
  agent.map((a) => ({
    make: (ties: Ties) => cutAll(ties, a),
    done: (ties: Ties) => neighboursOf(ties, a).length === 0,
  })),
);
const steps = fc.array(step, { maxLength: 30 });
const after = (made: readonly { make(ties: Ties): Ties }[]): Ties => made.reduce((ties, { make }) => make(ties), {});

/** What is wrong with ties. */
function faults(ties: Ties): readonly string[] {
  return Object.keys(ties).flatMap((one) => {
    const known = neighboursOf(ties, one);
    return [
      ...known.filter((other) => !neighboursOf(ties, other).includes(one)).map((other) => `${other} misses ${one}`),
      ...(known.includes(one) ? [`${one} knows itself`] : []),
      ...(JSON.stringify([...new Set(known)].sort()) === JSON.stringify(known) ? [] : [`${one} is out of order`]),
    ];
  });
}

describe('ties', () => {
  it('should be on both sides, once and in order, and as they were told to be, whatever was done', () => {
    fc.assert(
      fc.property(steps, (made) => {
        let ties: Ties = {};
        for (const { make, done } of made) {
          ties = make(ties);
          expect(done(ties)).toBe(true);
          expect(faults(ties)).toEqual([]);
        }
      }),
    );
  });

  it('should be the same as JSON, as pairs and as a network', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const ties = after(made);
        const agents = Object.keys(ties);

        expect(JSON.parse(JSON.stringify(ties))).toEqual(ties);
        expect(pairsOf(tiesOf(networkOf(ties, agents), agents))).toEqual(pairsOf(ties));
        expect(pairsOf(pairsOf(ties).reduce((all, [a, b]) => tie(all, a, b), {} as Ties))).toEqual(pairsOf(ties));
      }),
    );
  });

  it('should be as many after rewiring, and those that its steps give', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (made, probability, seed) => {
        const ties = after(made);
        const changes = rewirings(ties, randomRewiring(probability), chancesFrom(seed));
        const now = changes.reduce(rewire, ties);

        expect(pairsOf(now)).toHaveLength(pairsOf(ties).length);
        expect(faults(now)).toEqual([]);
        expect(rewirings(ties, randomRewiring(probability), chancesFrom(seed))).toEqual(changes);
      }),
    );
  });
});
