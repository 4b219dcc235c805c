import { describe, expect, it } from 'vitest';
import {
  drawByWeight,
  largestDifference,
  rake,
  type Marginal,
  type WeightedDraw,
} from '../../../../src/persona/exchange/index.js';
import { Population } from '../../../../src/spec/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';

/** People of two regions, all over an axis. */
function pool(size: number): Population {
  const chance = chancesFrom(size)('pool');
  const personas = Array.from({ length: size }, (_, at) => ({
    name: `Person ${at}`,
    text: `I am ${at}.`,
    position: { trust: chance.uniform() },
    provenance: { region: chance.integer(2) === 0 ? 'n' : 's', weight: 3 },
  }));
  return Population.parse({ formatVersion: 1, name: 'pool', provenance: { seed: 4 }, personas });
}

const marginals: readonly Marginal[] = [
  { axis: 'trust', edges: [0, 0.3, 0.6, 1], shares: [0.6, 0.3, 0.1] },
  { attribute: 'region', shares: { n: 0.25, s: 0.75 } },
];

function weightsOf(population: Population): readonly number[] {
  const raked = rake({ population, marginals });
  if (!raked.ok) throw new Error(raked.failure.message);
  return raked.value.weights;
}

const draw = (of: Partial<WeightedDraw> & Pick<WeightedDraw, 'weights'>): Population =>
  drawByWeight({ population: pool(of.weights.length), size: 24, seed: 1, ...of });

const timesOf = ({ personas }: Population, name: string): number =>
  personas.filter(({ provenance }) => provenance?.['drawnFrom'] === name).length;

describe('drawByWeight', () => {
  it('should draw everybody as often as their weight says, a whole number next to it', () => {
    const weights = weightsOf(pool(60));
    const drawn = draw({ weights, size: 100 });

    expect(drawn.personas).toHaveLength(100);
    for (const [at, weight] of weights.entries()) {
      expect(Math.abs(timesOf(drawn, `Person ${at}`) - (100 * weight) / 60)).toBeLessThan(1 + 1e-9);
    }
  });

  it('should come near to the targets: the first marginal to less than one person', () => {
    const weights = weightsOf(pool(120));
    for (let seed = 0; seed < 20; seed += 1) {
      const drawn = draw({ weights, size: 40, seed, marginals });

      const first = largestDifference(drawn, marginals.slice(0, 1));
      expect(first.ok && first.value.difference).toBeLessThan(1 / 40);
      const all = largestDifference(drawn, marginals);
      expect(all.ok && all.value.difference).toBeLessThan(0.08);
    }
  });

  it('should be a population for a run: names of their own, where they are from, no weights', () => {
    const population = pool(4);
    const personas = population.personas.map((person, at) => ({
      ...person,
      name: ['Ana', 'Ana (2)', 'Ben', 'Cy'][at]!,
    }));
    const drawn = draw({ population: { ...population, personas }, weights: [3, 1, 1, 0], size: 5 });

    expect(Population.parse(drawn)).toEqual(drawn);
    expect(drawn.personas.map(({ name }) => name)).toEqual(['Ana', 'Ana (3)', 'Ana (4)', 'Ana (2)', 'Ben']);
    expect(drawn.personas[1]).toMatchObject({ text: 'I am 0.', provenance: { drawnFrom: 'Ana' } });
    expect(drawn.personas[0]?.provenance).not.toHaveProperty('weight');
    expect(drawn.provenance).toEqual({
      seed: 4,
      drawn: { from: 'pool', size: 5, people: 3, seed: 1, method: 'systematic, in proportion to weight' },
    });
  });

  it('should be the same for the same seed, and another for another', () => {
    const weights = weightsOf(pool(60));

    expect(draw({ weights })).toEqual(draw({ weights }));
    expect(draw({ weights, seed: 2 }).personas).not.toEqual(draw({ weights }).personas);
  });

  it('should draw each person with chances in proportion to weight', () => {
    const drawn = Array.from({ length: 2_000 }, (_, seed) => draw({ weights: [1, 2, 3, 4], size: 2, seed }));
    [1, 2, 3, 4].forEach((weight, at) => {
      const times = drawn.reduce((sum, one) => sum + timesOf(one, `Person ${at}`), 0) / drawn.length;
      expect(times).toBeCloseTo((2 * weight) / 10, 1);
    });
  });

  it.each<[string, Partial<WeightedDraw>, string]>([
    ['fewer than two people', { size: 1 }, 'a population of 1 was asked for'],
    ['half a person', { size: 2.5 }, 'a population of 2.5 was asked for'],
    ['weights of others', { population: pool(5) }, 'there are 4 weights of 5 people'],
    ['no weight at all', { weights: [0, 0, 0, 0] }, 'weights that nobody can be drawn by'],
    ['a weight below 0', { weights: [1, -1, 1, 1] }, 'weights that nobody can be drawn by'],
  ])('should refuse %s', (_, change, said) => {
    expect(() => draw({ weights: [1, 1, 1, 1], ...change })).toThrow(said);
  });
});
