import { describe, expect, it } from 'vitest';
import { latinHypercube, sobol, sobolPoints } from '../../../../src/persona/placement/index.js';
import { anAxis, aPlacementRequest, positionsOf } from '../../../support/placement-requests.js';

const countsOf = (values: readonly (number | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};

describe('placing on axes', () => {
  it('should put people on a continuous axis where the sequence has them', async () => {
    const positions = await positionsOf(sobol(), { seed: 5 });

    expect(positions.map(Object.values)).toEqual(sobolPoints({ axes: 2, size: 25, seed: 5 }));
  });

  it.each([sobol(), latinHypercube()])('should deal out levels evenly: $name', async (placement) => {
    const positions = await positionsOf(placement, { axes: [anAxis('office', 3), anAxis('trust')], size: 25 });

    // 25 = 8 + 8 + 9, on levels at 0, 1/2 and 1.
    const counts = countsOf(positions.map(({ office }) => office));
    expect(Object.keys(counts).sort()).toEqual(['0', '0.5', '1']);
    expect(Object.values(counts).sort()).toEqual([8, 8, 9]);
  });

  it('should deal out levels by the weights of a table', async () => {
    const positions = await positionsOf(sobol(), {
      axes: [anAxis('office', 3)],
      size: 20,
      densities: { office: { kind: 'table', weights: [1, 0, 3] } },
    });

    expect(countsOf(positions.map(({ office }) => office))).toEqual({ 0: 5, 1: 15 });
  });

  it('should follow a density by inverse CDF', async () => {
    const plain = await positionsOf(sobol(), { size: 64 });
    const squared = await positionsOf(sobol(), { size: 64, densities: { risk: { kind: 'beta', a: 0.5, b: 1 } } });

    // The CDF of beta(1/2, 1) is the square root, so the quantile is the square.
    squared.forEach(({ trust, risk }, at) => {
      expect(trust).toBe(plain[at]?.['trust']);
      expect(risk).toBeCloseTo((plain[at]?.['risk'] as number) ** 2, 12);
    });
  });

  it('should refuse densities that fit no axis', async () => {
    const place = (changes: object) => sobol().place(aPlacementRequest(changes));

    await expect(place({ densities: { trsut: { kind: 'beta', a: 1, b: 1 } } })).rejects.toThrow('Did you mean "trust"');
    await expect(
      place({ axes: [anAxis('office', 3)], densities: { office: { kind: 'table', weights: [1, 2] } } }),
    ).rejects.toThrow('the density of "office" has 2 weights, the axis 3 levels');
  });

  it('should refuse no people, no axes and too many axes', async () => {
    const place = (changes: object) => sobol().place(aPlacementRequest(changes));
    const axes = Array.from({ length: 22 }, (_, axis) => anAxis(`axis ${axis}`));

    await expect(place({ size: 0 })).rejects.toThrow('cannot place 0 people; expected a whole number of at least 1');
    await expect(place({ size: 2.5 })).rejects.toThrow('cannot place 2.5 people');
    await expect(place({ axes: [] })).rejects.toThrow('there is no axis');
    await expect(place({ axes })).rejects.toThrow('cannot do 22 axes; expected at most 21');
  });
});

describe('placing within constraints', () => {
  const triangle = { weights: { trust: 1, risk: 1 }, relation: 'at-most', bound: 1 } as const;

  it('should pass over what is not allowed and continue the sequence', async () => {
    const positions = await positionsOf(sobol(), { size: 10, seed: 2, constraints: [triangle] });

    const allowed = sobolPoints({ axes: 2, size: 40, seed: 2 }).filter(
      ([trust, risk]) => (trust ?? 0) + (risk ?? 0) <= 1,
    );
    expect(positions.map(Object.values)).toEqual(allowed.slice(0, 10));
  });

  it('should hold levels to constraints', async () => {
    const constraints = [{ weights: { office: 1, trust: -1 }, relation: 'at-least', bound: 0 }] as const;
    const positions = await positionsOf(sobol(), { axes: [anAxis('office', 3), anAxis('trust')], constraints });

    expect(positions).toHaveLength(25);
    for (const { office, trust } of positions) expect(office).toBeGreaterThanOrEqual((trust as number) - 1e-9);
  });

  it('should find the few places that a narrow constraint leaves', async () => {
    const constraints = [{ weights: { trust: 1, risk: 1 }, relation: 'at-least', bound: 1.9 }] as const;
    const positions = await positionsOf(sobol(), { constraints });

    expect(positions).toHaveLength(25);
    for (const { trust, risk } of positions) expect((trust as number) + (risk as number)).toBeGreaterThanOrEqual(1.9);
  });

  it('should name a constraint that nobody can satisfy', async () => {
    const constraints = [triangle, { weights: { trust: 1, risk: 2 }, relation: 'at-least', bound: 3.5 }] as const;

    await expect(sobol().place(aPlacementRequest({ constraints }))).rejects.toThrow(
      'nobody can satisfy the constraint "trust" + 2 × "risk" ≥ 3.5; expected a bound of at most 3',
    );
  });

  it('should name the narrowest of constraints that leave no room together', async () => {
    const constraints = [triangle, { weights: { trust: 1 }, relation: 'at-least', bound: 0.9999 }] as const;

    await expect(sobol().place(aPlacementRequest({ constraints }))).rejects.toThrow(
      /of 16384 places tried the constraints leave \d+ for 25 people; the narrowest is "trust" ≥ 0.9999/,
    );
  });

  it('should refuse a constraint on an axis that is not there', async () => {
    const constraints = [{ weights: { rsik: 1 }, relation: 'at-most', bound: 1 }] as const;

    await expect(sobol().place(aPlacementRequest({ constraints }))).rejects.toThrow('Did you mean "risk"');
  });
});
