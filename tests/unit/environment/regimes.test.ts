import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedOrder, randomPairs, randomSequential, simultaneousRounds } from '../../../src/environment/index.js';
import { complete, erdosRenyi, ringLattice } from '../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Activation, Regime } from '../../../src/spec/index.js';

const people = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `agent-${index + 1}`);

function first(regime: Regime, agents: readonly string[], how: { readonly count: number; readonly seed?: number }) {
  const activations: Activation[] = [];
  for (const activation of regime.activations(agents, chancesFrom(how.seed ?? 1))) {
    if (activations.length === how.count) break;
    activations.push(activation);
  }
  return activations;
}

/** Sum of squared deviations from the mean, in units of the mean: chi square for counts. */
function chiSquare(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
}

function countOf(values: readonly string[], keys: readonly string[]): readonly number[] {
  return keys.map((key) => values.filter((value) => value === key).length);
}

const regimes: readonly Regime[] = [randomSequential(), randomPairs(complete(10)), fixedOrder(), simultaneousRounds()];

describe.each(regimes.map((regime) => [regime.name, regime] as const))('the regime %s', (_name, regime) => {
  it('should count from 0, never go back in time, and say why', () => {
    const activations = first(regime, people(10), { count: 50 });

    expect(activations.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    for (const [at, { time, reason }] of activations.entries()) {
      expect(time).toBeGreaterThanOrEqual(activations[at - 1]?.time ?? 0);
      expect(reason).not.toBe('');
    }
  });

  it('should depend on the seed alone', () => {
    const seed = 77;

    expect(first(regime, people(10), { count: 200, seed })).toEqual(first(regime, people(10), { count: 200, seed }));
  });

  it('should let nobody act twice in one activation, and only agents of the population', () => {
    for (const { agents } of first(regime, people(10), { count: 100 })) {
      expect(new Set(agents).size).toBe(agents.length);
      expect(people(10)).toEqual(expect.arrayContaining([...agents]));
    }
  });
});

describe('randomSequential', () => {
  it('should activate each agent equally often', () => {
    const agents = people(20);
    const turns = first(randomSequential(), agents, { count: 20_000, seed: 3 }).map(
      ({ agents: [one] }) => one as string,
    );

    // 19 degrees of freedom: 43.8 is passed by chance once in a thousand seeds.
    expect(chiSquare(countOf(turns, agents))).toBeLessThan(43.8);
  });

  it('should follow an agent by any other as likely as by itself', () => {
    const agents = people(5);
    const turns = first(randomSequential(), agents, { count: 25_000, seed: 5 }).map(
      ({ agents: [one] }) => one as string,
    );
    const pairs = turns.slice(1).map((one, at) => `${turns[at]} ${one}`);
    const keys = agents.flatMap((one) => agents.map((two) => `${one} ${two}`));

    // 24 degrees of freedom: 51.2 once in a thousand.
    expect(chiSquare(countOf(pairs, keys))).toBeLessThan(51.2);
  });

  it('should let an agent see everybody and change only itself', () => {
    for (const { agents, reads, writes } of first(randomSequential(), people(3), { count: 5 })) {
      expect(reads).toBe('all');
      expect(writes).toEqual(agents);
    }
  });

  it('should keep the order of all others when an agent is added, wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 8 }), fc.nat(8), (seed, size, place) => {
        const agents = people(size);
        const more = agents.toSpliced(Math.min(place, size), 0, 'newcomer');
        const turns = (who: readonly string[]) =>
          first(randomSequential(), who, { count: 300, seed }).flatMap(({ agents: acting }) => acting);
        const without = turns(more).filter((agent) => agent !== 'newcomer');

        expect(without).toEqual(turns(agents).slice(0, without.length));
      }),
    );
  });
});

