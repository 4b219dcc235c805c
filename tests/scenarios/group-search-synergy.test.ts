import { describe, expect, it } from 'vitest';
import { guessTrajectories, synergyTable } from '../../scenarios/group-search/synergy.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { RunRecord } from '../../src/spec/index.js';
import { runRecord } from '../support/run-records.js';

const AGENTS = ['ann', 'ben', 'cara'];
const ROUNDS = 12;

/** A run in which each agent guesses by what everybody guessed before, or by nothing. */
function searched(seed: number, coupled: boolean): RunRecord {
  const chances = chancesFrom(seed);
  const drawn = (agent: string, round: number): number => Number(chances('guess', agent, round).uniform() < 0.5);
  const courses = new Map(AGENTS.map((agent) => [agent, [drawn(agent, 0)]]));
  for (let round = 1; round < ROUNDS; round += 1) {
    const before = AGENTS.map((agent) => courses.get(agent)?.[round - 1] ?? 0);
    const parity = before.reduce((sum, one) => sum + one, 0) % 2;
    AGENTS.forEach((agent, place) => {
      const shown = (before[(place + 1) % AGENTS.length] ?? 0) ^ parity;
      courses.get(agent)?.push(coupled && place < 2 ? shown : drawn(agent, round));
    });
  }
  // Low or high, and never the same as somebody else, so that no run is cut short by consensus.
  const cases = AGENTS.map((agent, place) => ({
    agent,
    guesses: (courses.get(agent) ?? []).map((bit) => 10 + 20 * bit + place),
  }));
  return runRecord({ seed, cases: { roles: cases } });
}

const runsOf = (coupled: boolean, runs = 20): RunRecord[] =>
  Array.from({ length: runs }, (_, seed) => searched(seed + 1, coupled));

describe('guessTrajectories', () => {
  it('should be every agent’s guesses of each run, by the name of the run', () => {
    const guesses = [10, null, 30];
    const record = runRecord({
      condition: 'plain',
      arm: 'isolated',
      seed: 7,
      cases: { roles: [{ agent: 'ann', guesses }] },
    });

    expect(guessTrajectories([record, runRecord({ seed: 8 })])).toEqual([
      { run: 'plain.isolated.7', trajectories: [{ run: 'plain.isolated.7', agent: 'ann', values: guesses }] },
    ]);
  });
});

describe('synergyTable', () => {
  it('should tell a group whose agents go by each other from one whose agents do not', () => {
    const [table] = synergyTable([
      { name: 'interacting', records: runsOf(true) },
      { name: 'isolated', records: runsOf(false) },
    ]);
    const [together, alone] = table?.rows ?? [];
    const chance = (cell = ''): number => Number(/p = (\S+)$/.exec(cell)?.[1]);

    expect(together?.slice(0, 3)).toEqual(['interacting', '20 of 20', '12']);
    expect(chance(together?.[4])).toBe(0.01);
    expect(chance(alone?.[4])).toBeGreaterThan(0.05);
    expect(table?.rows.every(({ length }) => length === table.head.length)).toBe(true);
  });

  it('should say why there is nothing where runs end too early', () => {
    const short = runRecord({ seed: 3, cases: { roles: AGENTS.map((agent) => ({ agent, guesses: [10, 30, 20] })) } });
    const [table] = synergyTable([{ name: 'planned', records: [short] }]);

    expect(table?.rows).toEqual([['planned', '0 of 1', '0', 'no run has enough steps before consensus', '', '', '']]);
  });

  it('should test nothing with five runs', () => {
    const [table] = synergyTable([{ name: 'interacting', records: runsOf(true, 5) }]);

    expect(table?.rows[0]?.[4]).toBe('too few runs');
    expect(table?.rows[0]?.[6]).not.toContain('p =');
  });

  it('should not be where nothing ran', () => {
    expect(synergyTable([{ name: 'interacting', records: [] }])).toEqual([]);
  });
});
