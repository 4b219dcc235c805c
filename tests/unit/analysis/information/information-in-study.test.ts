import { describe, expect, it } from 'vitest';
import {
  choiceTrajectories,
  holmOverTests,
  informationInStudy,
  studyWindow,
} from '../../../../src/analysis/information/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { InformationSummary, RunRecord } from '../../../../src/spec/index.js';
import { chosenRun } from '../../../support/chosen-runs.js';

const options = ['Q', 'M'];
const chances = chancesFrom('information in a study');

/** Two agents; the second does what the first did before, or what it likes. */
const pairs = (runs: number, copies: boolean): RunRecord[] =>
  Array.from({ length: runs }, (_, run) => {
    const chance = chances('run', run);
    const first = Array.from({ length: 30 }, () => chance.integer(2));
    const second = first.map((_choice, at) => (copies && at > 0 ? (first[at - 1] as number) : chance.integer(2)));
    return chosenRun(run, { a: first, b: second });
  });

const measured = (summary: InformationSummary | undefined, name: string) =>
  summary?.measures.find((measure) => measure.name === name);

describe('choiceTrajectories', () => {
  it('should take as many choices of each agent as all of its run have made, and name options', () => {
    const runs = choiceTrajectories(
      [chosenRun(7, { a: [0, 1, null, 0], b: [1, 1, 0] }), chosenRun(8, { a: [0] })],
      options,
    );

    expect(runs).toEqual([
      {
        run: '7',
        trajectories: [
          { run: '7', agent: 'a', values: ['Q', 'M', null] },
          { run: '7', agent: 'b', values: ['M', 'M', 'Q'] },
        ],
      },
      {
        run: '8',
        trajectories: [
          { run: '8', agent: 'a', values: [] },
          { run: '8', agent: 'b', values: [] },
        ],
      },
    ]);
  });

  it('should leave out runs of which no choice is on record', () => {
    const { choices: _choices, ...without } = chosenRun(1, { a: [0] });

    expect(choiceTrajectories([without], options)).toEqual([]);
  });
});

describe('studyWindow', () => {
  it('should ask for longer agreement of fewer agents', () => {
    expect([0, 2, 3, 8, 12].map((agents) => studyWindow(agents).lasting)).toEqual([40, 20, 14, 5, 5]);
  });
});

describe('informationInStudy', () => {
  it('should find that one agent foretells another who copies it, and nothing where nobody copies', () => {
    const how = { options, conditions: 1, chances };
    const [met, apart] = holmOverTests([
      informationInStudy(pairs(12, true), how),
      informationInStudy(pairs(12, false), how),
    ]);

    expect(measured(met, 'transfer-entropy')?.verdict).toBe('above-surrogates');
    expect(measured(met, 'transfer-entropy')?.adjusted).toBeLessThanOrEqual(0.05);
    expect(apart?.measures.map(({ verdict }) => verdict)).not.toContain('above-surrogates');
  });

  it('should say in words why nothing was measured', () => {
    const { choices: _choices, ...silent } = chosenRun(1, {});
    const how = { options, conditions: 1, chances };

    expect(informationInStudy([silent], how)).toMatchObject({ measures: [], reason: 'nobody chose among options' });
    expect(informationInStudy([], how).reason).toBe('there are no runs');
    expect(informationInStudy([chosenRun(1, { a: [0, 1], b: [1, 1] })], how).reason).toBe(
      'no run has enough steps before consensus',
    );
  });

  it('should take the first 40 runs by seed, in whatever order they come', () => {
    const all = pairs(45, true);
    const how = { options, conditions: 1, chances };
    const found = informationInStudy(all.toReversed(), how);

    expect(found.runs.given).toBe(40);
    expect(found).toEqual(informationInStudy(all.slice(0, 40), how));
  });

  it('should take more surrogates the more conditions there are', () => {
    const of = (conditions: number) =>
      measured(informationInStudy(pairs(6, true), { options, conditions, chances }), 'synergy')?.crossRun?.surrogates;

    expect([of(1), of(3)]).toEqual([279, 839]);
  });
});

describe('holmOverTests', () => {
  const summary = informationInStudy(pairs(12, true), { options, conditions: 1, chances });
  const withPs = (...ps: readonly number[]): InformationSummary => ({
    ...summary,
    measures: ps.map((p, at) => ({
      ...(summary.measures.at(at) as InformationSummary['measures'][number]),
      crossRun: { mean: 0, p, surrogates: 199 },
      verdict: p <= 0.05 ? 'above-surrogates' : 'not-above-surrogates',
    })),
  });

  it('should raise p over all conditions and judge by what is raised', () => {
    const [one, other] = holmOverTests([withPs(0.005, 0.03), withPs(0.02)]);

    expect(one?.measures.map(({ adjusted }) => adjusted)).toEqual([0.015, 0.04]);
    expect(other?.measures.map(({ adjusted }) => adjusted)).toEqual([0.04]);
    expect(
      holmOverTests([withPs(0.005, 0.04), withPs(0.03)]).flatMap(({ measures }) => measures.map((m) => m.verdict)),
    ).toEqual(['above-surrogates', 'not-above-surrogates', 'not-above-surrogates']);
  });

  it('should call a test open that could not have found anything among so many', () => {
    const many = holmOverTests(Array.from({ length: 11 }, () => withPs(0.005)));

    expect(many[0]?.measures[0]).toMatchObject({
      verdict: 'inconclusive',
      note: 'too few surrogates for the 11 tests of the study',
    });
  });
});
