import { describe, expect, it } from 'vitest';
import { modeAgreement, standingOf, type Standing } from '../../../../src/persona/index.js';

const standing = (mode: Standing['mode'], columns: readonly (readonly (number | null)[])[]): Standing => ({
  mode,
  axes: ['trust', 'thrift'],
  personas: ['A', 'B', 'C', 'D', 'E', 'F'],
  positions: columns[0]?.map((_, row) => columns.map((column) => column[row] ?? null)) ?? [],
});
const single = standing('single', [
  [0, 0.2, 0.4, 0.6, 0.8, 1],
  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
]);

describe('modeAgreement', () => {
  it('should be the rank correlation over people whom both know, whatever the scales', () => {
    const stance = standing('likelihood', [
      [-9, 2, 1, 5, 40, null],
      [1, 2, 3, 4, 5, 6],
    ]);
    const [trust, thrift] = modeAgreement(single, stance, { seed: 1 });

    // Ranks 1 2 3 4 5 against 1 3 2 4 5: 1 - 6 · 2 / (5 · 24) = .9.
    expect(trust).toMatchObject({ axis: 'trust', n: 5 });
    expect(trust?.correlation).toBeCloseTo(0.9, 10);
    expect(trust?.interval?.low).toBeLessThan(0.9);
    expect(trust?.interval?.high).toBeGreaterThanOrEqual(0.9);
    expect(thrift).toEqual({ axis: 'thrift', correlation: null, interval: null, n: 6 });
  });

  it('should match people by name and repeat by its seed', () => {
    const turned: Standing = {
      ...single,
      mode: 'appropriateness',
      personas: single.personas.toReversed(),
      positions: single.positions.toReversed(),
    };
    const once = modeAgreement(single, turned, { seed: 3 });

    expect(once[0]?.correlation).toBe(1);
    expect(modeAgreement(single, turned, { seed: 3 })).toEqual(once);
  });
});

describe('standingOf', () => {
  it('should be the mean of what was answered on each axis', () => {
    const items = ['trust', 'trust', 'thrift'].map((axis, at) => ({
      id: `${at}`,
      axis,
      reverseKeyed: false,
      points: 5,
    }));
    const table = {
      axes: ['trust', 'thrift'],
      personas: ['A', 'B'],
      items,
      scores: [
        [0.25, 0.75, 1],
        [null, 0.5, null],
      ],
      kind: 'expected',
      mode: 'single',
    } as const;

    expect(standingOf(table).positions).toEqual([
      [0.5, 1],
      [0.5, null],
    ]);
  });
});