describe('randomPairs', () => {
  it('should let each agent begin, and each pair meet, equally often', () => {
    const agents = people(8);
    const met = first(randomPairs(complete(8)), agents, { count: 28_000, seed: 2 });
    const pairs = met.map(({ agents: pair }) => [...pair].sort().join(' '));
    const keys = agents.flatMap((one, at) => agents.slice(at + 1).map((two) => [one, two].sort().join(' ')));

    // 27 degrees of freedom: 55.5 once in a thousand; 7 degrees: 24.3.
    expect(chiSquare(countOf(pairs, keys))).toBeLessThan(55.5);
    expect(chiSquare(countOf(met.map(({ agents: [one] }) => one as string), agents))).toBeLessThan(24.3); // prettier-ignore
  });

  it('should only let neighbours meet, who see and change each other alone', () => {
    const network = ringLattice(9, 2);
    const agents = people(9);
    for (const activation of first(randomPairs(network), agents, { count: 300 })) {
      const [one, two] = activation.agents.map((agent) => agents.indexOf(agent)) as [number, number];
      expect(network.neighbours(one)).toContain(two);
      expect(activation.reads).toEqual(activation.agents);
      expect(activation.writes).toEqual(activation.agents);
    }
  });

  it('should change a partner only when it must: who is added is met, or nothing changes', () => {
    const meetingsOf = (agents: readonly string[], seed: number): readonly (readonly string[])[] =>
      first(randomPairs(complete(agents.length)), agents, { count: 400, seed }).map(({ agents: pair }) => pair);
    const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
    const both = seeds.flatMap((seed) => {
      const before = meetingsOf(people(6), seed);
      const after = meetingsOf([...people(6), 'newcomer'], seed).filter(([one]) => one !== 'newcomer');
      return after.map((pair, at) => ({ before: before[at], after: pair }));
    });
    const kept = both.filter(({ after }) => after[1] !== 'newcomer');
    const changed = 1 - kept.length / both.length;

    expect(kept.map(({ after }) => after)).toEqual(kept.map(({ before }) => before));
    // Of six possible partners the newcomer is one.
    expect(changed).toBeGreaterThan(1 / 6 - 0.02);
    expect(changed).toBeLessThan(1 / 6 + 0.02);
  });

  it('should meet the others just the same when somebody leaves, but for those who met that one', () => {
    const meetingsOf = (agents: readonly string[]): readonly (readonly string[])[] =>
      first(randomPairs(complete(agents.length)), agents, { count: 400, seed: 4 }).map(({ agents: pair }) => pair);
    const before = meetingsOf(people(6)).filter(([one]) => one !== 'agent-4');
    const after = meetingsOf(people(6).filter((agent) => agent !== 'agent-4'));

    const both = before.map((pair, at) => ({ before: pair, after: after[at] }));
    const kept = both.filter(({ before: [, two] }) => two !== 'agent-4');

    expect(kept.length).toBeGreaterThan(200);
    expect(kept.map((pair) => pair.after)).toEqual(kept.map((pair) => pair.before));
  });

  it('should pass over whoever has no neighbours', () => {
    const network = { ...ringLattice(3, 2), size: 4, neighbours: (node: number) => (node === 3 ? [] : [0, 1, 2].filter((other) => other !== node)) }; // prettier-ignore
    const met = first(randomPairs(network), people(4), { count: 100 });

    expect(met.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(met.flatMap(({ agents }) => agents)).not.toContain('agent-4');
  });

  it('should say that nobody can meet, where there is no link at all', () => {
    const network = erdosRenyi(5, 0, chancesFrom(1)('network'));

    expect(() => first(randomPairs(network), people(5), { count: 1 })).toThrow(
      'the network erdos-renyi(5,0) has no links, so nobody ever meets anybody',
    );
  });
});

describe('fixedOrder and simultaneousRounds', () => {
  it('should take everybody in turn', () => {
    const turns = first(fixedOrder(), ['a', 'b', 'c'], { count: 5 });

    expect(turns.map(({ agents }) => agents)).toEqual([['a'], ['b'], ['c'], ['a'], ['b']]);
  });

  it('should take everybody at once', () => {
    const [one, two] = first(simultaneousRounds(), ['a', 'b'], { count: 2 });

    expect(one).toMatchObject({ agents: ['a', 'b'], reads: 'all', writes: 'all', reason: 'round 1' });
    expect(two?.reason).toBe('round 2');
  });
});
