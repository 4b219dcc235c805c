import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { hullVolume } from '../../../../src/persona/measuring/index.js';

const uniform = (axes: number, size: number): number[][] => {
  const chance = chancesFrom('hull')('points', axes, size);
  return Array.from({ length: size }, () => Array.from({ length: axes }, () => chance.uniform()));
};
const onGrid = (points: number[][]): number[][] => points.map((point) => point.map((v) => Math.floor(4 * v + 0.5) / 4));
const cube = (axes: number): number[][] =>
  Array.from({ length: 2 ** axes }, (_, corner) => Array.from({ length: axes }, (_, axis) => (corner >> axis) & 1));
const simplex = (axes: number): number[][] =>
  Array.from({ length: axes + 1 }, (_, vertex) => Array.from({ length: axes }, (_, axis) => Number(axis === vertex)));

describe('hullVolume', () => {
  // scipy 1.17.1 (numpy 2.4.6), ConvexHull(points).volume of the same points, and of them moved to multiples of .25.
  it.each([
    [2, 12, 0.5634148102693348, 0.78125],
    [2, 40, 0.7171754303259946, 0.84375],
    [2, 150, 0.9481334887659751, 1.0],
    [3, 12, 0.17703249683189104, 0.1875],
    [3, 40, 0.4886890227762309, 0.5833333333333334],
    [3, 150, 0.7526459849215374, 0.9166666666666666],
    [4, 12, 0.024246374402072637, 0.033040364583333336],
    [4, 40, 0.33113153229372977, 0.4282226562500001],
    [4, 150, 0.5992782738164025, 0.7721354166666664],
    [5, 12, 0.004804961259322344, 0.007161458333333331],
    [5, 40, 0.06860263226667973, 0.11677246093750004],
    [5, 150, 0.32768128586629247, 0.5022298177083336],
    [6, 12, 0.004162291123609715, 0.007241143120659721],
    [6, 40, 0.04787225738253349, 0.0790751139322917],
    [6, 150, 0.21689961285500903, 0.344683159722222],
  ])('should be that of scipy on %d axes for %d people', (axes, size, volume, volumeOnGrid) => {
    const points = uniform(axes, size);

    expect(hullVolume(points).volume).toBeCloseTo(volume, 12);
    expect(hullVolume(onGrid(points)).volume).toBeCloseTo(volumeOnGrid, 12);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'should be 1 of the corners of the cube on %d axes, whoever stands between them',
    (axes) => {
      const between = cube(axes).map((corner) => corner.map((value, axis) => (axis === 0 ? 0.5 : value)));

      expect(hullVolume([...cube(axes), ...between]).volume).toBeCloseTo(1, 12);
    },
  );

  it.each([
    [1, 1],
    [2, 1 / 2],
    [3, 1 / 6],
    [4, 1 / 24],
    [5, 1 / 120],
    [6, 1 / 720],
  ])('should be 1 / K! of the corner simplex on %d axes', (axes, volume) => {
    expect(hullVolume(simplex(axes)).volume).toBeCloseTo(volume, 14);
  });

  it('should be that of the cross-polytope, 2^K / K! of its half-axes', () => {
    const points = [0, 1, 2, 3].flatMap((axis) =>
      [0, 1].map((end) => [0, 1, 2, 3].map((at) => (at === axis ? end : 0.5))),
    );

    expect(hullVolume(points).volume).toBeCloseTo((16 * 0.5 ** 4) / 24, 12);
  });

  it.each([2, 3, 4, 5, 6])('should be 0 of people on a common plane on %d axes', (axes) => {
    const flat = uniform(axes, 30).map((point) => [...point.slice(1), (point[1] as number) / 2 + 0.25]);

    expect(hullVolume(flat).volume).toBe(0);
    expect(hullVolume(new Array<number[]>(25).fill(new Array<number>(axes).fill(0.5))).volume).toBe(0);
  });

  it('should be 0 of fewer people than span the space', () => {
    expect(hullVolume(uniform(3, 12).slice(0, 3)).volume).toBe(0);
  });

  it('should be the range of one axis', () => expect(hullVolume([[0.2], [0.9], [0.4]]).volume).toBeCloseTo(0.7, 14));

  it('should take a whole Likert grid', () => {
    const grid = Array.from({ length: 5 ** 4 }, (_, at) =>
      [0, 1, 2, 3].map((axis) => (Math.floor(at / 5 ** axis) % 5) / 4),
    );

    expect(hullVolume(grid).volume).toBeCloseTo(1, 12);
  });

  it('should state how wrong it may be', () => {
    expect(hullVolume(uniform(3, 40)).errorBound).toBeLessThan(1e-5);
    expect(hullVolume(uniform(6, 40)).errorBound).toBeLessThan(1e-4);
  });

  it('should refuse more axes than it can, naming the limit', () => {
    expect(() => hullVolume(uniform(7, 30))).toThrow(
      /7 axes is not computed; expected at most 6 axes\. Measure the hull/,
    );
  });

  it.each([
    [[], 'nobody'],
    [[[0.1, 0.2], [0.3]], 'position 2 has 1 axes'],
    [[[0.1, NaN]], 'position 1 on axis 2 is NaN'],
  ])('should refuse what is no population', (points, says) => {
    expect(() => hullVolume(points)).toThrow(says);
  });
});
