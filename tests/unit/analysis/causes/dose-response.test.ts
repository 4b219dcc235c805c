import { describe, expect, it } from 'vitest';
import { doseResponse, type Dosed } from '../../../../src/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { casesOf } from '../../../support/statistics-reference/reference.js';

const rowsOf = (table: readonly (readonly (number | null)[])[]): Dosed[] =>
  table.flatMap((effects, run) => effects.map((effect, dose) => ({ run, dose, effect })));

describe('doseResponse', () => {
  it('should give means, the nearest rising curve and a line as they are worked by hand', () => {
    // Means 1, 4, 2, 5: 4 and 2 are pooled to 3. Line through (0, 1), (1, 4), (2, 2), (3, 5): slope 1, intercept 1.5.
    const { points, line, runs, direction } = doseResponse(rowsOf([[0, 3, 2, 5], [2, 5, 2, 5]])); // prettier-ignore

    expect(direction).toBe('rising');
    expect(points.map(({ effect }) => effect.value)).toEqual([1, 4, 2, 5]);
    expect(points.map(({ isotonic }) => isotonic.value)).toEqual([1, 3, 3, 5]);
    expect(line.slope.value).toBeCloseTo(1, 12);
    expect(line.intercept.value).toBeCloseTo(1.5, 12);
    expect(runs).toBe(2);
    expect(line.slope.note).toContain('fewer than 6 runs');
  });

  it('should weigh doses by their runs, and go down where it may only fall', () => {
    const rows = [1, 2, 3].map((run) => ({ run, dose: 0, effect: 0 }));
    const rising = doseResponse([...rows, { run: 1, dose: 1, effect: -4 }]);
    const falling = doseResponse([...rows, { run: 1, dose: 1, effect: -4 }], { direction: 'falling' });

    expect(rising.points.map(({ isotonic }) => isotonic.value)).toEqual([-1, -1]);
    expect(falling.points.map(({ isotonic }) => isotonic.value)).toEqual([0, -4]);
  });

  it('should leave out what is missing, and have no trend of one dose and no interval of one run', () => {
    const { missing, line, points, runs } = doseResponse(rowsOf([[1, null]]));

    expect({ missing, runs }).toEqual({ missing: 1, runs: 1 });
    expect(line.slope).toMatchObject({ value: null, note: 'a trend needs two doses' });
    expect(points[0]?.effect).toMatchObject({ value: 1, low: null, note: 'one run has no interval' });
    expect(doseResponse([])).toMatchObject({ points: [], runs: 0, line: { slope: { value: null } } });
  });

  it('should draw runs with all their doses, so that what a run adds everywhere does not blur the slope', () => {
    const table = Array.from({ length: 20 }, (_, run) => [0, 1, 2].map((dose) => 10 * run + dose));
    const { line, points } = doseResponse(rowsOf(table));

    expect(line.slope.low).toBeCloseTo(1, 9);
    expect(line.slope.high).toBeCloseTo(1, 9);
    expect((points[0]?.effect.high ?? 0) - (points[0]?.effect.low ?? 0)).toBeGreaterThan(30);
  });

  it('should cover a known slope in most of many simulations', () => {
    const simulations = 30;
    let covered = 0;
    for (let simulation = 0; simulation < simulations; simulation += 1) {
      const chance = chancesFrom(simulation)('dose');
      const table = Array.from({ length: 20 }, () => {
        const own = chance.uniform();
        return [0, 1].map((dose) => 0.3 * dose + own + chance.uniform());
      });
      const { low, high } = doseResponse(rowsOf(table)).line.slope;
      covered += Number((low ?? 1) <= 0.3 && (high ?? 0) >= 0.3);
    }

    // Of 30 at 93 %, fewer than 22 come by chance in fewer than one case of 1,000.
    expect(covered).toBeGreaterThanOrEqual(22);
  });
});

interface GivenDoses {
  readonly rows: Dosed[];
  readonly direction: 'rising' | 'falling';
}

interface Curve {
  readonly means: number[];
  readonly isotonic: number[];
  readonly intercept: number;
  readonly slope: number;
}

describe('doseResponse beside another library', () => {
  it.each(casesOf<GivenDoses, Curve>('doseResponse'))(
    'should be what $by give, $given.direction',
    ({ given: { rows, direction }, gives }) => {
      const { points, line } = doseResponse(rows, { direction });
      const near = (values: readonly number[]) => values.map((one) => expect.closeTo(one, 10) as number);

      expect(points.map(({ effect }) => effect.value)).toEqual(near(gives.means));
      expect(points.map(({ isotonic }) => isotonic.value)).toEqual(near(gives.isotonic));
      expect(line.intercept.value).toBeCloseTo(gives.intercept, 10);
      expect(line.slope.value).toBeCloseTo(gives.slope, 10);
    },
  );
});
