import { expect, it } from 'vitest';
import { criticalMass, hysteresis, type CriticalMass, type TippingRun } from '../../src/analysis/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Chance } from '../../src/spec/index.js';

/**
 * Scans with a known critical mass: slope of the log-odds a unit of the population, runs of a level. The steps of the last
 * are so coarse that few runs at most tell where the curve passes: its intervals may hold more often than they say.
 */
const SCANS = [
  { truth: 0.2, slope: 60, runs: 20, step: 0.025, coarse: false },
  { truth: 0.21, slope: 60, runs: 40, step: 0.025, coarse: false },
  { truth: 0.2, slope: 30, runs: 20, step: 0.05, coarse: false },
  { truth: 0.22, slope: 120, runs: 20, step: 0.05, coarse: true },
] as const;

function simulated(draw: Chance, { truth, slope, runs, step }: (typeof SCANS)[number]): CriticalMass {
  const shares = Array.from({ length: Math.round(0.2 / step) + 1 }, (_, at) => 0.1 + at * step);
  const all = shares.flatMap((committed) =>
    Array.from({ length: runs }, (_, at) => {
      const p = 1 / (1 + Math.exp(-slope * (committed - truth)));
      return { run: `${committed}.${at}`, committed, value: draw.draw([1 - p, p]) };
    }),
  );
  return criticalMass(all, { horizon: 1 });
}

function holds(mass: CriticalMass, truth: number): boolean {
  return mass.status === 'found' && (mass.low ?? 0) <= truth && truth <= (mass.high ?? 1);
}

/** What the runs of a seed, one at each share, have in common. */
const COMMON = {
  'how easily they tip': (draw: Chance) => {
    const shift = 1.5 * normal(draw);
    return (odds: number) => (draw.uniform() < 1 / (1 + Math.exp(-odds - shift)) ? 1 : 0);
  },
  'every draw': (draw: Chance) => {
    const drawn = draw.uniform();
    return (odds: number) => (drawn < 1 / (1 + Math.exp(-odds)) ? 1 : 0);
  },
} as const;

function normal(draw: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - draw.uniform())) * Math.cos(2 * Math.PI * draw.uniform());
}

function simulatedInSeeds(
  draw: Chance,
  { truth, slope, runs, step }: (typeof SCANS)[number],
  common: (draw: Chance) => (odds: number) => 0 | 1,
): readonly TippingRun[] {
  const shares = Array.from({ length: Math.round(0.2 / step) + 1 }, (_, at) => 0.1 + at * step);
  return Array.from({ length: runs }, (_, seed) => {
    const tips = common(draw);
    return shares.map((committed) => ({
      run: `${committed}.${seed}`,
      committed,
      value: tips(slope * (committed - truth)),
      clusters: { seed: `${seed}` },
    }));
  }).flat();
}

/** Declares that known critical masses are given back, by so many simulated studies each. */
export function compareCriticalMass(studies: number, [least, most]: readonly [number, number]): void {
  const chances = chancesFrom('recovery of a critical mass');
  for (const scan of SCANS) {
    const { truth, slope, runs, coarse } = scan;
    it(`should hold a critical mass of ${truth} (slope ${slope}, ${runs} runs a share) as often as it says`, () => {
      let held = 0;
      for (let study = 0; study < studies; study += 1) {
        held += Number(holds(simulated(chances(truth, slope, runs, study), scan), truth));
      }

      expect(held / studies).toBeGreaterThanOrEqual(least);
      expect(held / studies).toBeLessThanOrEqual(coarse ? 1 : most);
    });
  }

  for (const [name, common] of Object.entries(COMMON)) {
    it(`should hold one as often as it says where the runs of a seed have in common ${name}, and less without their seeds`, () => {
      const [scan] = SCANS;
      const held = { by: 0, alone: 0 };
      for (let study = 0; study < studies; study += 1) {
        const all = simulatedInSeeds(chances(name, study), scan, common);
        held.by += Number(holds(criticalMass(all, { horizon: 1, by: 'seed' }), scan.truth));
        held.alone += Number(holds(criticalMass(all, { horizon: 1 }), scan.truth));
      }

      expect(held.by / studies).toBeGreaterThanOrEqual(least);
      expect(held.by / studies).toBeLessThanOrEqual(most);
      expect(held.alone / studies).toBeLessThan(0.9);
    });
  }

  it('should find a gap where the two directions tip alike no more often than it says', () => {
    let excluded = 0;
    for (let study = 0; study < studies; study += 1) {
      const [up, down] = ['up', 'down'].map((way) => simulated(chances(way, study), SCANS[1]));
      const { value, low, high } = hysteresis(up as CriticalMass, down as CriticalMass);
      if (value !== null) excluded += Number((low ?? -1) > 0 || (high ?? 1) < 0);
    }

    expect(excluded / studies).toBeLessThanOrEqual(1 - least);
  });
}
