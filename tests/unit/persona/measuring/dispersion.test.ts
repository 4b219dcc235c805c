import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { dispersion, largestEmptyBalls } from '../../../../src/persona/measuring/index.js';

const uniform = (axes: number, size: number, seed = 1): number[][] => {
  const chance = chancesFrom(seed)('dispersion', axes, size);
  return Array.from({ length: size }, () => Array.from({ length: axes }, () => chance.uniform()));
};
const toNearest = (place: readonly number[], points: readonly (readonly number[])[]): number =>
  Math.min(...points.map((point) => Math.hypot(...point.map((value, axis) => value - (place[axis] as number)))));

/** Largest distance to the nearest person over a grid of places. */
function onGrid(points: number[][], steps: number): number {
  const axes = points[0]?.length as number;
  let most = 0;
  for (let at = 0; at < (steps + 1) ** axes; at += 1) {
    const place = Array.from(
      { length: axes },
      (_, axis) => (Math.floor(at / (steps + 1) ** axis) % (steps + 1)) / steps,
    );
    most = Math.max(most, toNearest(place, points));
  }
  return most;
}

describe('dispersion', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'should be half the diagonal of the cube of one person in the middle, on %d axes',
    (axes) => {
      const { radius, errorBound } = dispersion([new Array<number>(axes).fill(0.5)]);

      expect(radius).toBeCloseTo(Math.sqrt(axes) / 2, 6);
      expect(errorBound).toBeLessThanOrEqual(1e-6);
    },
  );

  it.each([2, 3, 4, 5])('should find the middle of a cube of corners, on %d axes', (axes) => {
    const corners = Array.from({ length: 2 ** axes }, (_, at) =>
      Array.from({ length: axes }, (_, axis) => (at >> axis) & 1),
    );

    const { radius, centre } = dispersion(corners);

    expect(radius).toBeCloseTo(Math.sqrt(axes) / 2, 6);
    centre.forEach((value) => expect(value).toBeCloseTo(0.5, 5));
  });

  it('should be half the largest gap, or the gap at an end, of one axis', () => {
    expect(dispersion([[0.1], [0.5], [0.8]]).radius).toBeCloseTo(0.2, 6);
    expect(dispersion([[0.4], [0.5], [0.8]]).radius).toBeCloseTo(0.4, 6);
  });

  it.each([
    [2, 25, 200],
    [2, 60, 200],
    [3, 25, 40],
    [4, 20, 14],
  ])(
    'should be no less than on a dense grid, and no more than a step beyond: %d axes, %d people',
    (axes, size, steps) => {
      const points = uniform(axes, size);
      const grid = onGrid(points, steps);

      const { radius, errorBound } = dispersion(points);

      expect(radius + errorBound).toBeGreaterThanOrEqual(grid);
      expect(radius).toBeLessThanOrEqual(grid + Math.sqrt(axes) / (2 * steps) + 1e-9);
    },
  );

  it('should state its error where boxes run out, and hold the truth within it', () => {
    const points = uniform(5, 60);

    const [rough, fine] = [dispersion(points, { mostBoxes: 60 }), dispersion(points)];

    expect(rough.errorBound).toBeGreaterThan(fine.errorBound);
    expect(rough.radius).toBeLessThanOrEqual(fine.radius + 1e-12);
    expect(rough.radius + rough.errorBound).toBeGreaterThanOrEqual(fine.radius);
  });

  it('should have a centre that is as far from everybody as it says', () => {
    const points = uniform(3, 25);

    const { centre, radius } = dispersion(points);

    expect(toNearest(centre, points)).toBeCloseTo(radius, 12);
  });
});

describe('largestEmptyBalls', () => {
  it('should give places one after the other, each empty of people and of those before', () => {
    const points = uniform(2, 25);

    const balls = largestEmptyBalls(points, { count: 5 });

    expect(balls).toHaveLength(5);
    balls.forEach(({ centre, radius }, at) => {
      const people = [...points, ...balls.slice(0, at).map((ball) => ball.centre)];
      expect(toNearest(centre, people)).toBeCloseTo(radius, 12);
      expect(radius).toBeLessThanOrEqual((balls[at - 1]?.radius ?? Infinity) + 1e-6);
    });
    expect(balls[0]?.radius).toBe(dispersion(points).radius);
  });
});
