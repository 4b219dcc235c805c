import { describe, expect, it } from 'vitest';
import { execute } from '../../src/run/execute.js';
import type { Arm, Event, Mind, RunPlan, Scenario } from '../../src/spec/index.js';
import { ruleMind } from '../../src/agent/index.js';
import { glauberMind, groupSearch, majorityOpinion, namingGame, scriptedSearcher } from 'mesocosm/scenarios';
import { planOf, runSmall } from '../support/mini-driver.js';

/** Repeats what the last partner said three times in four. */
const follower = ruleMind({
  name: 'follower',
  probabilities(situation) {
    const said = situation.state.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : []));
    return situation.options.map((_, option) => (said.length === 0 ? 1 : option === said.at(-1) ? 6 : 1));
  },
});

const cases: readonly { readonly scenario: Scenario; readonly mind: Mind; readonly arm: string }[] = [
  { scenario: namingGame({ horizon: 400 }), mind: follower, arm: 'interacting' },
  { scenario: namingGame({ horizon: 400, agents: 12, names: ['A', 'B', 'C'] }), mind: follower, arm: 'interacting' },
  {
    scenario: namingGame({ horizon: 300, committed: 3, incumbent: 'M', checkpoints: [300] }),
    mind: follower,
    arm: 'rule',
  },
  { scenario: namingGame({ horizon: 200 }), mind: follower, arm: 'isolated' },
  { scenario: namingGame({ horizon: 200, network: 'small-world' }), mind: follower, arm: 'drift' },
  { scenario: namingGame({ horizon: 200 }), mind: follower, arm: 'relabelled' },
  { scenario: namingGame({ horizon: 200 }), mind: follower, arm: 'memoryless' },
  { scenario: majorityOpinion({ sweeps: 20 }), mind: glauberMind(1.5), arm: 'interacting' },
  { scenario: majorityOpinion({ sweeps: 20, neighbours: 5 }), mind: glauberMind(1.5), arm: 'interacting' },
  { scenario: groupSearch({ agents: 5 }), mind: scriptedSearcher(), arm: 'interacting' },
  { scenario: groupSearch({ agents: 5 }), mind: scriptedSearcher(), arm: 'isolated' },
  { scenario: majorityOpinion({ sweeps: 20, committed: 2 }), mind: glauberMind(1.5), arm: 'isolated' },
];

function planFor(arm: Arm, scenario: Scenario, mind: Mind): RunPlan {
  const plan = planOf(scenario, mind, 42);
  const even = scenario.options.map(() => 1 / scenario.options.length);
  const priors = Object.fromEntries(scenario.agents.map(({ id }) => [id, even]));
  return arm.plan({ ...plan, priors, donor: { activations: 150, reason: 'the donor ended' } });
}

describe('the environment and a plain loop', () => {
  for (const { scenario, mind, arm } of cases) {
    const { agents, names, neighbours, network, committed } = scenario.parameters;
    const what = JSON.stringify({ agents, names, neighbours, network, committed });
    it(`should see the same events in ${scenario.name}, arm ${arm}, ${what}`, async () => {
      const plan = planFor(scenario.arms.find(({ name }) => name === arm) as Arm, scenario, mind);
      const plain: Event[] = [];
      const small = runSmall(plan, (event) => plain.push(event));

      const events: Event[] = [];
      const execution = await execute(plan, { sink: (committed) => events.push(...committed) });

      if (execution.status !== 'finished') throw new Error(execution.message);
      const { values, series, activations, ending } = execution.record;
      expect({ values, series, activations, ending }).toEqual({
        values: small.values,
        series: small.series,
        activations: small.activations,
        ending: small.reason,
      });
      const facts = events.slice(1, -1).map(({ causes: _causes, ...event }) => event);
      expect(facts.map(bare)).toEqual(plain.map(bare));
    });
  }
});

/** What a run's events say, without the evidence for it. */
function bare({ seq, time, type, agent, data }: Event): object {
  const { evidence: _evidence, ...rest } = data;
  return { seq, time, type, agent, ...rest };
}
