import type { AgentSlot, Scenario } from '../spec/index.js';

/** The scenario with the names of those who take part, where its people read names. Its arms and its wording stay. */
export function withNames(scenario: Scenario, agents: readonly Pick<AgentSlot, 'id' | 'name'>[]): Scenario {
  const own = new Map(scenario.agents.map(({ id, name }) => [id, name]));
  if (scenario.called === undefined || agents.every(({ id, name }) => own.get(id) === name)) return scenario;
  const called = scenario.called(Object.fromEntries(agents.map(({ id, name }) => [id, name])));
  const { elicitation } = scenario;
  return {
    ...called,
    ...(elicitation === undefined ? {} : { elicitation }),
    arms: scenario.arms.map((arm) => called.arms.find(({ name }) => name === arm.name) ?? arm),
  };
}
