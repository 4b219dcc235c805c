import { describe, expect, it } from 'vitest';
import { varianceShares, type VarianceShares } from '../../../../src/analysis/theory/variance-shares.js';
import type { SharedOutcome } from '../../../../src/analysis/theory/variance-terms.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  drawnEffects,
  populationShares,
  simulatedOutcomes,
  type SimulatedShares,
} from '../../../support/simulated-shares.js';
import { casesOf, expectNear } from '../../../support/statistics-reference/reference.js';

interface Given {
  readonly values: number[];
  readonly person: number[];
  readonly situation: number[];
  readonly run: number[];
}

type Shares = Extract<VarianceShares, { kind: 'shares' }>;

function sharesOf(outcomes: readonly SharedOutcome[], options?: Parameters<typeof varianceShares>[1]): Shares {
  const found = varianceShares(outcomes, options);
  if (found.kind === 'refused') throw new Error(found.reason);
  return found;
}

const termOf = ({ terms }: Shares, name: string) => terms.find(({ term }) => term === name);

/** Three persons in two situations, each twice, every outcome a run. */
const small = (value: (person: number, situation: number, again: number) => number): SharedOutcome[] =>
  [0, 1, 2].flatMap((person) =>
    [0, 1].flatMap((situation) =>
      [0, 1].map((again) => ({
        run: `${person}/${situation}/${again}`,
        person: `${person}`,
        situation: `${situation}`,
        value: value(person, situation, again),
      })),
    ),
  );

const medium: SimulatedShares = {
  persons: 16,
  situations: 8,
  runs: 6,
  person: 1,
  situation: 0.8,
  interaction: 0.6,
  run: 0.5,
  residual: 0.9,
};

