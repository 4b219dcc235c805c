import { describe, expect, it } from 'vitest';
import { shapley } from '../../../src/index.js';
import { forkRuns, worthByForks } from '../../../src/study/index.js';
import { namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const players = ['agent-1', 'agent-2'];
const scenarioOf = () => smallNamingGame();
const outcome = {
  name: 'Q wins',
  of: ({ values }: { readonly values: { readonly [column: string]: unknown } }) => Number(values['winner_Q']),
};

describe('worthByForks', () => {
  it('should be the outcome of the runs without whoever is not in the group, run by run', async () => {
    const { folder: study, records } = await namingStudy(folder(), { arms: ['interacting'] });
    const worth = worthByForks(study, { players, outcome, scenarioOf });
    const { forks } = await forkRuns(study, { at: 1, changes: [{ do: 'remove', agent: 'agent-2' }], scenarioOf });
    const all = players.map((agent) => ({ do: 'remove' as const, agent }));
    const empty = await forkRuns(study, { at: 1, changes: all, scenarioOf });

    expect(await worth(players)).toEqual(records.map(outcome.of));
    expect(await worth(['agent-1'])).toEqual(forks.map(({ after }) => outcome.of(after)));
    expect(await worth([])).toEqual(empty.forks.map(({ after }) => outcome.of(after)));
    expect(empty.forks.some(({ identical }) => identical)).toBe(false);
  });

  it('should be shared out among the players, over runs', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'] });
    const worth = worthByForks(study, { players, outcome, scenarioOf });
    const { shares, everybody, nobody, runs } = await shapley({ players, worth });
    const sum = shares.reduce((all, { value }) => all + value, 0);

    expect(runs).toBe(3);
    expect(sum).toBeCloseTo(everybody - nobody, 12);
    expect(shares.every(({ overRuns }) => overRuns?.n === 3)).toBe(true);
  });

  it('should take the worth of nobody from who knows it, and keep a missing value missing', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'] });
    const none = { name: 'nothing', of: () => null };

    expect(await worthByForks(study, { players, outcome, scenarioOf, nobody: 0.5 })([])).toEqual([0.5, 0.5, 0.5]);
    expect(await worthByForks(study, { players, outcome: none, scenarioOf })(players)).toEqual([null, null, null]);
  });
});
