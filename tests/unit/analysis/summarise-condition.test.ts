import { describe, expect, it } from 'vitest';
import { summariseCondition, type ConditionRecords } from '../../../src/analysis/summarise-condition.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { ConditionSummary } from '../../../src/spec/index.js';
import { namingGame } from '../../../scenarios/index.js';
import { runRecord } from '../../support/run-records.js';

const scenario = namingGame({ agents: 4 });
const ids = scenario.agents.map(({ id }) => id);

function summary(change: Partial<ConditionRecords> = {}): ConditionSummary {
  const arms = ['interacting', 'isolated'].map((name) => ({ name, removes: `removes what ${name} removes` }));
  const records = arms.flatMap(({ name: arm }, place) =>
    [0, 1].map((seed) => runRecord({ arm, seed, values: { winner_Q: 1 - place, winner_M: place } })),
  );
  return ConditionSummary.parse(
    summariseCondition({
      name: 'default',
      scenario,
      agents: scenario.agents,
      arms,
      notApplicable: [{ arm: 'memoryless', reason: 'nobody remembers' }],
      records,
      priors: { empty: Object.fromEntries(ids.map((id) => [id, [0.6, 0.4]])), summaries: [] },
      curve: null,
      chances: chancesFrom('summarise condition'),
      ...change,
    }),
  );
}

describe('summariseCondition', () => {
  it('should keep the runs of the arms apart', () => {
    const { arms } = summary();

    expect(arms.map(({ name, runs, winners }) => ({ name, runs, winners }))).toEqual([
      { name: 'interacting', runs: 2, winners: { Q: 2, M: 0 } },
      { name: 'isolated', runs: 2, winners: { Q: 0, M: 2 } },
    ]);
  });

  it('should judge outcomes by the interacting runs, and compare them with the isolated', () => {
    const [outcome] = summary().outcomes;

    expect(outcome).toMatchObject({ name: 'winner', focal: 'Q', interacting: { value: 1 }, isolated: { value: 0 } });
    expect(outcome?.prior.value).toBeCloseTo(0.6, 12);
  });

  it('should not speak of an isolated arm that did not run', () => {
    const [outcome] = summary({ arms: [{ name: 'interacting', removes: '' }] }).outcomes;

    expect([outcome?.isolated, outcome?.againstIsolated]).toEqual([null, null]);
  });

  it('should compare a choice with the prior of the agents that are free to choose, and not with the committed', () => {
    const agents = ids.map((id, place) => (place === 0 ? { id, commitment: 1 } : { id }));

    const [outcome] = summary({ agents }).outcomes;

    // Three agents choose Q with .6; that the fourth never would is no preference of theirs.
    expect(outcome?.focal).toBe('Q');
    expect(outcome?.prior).toMatchObject({ value: 0.6, n: 3 });
  });

  it('should hand on options, parameters, priors and what does not apply', () => {
    const found = summary();

    expect(found.options).toEqual(['Q', 'M']);
    expect(found.agents).toBe(4);
    expect(found.parameters).toMatchObject({ agents: 4, memory: 5 });
    expect(found.notApplicable).toEqual([{ arm: 'memoryless', reason: 'nobody remembers' }]);
    expect([found.curve, found.liveAgreement]).toEqual([null, null]);
  });
});