describe('varianceShares', () => {
  it.each(casesOf<Given, Record<string, number>>('varianceShares'))(
    'should be the components of $given.values by mean squares, as $by gives them',
    ({ given, gives }) => {
      const found = sharesOf(
        given.values.map((value, at) => ({
          run: `${given.run[at]}`,
          person: `${given.person[at]}`,
          situation: `${given.situation[at]}`,
          value,
        })),
      );

      expect(found.terms.map(({ term }) => term).sort()).toEqual(Object.keys(gives).sort());
      for (const { term, component, share } of found.terms) {
        expectNear(component, gives[term] as number, 1e-8);
        expect(share).toBeCloseTo(component / found.total, 12);
      }
      expect(found.runs).toBe(new Set(given.run).size);
    },
  );

  it('should give back the shares of a population on average', () => {
    const mean = populationShares(medium).map(() => 0);
    for (let round = 0; round < 60; round += 1) {
      const chance = chancesFrom(round)('shares');
      const found = sharesOf(simulatedOutcomes(medium, drawnEffects(medium, chance), chance));
      // Of components, not of shares: a share of few situations is not without bias.
      found.terms.forEach(({ component }, at) => (mean[at] = (mean[at] as number) + component / 60));
    }

    [1, 0.64, 0.36, 0.25, 0.81].forEach((truth, at) =>
      expect(Math.abs((mean[at] as number) - truth)).toBeLessThan(0.13),
    );
  });

  it('should leave negative components as they are', () => {
    const found = sharesOf(
      small((person, situation, again) => ((person + situation) % 2 === 0 ? 1 : -1) * (again ? 1 : -1)),
    );

    expect(termOf(found, 'person × situation')?.component).toBeLessThan(0);
    expect(found.terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it('should give all to the person where nothing else matters', () => {
    const found = sharesOf(small((person, situation, again) => person + 0 * situation + (again ? 1e-9 : 0)));

    expect(termOf(found, 'person')?.share).toBeCloseTo(1, 6);
    expect(termOf(found, 'person')?.overRuns?.low).toBeCloseTo(1, 6);
    expect(termOf(found, 'person')?.added?.inSample).toBeCloseTo(1, 6);
    expect(termOf(found, 'person')?.added?.crossValidated).toBeCloseTo(1, 6);
    expect(termOf(found, 'situation')?.added?.crossValidated).toBeCloseTo(0, 6);
  });

  it('should find nothing in noise out of sample, though something in sample', () => {
    const none = { ...medium, person: 0, situation: 0, interaction: 0, run: 0 };
    const chance = chancesFrom(2)('noise');
    const found = sharesOf(simulatedOutcomes(none, () => 0, chance));

    for (const name of ['person', 'situation', 'person × situation']) {
      const { share, overRuns, added } = termOf(found, name) as NonNullable<ReturnType<typeof termOf>>;
      expect(Math.abs(share)).toBeLessThan(0.06);
      expect(overRuns?.low).toBeLessThan(0);
      expect(added?.inSample).toBeGreaterThan(0);
      expect(added?.crossValidated).toBeLessThan(0.005);
    }
    expect(termOf(found, 'person × situation')?.added?.crossValidated).toBeLessThan(-0.1);
  });

  it('should have intervals over populations only where it is handed a stream, the same for the same key', () => {
    const chance = chancesFrom(3)('one');
    const outcomes = simulatedOutcomes(medium, drawnEffects(medium, chance), chance);
    const withThem = () => sharesOf(outcomes, { chance: chancesFrom(3)('two') });

    expect(sharesOf(outcomes).terms.every(({ overPopulations }) => overPopulations === null)).toBe(true);
    expect(withThem()).toEqual(withThem());
    const [person] = withThem().terms;
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    // Other persons would differ more than other runs.
    expect(width(person?.overPopulations as never)).toBeGreaterThan(width(person?.overRuns as never));
  });

  it('should tell the draw from the course of the run where distributions are exact', () => {
    const chance = chancesFrom(4)('choices');
    // Persons are alike; runs end up at .2 or .8 for all in them.
    const outcomes = Array.from({ length: 400 }, (_, run) => run).flatMap((run) => {
      const probability = chance.uniform() < 0.5 ? 0.2 : 0.8;
      return ['a', 'b', 'c'].map((person) => ({
        run: `${run}`,
        person,
        situation: `${run % 2}`,
        probability,
        value: Number(chance.uniform() < probability),
      }));
    });
    const { choice, total } = sharesOf(outcomes);

    expect(choice?.noise).toBeCloseTo(0.16, 10);
    expect(Math.abs((choice?.pathDependence as number) - 0.09)).toBeLessThan(0.02);
    expect(choice?.shares.noise).toBeCloseTo(0.16 / total, 10);
    expect(choice?.overRuns?.low).toBeLessThan(0.36);
    expect(choice?.overRuns?.high).toBeGreaterThan(0.36);
    expect(sharesOf(outcomes.map((one) => ({ ...one, probability: undefined }))).choice).toBeNull();
    expect(sharesOf(outcomes.map((one) => ({ ...one, value: one.value / 2 }))).choice).toBeNull();
  });

  it('should tell models from personas where models were rotated over parts of the pool', () => {
    const chance = chancesFrom(5)('rotated');
    const persons = Array.from({ length: 12 }, (_, p) => ({ p, effect: chance.uniform() }));
    const outcomes = [0, 1, 2].flatMap((turn) =>
      ['x', 'y'].flatMap((situation) =>
        [0, 1, 2, 3].flatMap((again) =>
          persons.map(({ p, effect }) => {
            const model = (p + turn) % 3;
            const value = 2 * model + effect + 0.3 * chance.uniform();
            return { run: `${turn}${situation}${again}`, person: `${p}`, model: `${model}`, situation, value };
          }),
        ),
      ),
    );
    const found = sharesOf(outcomes);

    expect(found.terms.map(({ term }) => term)).toEqual([
      'person',
      'situation',
      'model',
      'person × situation',
      'person × model',
      'model × situation',
      'run',
      'residual',
    ]);
    expect(Math.abs((termOf(found, 'model')?.component as number) - 4)).toBeLessThan(0.1);
    expect(Math.abs((termOf(found, 'person')?.component as number) - 1 / 12)).toBeLessThan(0.06);
    expect(Math.abs(termOf(found, 'person × model')?.share as number)).toBeLessThan(0.01);
  });

  it('should give partner mixes a term of their own', () => {
    const chance = chancesFrom(6)('partners');
    const outcomes = ['m', 'n', 'o'].flatMap((partners, mix) =>
      ['x', 'y'].flatMap((situation) =>
        [0, 1, 2].flatMap((again) =>
          ['a', 'b', 'c', 'd'].map((person) => ({
            run: `${partners}${situation}${again}`,
            person,
            situation,
            partners,
            value: mix + 0.1 * chance.uniform(),
          })),
        ),
      ),
    );

    expect(termOf(sharesOf(outcomes), 'partner mix')?.share).toBeGreaterThan(0.98);
    expect(sharesOf(outcomes).notes).not.toContain(
      'the mix of partners was not varied: what it contributes is in no term',
    );
  });

  it('should decompose outcomes of whole runs by persona sets that were rotated', () => {
    const chance = chancesFrom(7)('sets');
    const outcomes = ['first', 'second', 'third'].flatMap((personas, set) =>
      ['x', 'y'].flatMap((situation) =>
        [0, 1, 2, 3].map((again) => ({
          run: `${personas}${situation}${again}`,
          personas,
          situation,
          value: set + 0.2 * chance.uniform(),
        })),
      ),
    );
    const found = sharesOf(outcomes);

    expect(found.terms.map(({ term }) => term)).toEqual([
      'persona set',
      'situation',
      'persona set × situation',
      'residual',
    ]);
    expect(termOf(found, 'persona set')?.share).toBeGreaterThan(0.95);
    expect(found.notes).toContain('each run has one outcome: the residual is the run');
  });

  const refusal = (outcomes: readonly SharedOutcome[]): string => {
    const found = varianceShares(outcomes);
    return found.kind === 'refused' ? found.reason : 'not refused';
  };
  const base = small((person, situation, again) => person + 2 * situation + again / 3 + person * situation * again);

  it.each([
    [
      'persona sets that were not rotated',
      base.map((one) => ({ ...one, person: undefined })),
      'persona sets were not rotated',
    ],
    ['one person', base.filter(({ person }) => person === '0'), 'all outcomes are of one person'],
    ['one situation', base.filter(({ situation }) => situation === '0'), 'there was one situation only'],
    [
      'models that never changed person',
      base.map((one) => ({ ...one, model: one.person === '0' ? 'm' : 'n' })),
      'rotate',
    ],
    ['one run of each', base.filter(({ run }) => run.endsWith('0')), 'at least two runs of each are needed'],
    [
      'persons in a situation of their own',
      base.filter(({ person, situation }) => Number(person) % 2 === Number(situation)),
      'person and person × situation cannot be told apart',
    ],
    ['persons and whole runs', [...base, { run: 'w', situation: '0', value: 1 }], 'decompose them apart'],
    ['outcomes that do not vary', base.map((one) => ({ ...one, value: 1 })), 'outcomes do not vary'],
    ['no number', base.map((one) => ({ ...one, value: NaN })), 'an outcome is not a number'],
  ])('should refuse %s', (_, outcomes, says) => expect(refusal(outcomes)).toContain(says));

  it('should be plain data', () => {
    const found = sharesOf(base);

    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
