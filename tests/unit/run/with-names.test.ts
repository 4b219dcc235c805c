import { describe, expect, it } from 'vitest';
import { deliberation } from 'mesocosm/scenarios';
import { intervened, withNames } from '../../../src/run/index.js';
import { smallMajorityOpinion } from '../../support/small-studies.js';

describe('withNames', () => {
  const scenario = deliberation({ agents: 3 });
  const called = (names: readonly string[]) => scenario.agents.map(({ id }, at) => ({ id, name: names[at] ?? '' }));

  it('should give a scenario the names of those who take part', () => {
    expect(withNames(scenario, called(['Ida', 'Jon', 'Kim'])).agents.map(({ name }) => name)).toEqual([
      'Ida',
      'Jon',
      'Kim',
    ]);
  });

  it('should leave a scenario as it is whose names are these, or that tells nobody names', () => {
    const majority = smallMajorityOpinion();

    expect(withNames(scenario, scenario.agents)).toBe(scenario);
    expect(
      withNames(
        majority,
        majority.agents.map(({ id }) => ({ id, name: 'Ida' })),
      ),
    ).toBe(majority);
  });

  it('should keep its wording, and arms that were added', () => {
    const added = { ...scenario, elicitation: { form: 'chat' as const }, arms: [...scenario.arms, intervened([])] };
    const named = withNames(added, called(['Ida', 'Jon', 'Kim']));

    expect(named.elicitation).toEqual({ form: 'chat' });
    expect(named.arms.map(({ name }) => name)).toEqual(added.arms.map(({ name }) => name));
    expect(named.arms[1]).not.toBe(added.arms[1]);
  });
});
