import { describe, expect, it } from 'vitest';
import { cornersAndInterior, gridCentres, latinHypercube } from '../../../../src/persona/placement/index.js';
import { anAxis, positionsOf } from '../../../support/placement-requests.js';

const at = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

describe('latinHypercube', () => {
  it('should put one person in each of the N parts of every axis', async () => {
    const positions = await positionsOf(latinHypercube(), { size: 25, seed: 4 });

    const parts = (axis: string) => at(positions.map((position) => Math.floor((position[axis] as number) * 25)));
    expect(parts('trust')).toEqual(Array.from({ length: 25 }, (_, part) => part));
    expect(parts('risk')).toHaveLength(25);
  });
});

describe('gridCentres', () => {
  it('should use every cell where there are as many as people', async () => {
    // 27^(1/3) = 3 parts an axis, so 27 centres at 1/6, 3/6 and 5/6.
    const axes = [anAxis('a'), anAxis('b'), anAxis('c')];
    const positions = await positionsOf(gridCentres(), { axes, size: 27 });

    expect(new Set(positions.map((position) => JSON.stringify(position))).size).toBe(27);
    expect(at(positions.map(({ a }) => a as number))).toEqual([0.5 / 3, 1.5 / 3, 2.5 / 3]);
  });

  it('should take some of the cells evenly where there are more', async () => {
    // 10 people on 2 axes: max(2, ⌈10^(1/2)⌉) = 4 parts an axis, 16 cells.
    const positions = await positionsOf(gridCentres(), { size: 10 });

    expect(new Set(positions.map((position) => JSON.stringify(position))).size).toBe(10);
    const quarters = positions.map(({ trust, risk }) => `${(trust as number) > 0.5} ${(risk as number) > 0.5}`);
    for (const quarter of new Set(quarters)) expect(quarters.filter((each) => each === quarter).length).toBeLessThan(4);
  });

  it('should use cells again, evenly, where axes have too few levels', async () => {
    const positions = await positionsOf(gridCentres(), { axes: [anAxis('a', 2), anAxis('b', 3)], size: 14 });

    const counts = new Map<string, number>();
    for (const position of positions) {
      const key = JSON.stringify(position);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.values()].sort()).toEqual([2, 2, 2, 2, 3, 3]);
  });

  it('should have at least two parts an axis for a single person', async () => {
    const [only] = await positionsOf(gridCentres(), { size: 1 });

    expect([0.25, 0.75]).toContain(only?.['trust']);
  });
});

describe('cornersAndInterior', () => {
  it('should put one person in each corner, and the others inside', async () => {
    const positions = await positionsOf(cornersAndInterior(), { size: 25 });

    const corners = positions.filter((position) =>
      Object.values(position).every((value) => value === 0 || value === 1),
    );
    expect(new Set(corners.map((corner) => JSON.stringify(corner))).size).toBe(4);
    expect(corners).toHaveLength(4);
  });

  it('should put at most half of the people in corners, each with its opposite', async () => {
    const axes = Array.from({ length: 5 }, (_, axis) => anAxis(`axis ${axis}`));
    const positions = await positionsOf(cornersAndInterior(), { axes, size: 8 });

    const corners = positions.map(Object.values).filter((point) => point.every((value) => value === 0 || value === 1));
    expect(corners).toHaveLength(4);
    expect(corners[1]).toEqual(corners[0]?.map((value) => 1 - value));
    expect(corners[3]).toEqual(corners[2]?.map((value) => 1 - value));
  });
});
