import { describe, expect, it } from 'vitest';
import { runSeed } from '../../../src/study/index.js';
import { runsToBalance, seatCounts, seatsFor } from '../../../src/study/seats.js';

const AGENTS = Array.from({ length: 12 }, (_, at) => `agent-${at + 1}`);

/** Runs in which each mind decided for each agent. */
function taken(shares: Record<string, number>, runs: readonly number[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const index of runs) {
    for (const [agent, mind] of Object.entries(seatsFor(shares, AGENTS, runSeed(3, index)))) {
      counts.set(`${agent} ${mind}`, (counts.get(`${agent} ${mind}`) ?? 0) + 1);
    }
  }
  return counts;
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('seatCounts', () => {
  it.each([
    [{ a: 1, b: 1 }, 8, { a: 4, b: 4 }],
    [{ a: 0.1, b: 0.2, c: 0.7 }, 10, { a: 1, b: 2, c: 7 }],
    [{ a: 1, b: 1, c: 1 }, 8, { a: 3, b: 3, c: 2 }],
    [{ a: 5 }, 3, { a: 3 }],
  ])('should share places out by largest remainders: %j of %i', (shares, places, counts) => {
    expect(seatCounts(shares, places)).toEqual(counts);
  });

  it.each([
    [{ a: 0.01, b: 0.99 }, 'the share of "a" is too small for one of 12 agents'],
    [{ a: 0, b: 1 }, 'the share of "a" is 0'],
    [{ a: Number.NaN }, 'the share of "a" is NaN'],
    [{}, 'a mixture has no parts'],
  ])('should refuse %j', (shares, what) => {
    expect(() => seatCounts(shares as Record<string, number>, 12)).toThrow(what);
  });
});

describe('seatsFor', () => {
  it.each([
    [{ a: 1, b: 1 }, 2, { a: 1, b: 1 }],
    [{ a: 1, b: 3 }, 4, { a: 1, b: 3 }],
    [{ a: 2, b: 3, c: 1 }, 6, { a: 2, b: 3, c: 1 }],
    [{ a: 5, b: 7 }, 12, { a: 5, b: 7 }],
  ])('should balance minds and places in every block of runs: %j', (shares, length, times) => {
    expect(runsToBalance(shares, AGENTS.length)).toBe(length);
    for (const block of [0, 1, 7]) {
      const counts = taken(shares, range(block * length, (block + 1) * length));
      for (const agent of AGENTS) {
        for (const [mind, often] of Object.entries(times)) expect(counts.get(`${agent} ${mind}`)).toBe(often);
      }
    }
  });

  it('should put agents into other company in each block', () => {
    const companies = range(0, 20).map((block) => {
      const seats = seatsFor({ a: 1, b: 1 }, AGENTS, runSeed(3, 2 * block));
      return AGENTS.filter((agent) => seats[agent] === seats['agent-1']).join();
    });

    expect(new Set(companies).size).toBeGreaterThan(15);
  });

  it('should hang on the seed of the run alone, and differ between studies', () => {
    const first = seatsFor({ a: 1, b: 1 }, AGENTS, runSeed(3, 5));

    expect(seatsFor({ a: 2, b: 2 }, AGENTS, runSeed(3, 5))).toEqual(first);
    expect(seatsFor({ a: 1, b: 1 }, AGENTS, runSeed(4, 5))).not.toEqual(first);
  });
});
