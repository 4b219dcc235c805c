import { expect, it } from 'vitest';
import { codedRate, type CodedRun } from '../../src/foundation/statistics/index.js';
import type { Chance } from '../../src/spec/index.js';
import { expectShare, holds, shareOf } from './simulated-studies.js';

interface Simulated {
  readonly runs: number;
  readonly things: number;
  readonly share: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Share of things that are coded twice. */
  readonly twice: number;
}

const SPREAD = 0.2;

/** Runs that differ in how many things have the code, and a coder who errs at known rates. */
function codedRuns(chance: Chance, how: Simulated): CodedRun[] {
  return Array.from({ length: how.runs }, (_, at) => {
    const share = how.share + SPREAD * (2 * chance.uniform() - 1);
    const counts = { coded: 0, both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
    for (let thing = 0; thing < how.things; thing += 1) {
      const truly = chance.uniform() < share;
      const first = chance.uniform() < (truly ? how.sensitivity : 1 - how.specificity);
      if (first) counts.coded += 1;
      if (chance.uniform() < how.twice) {
        counts[first ? (truly ? 'both' : 'firstOnly') : truly ? 'secondOnly' : 'neither'] += 1;
      }
    }
    return { run: `${at}`, things: how.things, ...counts };
  });
}

/** Intervals of rates that an erring coder coded hold the true rate as often as they say. */
export function compareCodedRates(simulations: number): void {
  const quarter: Simulated = { runs: 20, things: 24, share: 0.3, sensitivity: 0.8, specificity: 0.9, twice: 0.25 };
  const cases: Record<string, Simulated> = {
    'where a quarter was coded twice': quarter,
    'with a worse coder and a rate of a half': { ...quarter, share: 0.5, sensitivity: 0.7, specificity: 0.75 },
    'where all was coded twice': { ...quarter, twice: 1 },
  };
  for (const [name, how] of Object.entries(cases)) {
    it(`should cover a rate with the error of coding in .95 of studies ${name}`, () => {
      const share = shareOf(simulations, (chance) =>
        holds(codedRate(codedRuns(chance, how), { chance, alpha: false }).interval, how.share),
      );

      expectShare(share, 0.95, simulations);
    });
  }

  it('should cover it where errors are known from other codings of the same runs', () => {
    const share = shareOf(simulations, (chance) => {
      const coded = codedRuns(chance, { ...quarter, twice: 0 });
      const errors = codedRuns(chance, { ...quarter, share: 0.4, things: 10, twice: 1 });
      return holds(codedRate(coded, { chance, errors, alpha: false }).interval, quarter.share);
    });

    expectShare(share, 0.95, simulations);
  });

  it('should be needed: an interval that knows of sampling alone misses the rate far more often', () => {
    const how = { ...quarter, runs: 40, share: 0.25, specificity: 0.8 };
    const share = shareOf(simulations, (chance) =>
      holds(codedRate(codedRuns(chance, how), { chance, alpha: false }).codedInterval, how.share),
    );

    expect(share).toBeLessThan(0.5);
  });
}
