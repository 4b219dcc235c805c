import { describe, expect, it } from 'vitest';
import { rake, withWeights, type Marginal, type RakingRequest } from '../../../../src/persona/exchange/index.js';
import type { Persona } from '../../../../src/spec/index.js';
import { samplePopulation } from '../../../support/sample-population.js';

/** People in cells: so many of each place on the axis `trust` and region. */
function people(
  counts: readonly (readonly [trust: number, region: string, size?: string, count?: number])[],
): RakingRequest['population'] {
  const personas = counts.flatMap(([trust, region, size = 'any', count = 1], cell) =>
    Array.from({ length: count }, (_, at): Persona => ({
      name: `${cell}-${at}`,
      text: 'x',
      position: { trust },
      provenance: { region, size },
    })),
  );
  return { personas };
}

const halves = (low: number, high: number): Marginal => ({ axis: 'trust', edges: [0, 0.5, 1], shares: [low, high] });
const regions = (n: number, s: number): Marginal => ({ attribute: 'region', shares: { n, s } });
/** Two people low, two high; a bin holds its lower edge. */
const square = people([[0, 'n'], [0.49, 's'], [0.5, 'n'], [1, 's']]); // prettier-ignore

function raked(request: RakingRequest) {
  const result = rake(request);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('rake', () => {
  it('should equal a case worked by hand: independent targets multiply where cells are full alike', () => {
    const { weights, effectiveSize } = raked({
      population: square,
      marginals: [halves(0.7, 0.3), regions(0.25, 0.75)],
    });

    [0.7, 2.1, 0.3, 0.9].forEach((weight, at) => expect(weights[at]).toBeCloseTo(weight, 9));
    expect(effectiveSize).toBeCloseTo(16 / (0.49 + 4.41 + 0.09 + 0.81), 9);
  });

  // Computed with ipfn 1.4.4 (Python) on the same tables; weights are fitted cell over count, times the number of people.
  it('should equal an independent implementation, on two marginals', () => {
    const population = people([[0, 'n', '', 1], [0, 's', '', 4], [1, 'n', '', 5], [1, 's', '', 2]]); // prettier-ignore

    const { weights, effectiveSize } = raked({ population, marginals: [halves(0.6, 0.4), regions(0.3, 0.7)] });

    expect(weights[0]).toBeCloseTo(0.850984023235812, 7);
    expect(weights[1]).toBeCloseTo(1.587253994191047, 7);
    expect(weights[5]).toBeCloseTo(0.549803195352838, 7);
    expect(weights[10]).toBeCloseTo(1.025492011617906, 7);
    expect(effectiveSize).toBeCloseTo(9.988651590501096, 6);
  });

  it('should equal an independent implementation, on three marginals', () => {
    const counts = [[[3, 1], [2, 4], [1, 1]], [[1, 6], [6, 4], [3, 4]]]; // prettier-ignore
    const expected = [
      [[0.133470620387582, 1.019215604235257], [0.271285710662198, 2.071606685501615], [0.272267846524937, 2.079106524746203]],
      [[0.123465997102281, 0.942817756249953], [0.250950813514203, 1.916324238895981], [0.251859330933474, 1.923261908982109]],
    ]; // prettier-ignore
    const cells = counts.flatMap((plane, i) => plane.flatMap((row, j) => row.map((count, k) => ({ i, j, k, count }))));
    const population = people(cells.map(({ i, j, k, count }) => [i, `r${j}`, `s${k}`, count]));

    const { weights, effectiveSize } = raked({
      population,
      marginals: [
        halves(0.35, 0.65),
        { attribute: 'region', shares: { r0: 0.2, r1: 0.5, r2: 0.3 } },
        { attribute: 'size', shares: { s0: 0.1, s1: 0.9 } },
      ],
    });

    const each = cells.flatMap(({ i, j, k, count }) => Array<number>(count).fill(expected[i]?.[j]?.[k] as number));
    each.forEach((weight, at) => expect(weights[at]).toBeCloseTo(weight, 6));
    expect(effectiveSize).toBeCloseTo(22.2664194036555, 5);
  });

  it('should leave a population alone that has the shares already', () => {
    const { weights, effectiveSize, rounds } = raked({ population: square, marginals: [halves(0.5, 0.5)] });

    expect({ weights, effectiveSize, rounds }).toEqual({ weights: [1, 1, 1, 1], effectiveSize: 4, rounds: 0 });
  });

  it('should give nobody any weight whose cell shall be empty', () => {
    expect(raked({ population: square, marginals: [regions(1, 0)] }).weights).toEqual([2, 0, 2, 0]);
  });

  it('should take shares that are published rounded', () => {
    expect(raked({ population: square, marginals: [regions(0.333, 0.664)] }).weights[0]).toBeCloseTo(
      (2 * 0.333) / 0.997,
      9,
    );
  });

  it.each<[string, Marginal[], string, string]>([
    ['shares that do not sum to 1', [regions(0.5, 0.6)], 'bad-shares', 'the shares of "region" sum to 1.1, not 1'],
    ['edges that do not rise', [{ axis: 'trust', edges: [0, 0.5, 0.5, 1], shares: [0.2, 0.3, 0.5] }], 'bad-shares', 'do not rise from 0 to 1'],
    ['edges that leave a part out', [{ axis: 'trust', edges: [0, 0.5, 0.9], shares: [0.5, 0.5] }], 'bad-shares', 'do not rise from 0 to 1'],
    ['another number of shares', [{ axis: 'trust', edges: [0, 0.5, 1], shares: [0.2, 0.3, 0.5] }], 'bad-shares', 'has 2 bins and 3 shares'],
    ['a cell in which nobody is', [{ axis: 'trust', edges: [0, 0.6, 0.9, 1], shares: [0.4, 0.3, 0.3] }], 'empty-cell', 'nobody is in the cell 0.6 to 0.9'],
    ['an axis on which nobody stands', [{ axis: 'wealth', edges: [0, 0.5, 1], shares: [0.5, 0.5] }], 'no-place', '0-0 has no position on the axis "wealth"'],
    ['an attribute that nobody has', [{ attribute: 'age', shares: { young: 1 } }], 'no-place', '0-0 has no "age" in the provenance'],
    ['a value without a share', [{ attribute: 'region', shares: { n: 1 } }], 'no-place', '1-0 has "region" "s", which has no share; there are n'],
  ])('should refuse %s', (_, marginals, kind, message) => {
    const result = rake({ population: square, marginals });

    expect(result).toMatchObject({ ok: false, failure: { kind, message: expect.stringContaining(message) } });
  }); // prettier-ignore

  it('should refuse marginals that contradict each other', () => {
    const diagonal = people([[0, 'n', '', 2], [1, 's', '', 2]]); // prettier-ignore

    expect(rake({ population: diagonal, marginals: [halves(0.7, 0.3), regions(0.3, 0.7)] })).toMatchObject({
      ok: false,
      failure: { kind: 'no-convergence', message: expect.stringMatching(/contradict each other.*after 1000 rounds/) },
    });
  });

  it('should refuse where a few carry all the weight, below the share that is asked for', () => {
    const population = people([[0, 'n', '', 1], [1, 'n', '', 19]]); // prettier-ignore
    const marginals = [halves(0.9, 0.1)];

    // One of weight 18 and nineteen of 2/19: 400 / (324 + 4/19).
    expect(raked({ population, marginals, leastEffectiveShare: 0.05 }).effectiveSize).toBeCloseTo(
      400 / (324 + 4 / 19),
      9,
    );
    expect(rake({ population, marginals })).toMatchObject({
      ok: false,
      failure: {
        kind: 'too-few-effective',
        message: '20 people would be worth 1.2, fewer than 10 % of them: a few carry all the weight',
      },
    });
  });
});

describe('withWeights', () => {
  it('should put a weight beside what is in the provenance, and change nothing else', () => {
    const population = samplePopulation();

    const { personas } = withWeights(population, [0.5, 1, 1.5]);

    expect(personas.map(({ provenance }) => provenance?.['weight'])).toEqual([0.5, 1, 1.5]);
    expect(personas[0]).toEqual({
      ...population.personas[0],
      provenance: { ...population.personas[0]?.provenance, weight: 0.5 },
    });
    expect(population).toEqual(samplePopulation());
  });
});
