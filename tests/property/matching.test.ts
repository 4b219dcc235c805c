import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bipartiteMatching,
  edgeMatching,
  erdosRenyi,
  randomMatching,
  roundRobin,
  type Matching,
  type Pair,
} from '../../src/foundation/network/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';

const agents = fc.uniqueArray(fc.string({ maxLength: 6 }), { minLength: 2, maxLength: 30 });
const seed = fc.integer();
const round = fc.nat({ max: 200 });
const roleOf = (agent: string): string => (agent.length % 2 === 0 ? 'even' : 'odd');

/** Matchings of any agents who can be matched so. */
const matchings: Record<string, (agents: readonly string[], seed: number) => Matching> = {
  randomMatching,
  roundRobin,
  bipartiteMatching: () => bipartiteMatching(['even', 'odd'], roleOf),
  edgeMatching: ({ length }, number) => edgeMatching(erdosRenyi(length, 0.3, chancesFrom(number)('network'))),
};

const isMatchable = (name: string, people: readonly string[]): boolean =>
  name !== 'bipartiteMatching' || new Set(people.map(roleOf)).size === 2;

/** The pairs of a round, or nothing where nobody can meet. */
function pairsOf(matching: Matching, people: readonly string[], at: { seed: number; round: number }): readonly Pair[] {
  try {
    return matching.pairing(people, chancesFrom(at.seed))(at.round);
  } catch (error) {
    fc.pre(!(error as Error).message.includes('nobody ever meets'));
    throw error;
  }
}

describe.each(Object.entries(matchings))('%s', (name, make) => {
  const given = fc.record({ people: agents.filter((people) => isMatchable(name, people)), seed, round });

  it('should put nobody into two pairs, and only agents', () => {
    fc.assert(
      fc.property(given, ({ people, ...at }) => {
        const matched = pairsOf(make(people, at.seed), people, at).flat();

        expect(new Set(matched).size).toBe(matched.length);
        expect(people).toEqual(expect.arrayContaining(matched));
      }),
    );
  });

  it('should be the same from the same seed, whatever rounds were asked for before', () => {
    fc.assert(
      fc.property(given, ({ people, ...at }) => {
        const matching = make(people, at.seed);
        const expected = pairsOf(matching, people, at);
        const pairing = matching.pairing(people, chancesFrom(at.seed));
        pairing(at.round + 1);

        expect(pairing(at.round)).toEqual(expected);
      }),
    );
  });
});

describe('who rests', () => {
  it('should be nobody or one where everybody may meet everybody', () => {
    fc.assert(
      fc.property(agents, seed, round, (people, number, at) => {
        for (const matching of [randomMatching(), roundRobin()]) {
          expect(pairsOf(matching, people, { seed: number, round: at })).toHaveLength(Math.floor(people.length / 2));
        }
      }),
    );
  });

  it('should be the surplus of the larger of two roles', () => {
    fc.assert(
      fc.property(
        agents.filter((people) => isMatchable('bipartiteMatching', people)),
        seed,
        round,
        (people, number, at) => {
          // prettier-ignore
          const pairs = pairsOf(bipartiteMatching(['even', 'odd'], roleOf), people, { seed: number, round: at });
          const even = people.filter((agent) => roleOf(agent) === 'even').length;

          expect(pairs).toHaveLength(Math.min(even, people.length - even));
          expect(pairs.every(([a, b]) => roleOf(a) === 'even' && roleOf(b) === 'odd')).toBe(true);
        },
      ),
    );
  });

  it('should be no two neighbours of a network whose edges are matched', () => {
    fc.assert(
      fc.property(agents, seed, round, (people, number, at) => {
        const network = erdosRenyi(people.length, 0.3, chancesFrom(number)('network'));
        const pairs = pairsOf(edgeMatching(network), people, { seed: number, round: at });
        const matched = new Set(pairs.flat());
        const joined = (a: string, b: string) => network.neighbours(people.indexOf(a)).includes(people.indexOf(b));
        const idle = people.filter((agent) => !matched.has(agent));

        expect(pairs.every(([a, b]) => joined(a, b))).toBe(true);
        expect(idle.some((a) => idle.some((b) => joined(a, b)))).toBe(false);
      }),
    );
  });
});

describe('roundRobin', () => {
  it('should let everybody meet everybody else once in a cycle, and stand first in half of the pairs', () => {
    fc.assert(
      fc.property(agents, (people) => {
        const rounds = people.length % 2 === 0 ? people.length - 1 : people.length;
        const pairing = roundRobin().pairing(people, chancesFrom(1));
        const pairs = Array.from({ length: rounds }, (_, at) => pairing(at)).flat();

        expect(new Set(pairs.map((pair) => JSON.stringify([...pair].sort()))).size).toBe(pairs.length);
        expect(pairs).toHaveLength((people.length * (people.length - 1)) / 2);
        for (const agent of people) {
          const first = pairs.filter(([one]) => one === agent).length;
          expect(Math.abs(first - (people.length - 1) / 2)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('randomMatching', () => {
  it('should not depend on the order of the agents', () => {
    fc.assert(
      fc.property(agents, seed, round, (people, number, at) => {
        const [one, other] = [people, [...people.slice(1), people[0] as string]].map((order) =>
          pairsOf(randomMatching(), order, { seed: number, round: at }),
        );

        expect(other).toEqual(one);
      }),
    );
  });

  it('should change along one chain only when one agent leaves', () => {
    fc.assert(
      fc.property(agents, seed, (people, number) => {
        fc.pre(people.length > 2);
        const [before, after] = [people, people.slice(1)].map((some) =>
          pairsOf(randomMatching(), some, { seed: number, round: 0 }).map((pair) => JSON.stringify([...pair].sort())),
        ) as [string[], string[]];
        const changed = [
          ...before.filter((pair) => !after.includes(pair)),
          ...after.filter((pair) => !before.includes(pair)),
        ].flatMap((pair) => JSON.parse(pair) as string[]);
        const uses = [...new Set(changed)].map((agent) => changed.filter((one) => one === agent).length);

        // A path: its inner agents exchange a partner, its ends win or lose one.
        expect(uses.filter((count) => count === 1).length).toBe(changed.length === 0 ? 0 : 2);
        expect(uses.every((count) => count <= 2)).toBe(true);
      }),
    );
  });
});
