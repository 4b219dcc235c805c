import { describe, expect, it } from 'vitest';
import { criticalMass, type TippingRun } from '../../../../src/analysis/sociology/critical-mass.js';

/** Runs of a scan: at each committed share this many of so many tip. */
function scan(tipped: Readonly<Record<string, number>>, of: number): readonly TippingRun[] {
  return Object.entries(tipped).flatMap(([committed, many]) =>
    Array.from({ length: of }, (_, at) => ({
      run: `${committed}.${at}`,
      committed: Number(committed),
      value: Number(at < many),
    })),
  );
}

const found = (runs: readonly TippingRun[]) => criticalMass(runs, { horizon: 720 });

describe('criticalMass', () => {
  it('should be in the middle of a scan that is symmetric about it', () => {
    const mass = found(scan({ '0.1': 2, '0.2': 20, '0.3': 38 }, 40));

    expect(mass).toMatchObject({ status: 'found', horizon: 720, runs: 120, scanned: [0.1, 0.3] });
    if (mass.status !== 'found') throw new Error(mass.reason);
    expect(mass.value).toBeCloseTo(0.2, 6);
    expect(mass.low).toBeGreaterThan(0.17);
    expect(mass.low).toBeLessThan(0.2);
    expect(mass.high).toBeGreaterThan(0.2);
    expect(mass.high).toBeLessThan(0.23);
  });

  it('should be found between two shares of which one never tips and the next always does', () => {
    const mass = found(scan({ '0.1': 0, '0.2': 0, '0.3': 20, '0.4': 20 }, 20));

    expect(mass).toMatchObject({ status: 'found', value: expect.closeTo(0.25, 6) });
    // The runs say no more than that it lies between the two; one point would be a claim.
    if (mass.status !== 'found') throw new Error(mass.reason);
    expect((mass.high ?? 0) - (mass.low ?? 0)).toBeGreaterThan(0.03);
    expect((mass.high ?? 0) - (mass.low ?? 0)).toBeLessThan(0.12);
  });

  it('should be as without seeds where no two runs share one, and wider where the runs of a seed go alike', () => {
    const runs = scan({ '0.1': 2, '0.2': 10, '0.3': 18 }, 20);
    const own = runs.map((run) => ({ ...run, clusters: { seed: run.run } }));
    // In each seed the first to tip at a share tips at all larger ones.
    const alike = runs.map((run) => ({ ...run, clusters: { seed: run.run.split('.').at(-1) as string } }));
    const [alone, apart, shared] = [
      found(runs),
      criticalMass(own, { horizon: 720, by: 'seed' }),
      criticalMass(alike, { horizon: 720, by: 'seed' }),
    ];

    expect(apart).toEqual(alone);
    if (alone.status !== 'found' || shared.status !== 'found') throw new Error('it was not found');
    expect(shared.value).toBe(alone.value);
    expect((shared.high ?? 0) - (shared.low ?? 0)).toBeGreaterThan(1.2 * ((alone.high ?? 0) - (alone.low ?? 0)));
  });

  it('should say which run has no seed where runs are clustered by it', () => {
    expect(() => criticalMass(scan({ '0.1': 2, '0.2': 20 }, 40), { horizon: 1, by: 'seed' })).toThrow(
      'run 0.1.0 has no seed',
    );
  });

  it('should be censored where the scan never crosses one half, and say on which side', () => {
    expect(found(scan({ '0.1': 0, '0.2': 2 }, 20))).toMatchObject({ status: 'censored', side: 'above' });
    expect(found(scan({ '0.1': 18, '0.2': 20 }, 20))).toMatchObject({ status: 'censored', side: 'below' });
    expect(found(scan({ '0.1': 15, '0.2': 3 }, 20))).toMatchObject({ status: 'censored', side: 'neither' });
  });

  it('should refuse a single share, and a run that comes twice', () => {
    expect(() => found(scan({ '0.1': 1 }, 20))).toThrow('a scan of one committed share alone');
    const twice = scan({ '0.1': 0, '0.2': 1 }, 1);
    expect(() => found([...twice, ...twice])).toThrow('comes twice');
  });

  it('should refuse an outcome that is no share', () => {
    const runs = scan({ '0.1': 0, '0.2': 1 }, 2).map((run) => ({ ...run, value: run.value * 2 }));

    expect(() => found(runs)).toThrow('has the outcome 2; expected from 0 to 1');
  });
});
