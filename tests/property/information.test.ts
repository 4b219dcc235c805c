import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decomposeInformation } from '../../src/analysis/information/decomposition.js';
import { jensenShannon } from '../../src/analysis/information/divergence.js';
import { entropy, millerMadowEntropy } from '../../src/analysis/information/entropy.js';
import { fisherCombination } from '../../src/analysis/information/fisher.js';
import { mutualInformation } from '../../src/analysis/information/mutual-information.js';
import { transferEntropy } from '../../src/analysis/information/pair-information.js';
import { marginals, type JointTable } from '../../src/analysis/information/table.js';
import { transitionsOf } from '../../src/analysis/information/transitions.js';

const weightsOf = (length: number) =>
  fc.array(fc.nat(30), { minLength: length, maxLength: length }).filter((counts) => counts.some((count) => count > 0));
const table: fc.Arbitrary<JointTable> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) => weightsOf(rows * columns).map((cells) => ({ rows, columns, cells })));
const turned = ({ rows, columns, cells }: JointTable): JointTable => ({
  rows: columns,
  columns: rows,
  cells: Array.from(
    { length: rows * columns },
    (_, at) => cells[(at % rows) * columns + Math.floor(at / rows)] as number,
  ),
});
const system = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .chain(([a, b, targets]) => weightsOf(a * b * targets).map((cells) => ({ a, b, targets, cells })));
const SLACK = 1e-9;

describe('entropy', () => {
  it('should lie between 0 and log₂ K, whatever the order, and Miller-Madow not below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }).chain(weightsOf), (counts) => {
        const bits = entropy(counts);

        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(Math.log2(counts.length) + SLACK);
        expect(entropy(counts.toReversed())).toBeCloseTo(bits, 9);
        expect(millerMadowEntropy(counts)).toBeGreaterThanOrEqual(bits);
      }),
    );
  });
});

describe('jensenShannon', () => {
  const several = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 5 }))
    .chain(([n, values]) => fc.array(weightsOf(values), { minLength: n, maxLength: n }));

  it('should lie between 0 and log₂ of how many there are, and not depend on their order', () => {
    fc.assert(
      fc.property(several, (distributions) => {
        const bits = jensenShannon(distributions);

        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(Math.log2(distributions.length) + SLACK);
        expect(jensenShannon(distributions.toReversed())).toBeCloseTo(bits, 9);
      }),
    );
  });

  it('should be 0 of the same, and all there is of what has nothing in common', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }).chain(weightsOf), (counts) => {
        const empty = counts.map(() => 0);

        expect(jensenShannon([counts, counts.map((count) => 3 * count)])).toBeCloseTo(0, 9);
        expect(
          jensenShannon([
            [...counts, ...empty],
            [...empty, ...counts],
          ]),
        ).toBeCloseTo(1, 9);
      }),
    );
  });

  it('should be the information that a value gives on which distribution it is from', () => {
    fc.assert(
      fc.property(table, ({ rows, columns, cells }) => {
        const lists = Array.from({ length: rows }, (_, row) =>
          Array.from({ length: columns }, (__, column) => (cells[row * columns + column] as number) + 1),
        );
        const sizes = lists.map((list) => list.reduce((sum, count) => sum + count, 0));

        expect(jensenShannon(lists, sizes)).toBeCloseTo(mutualInformation({ rows, columns, cells: lists.flat() }), 9);
      }),
    );
  });
});

describe('mutualInformation', () => {
  it('should be symmetric, and between 0 and the smaller entropy', () => {
    fc.assert(
      fc.property(table, (given) => {
        const bits = mutualInformation(given);
        const { row, column } = marginals(given);

        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(Math.min(entropy(row), entropy(column)) + SLACK);
        expect(mutualInformation(turned(given))).toBeCloseTo(bits, 9);
      }),
    );
  });

  it('should not grow when one variable is processed', () => {
    fc.assert(
      fc.property(table, fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }), (given, map) => {
        const { rows, columns, cells } = given;
        const merged = new Array<number>(rows * 5).fill(0);
        for (let at = 0; at < rows * columns; at += 1) {
          merged[Math.floor(at / columns) * 5 + (map[at % columns] as number)]! += cells[at] as number;
        }

        expect(mutualInformation({ rows, columns: 5, cells: merged })).toBeLessThanOrEqual(
          mutualInformation(given) + SLACK,
        );
      }),
    );
  });
});

describe('transferEntropy', () => {
  it('should lie between 0 and log₂ of the values, and be 0 from a series to itself', () => {
    const series = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(series, series, (a, b) => {
        const bits = transferEntropy(transitionsOf(a, b, { symbols: 3 })) ?? 0;

        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(Math.log2(3) + SLACK);
        expect(transferEntropy(transitionsOf(a, a, { symbols: 3 })) ?? 0).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe('decomposeInformation', () => {
  it('should have parts that are not negative and add up, under both redundancies', () => {
    fc.assert(
      fc.property(system, fc.constantFrom('mmi' as const, 'i-min' as const), (given, redundancy) => {
        const found = decomposeInformation(given, redundancy);

        for (const part of Object.values(found)) expect(part).toBeGreaterThanOrEqual(-SLACK);
        expect(found.redundancy + found.uniqueA + found.uniqueB + found.synergy).toBeCloseTo(found.joint, 9);
        expect(found.redundancy + found.uniqueA).toBeCloseTo(found.fromA, 9);
        expect(found.redundancy + found.uniqueB).toBeCloseTo(found.fromB, 9);
      }),
    );
  });

  it('should have no more redundancy by specific than by mutual information', () => {
    fc.assert(
      fc.property(system, (given) => {
        expect(decomposeInformation(given, 'i-min').redundancy).toBeLessThanOrEqual(
          decomposeInformation(given).redundancy + SLACK,
        );
      }),
    );
  });
});

describe('fisherCombination', () => {
  it('should leave one p-value as it is, and fall when one falls', () => {
    const p = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 8 }), p, (values, one) => {
        const smaller = fisherCombination([...values, one / 2]).p;

        expect(fisherCombination([one]).p).toBeCloseTo(one, 9);
        expect(smaller).toBeLessThanOrEqual(fisherCombination([...values, one]).p + 1e-12);
        expect(() => fisherCombination([...values, 0])).toThrow('p-value');
      }),
    );
  });
});
