import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { languageModelSource, type OpenMinds } from '../../../src/run/index.js';
import type { ArmContext, PlannedAgent, Scenario } from '../../../src/spec/index.js';
import {
  fixedLabels,
  interacting,
  isolated,
  memoryless,
  noPersona,
  relabelledArm,
  ruleArm,
  symmetrisedArm,
  yoked,
} from '../../../src/study/arms.js';
import { majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { namingAfter } from '../../support/situations.js';
import { conformist } from '../../support/small-studies.js';

const here = { agent: 'agent-1', occasion: 0, stream: 'test' };
/** Takes Q always, whatever it sees. */
const stubborn = scriptedMind({ name: 'stubborn', choose: () => 'Q' });

function context(change: Partial<ArmContext> = {}): ArmContext {
  const scenario = change.scenario ?? namingGame({ agents: 4 });
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: stubborn }));
  return { scenario, condition: 'hot', seed: 7, agents, priors: { 'agent-1': [0.2, 0.8] }, ...change };
}

describe('interacting', () => {
  it('should take nothing away', () => {
    const given = context();

    expect(interacting.plan(given)).toEqual({
      scenario: given.scenario,
      condition: 'hot',
      arm: 'interacting',
      seed: 7,
      agents: given.agents,
    });
    expect(interacting.refuses).toBeUndefined();
  });
});

describe('isolated', () => {
  it('should replay the activations of its donor, and draw others from each own prior', () => {
    const given = context({ donor: { activations: 33, reason: 'a convention formed' } });

    expect(isolated.plan(given)).toMatchObject({
      arm: 'isolated',
      agents: given.agents,
      solitary: given.priors,
      stopAfter: { activations: 33, reason: 'a convention formed' },
      ignoreEnd: true,
    });
    expect(isolated.needs).toBe('interacting');
  });

  it('should not be planned without a donor', () => {
    expect(() => isolated.plan(context())).toThrow('needs a finished interacting run with the same seed');
  });
});

describe('relabelled', () => {
  it('should exchange labels for every agent: who takes Q alone takes M', async () => {
    const plan = relabelledArm.plan(context());

    expect(plan.arm).toBe('relabelled');
    for (const { mind } of plan.agents) {
      expect(await mind.judge(namingAfter([]), here)).toMatchObject({ probabilities: [0, 1] });
    }
  });
});

describe('symmetrised', () => {
  it('should leave no preference for a label', async () => {
    const [agent] = symmetrisedArm.plan(context()).agents;

    expect(await agent?.mind.judge(namingAfter([]), here)).toMatchObject({ probabilities: [0.5, 0.5] });
  });

  it('should refuse where labels are averaged in every arm', () => {
    expect(symmetrisedArm.refuses?.(context({ scenario: majorityOpinion() }))).toContain(
      'labels are averaged in every arm',
    );
    expect(symmetrisedArm.refuses?.(context())).toBeUndefined();
    const silent: Scenario = { ...namingGame(), elicitation: undefined };
    expect(symmetrisedArm.refuses?.(context({ scenario: silent }))).toBeUndefined();
  });
});

describe('fixed labels', () => {
  const spoken: OpenMinds = languageModelSource({ model: conformist(), why: '' }).open(majorityOpinion());
  const elicit: ArmContext['elicit'] = (_agent, change) => spoken.elicit?.(change) ?? stubborn;

  it('should ask with every label in its own place', () => {
    const scenario = majorityOpinion({ agents: 4 });
    const plan = fixedLabels.plan(context({ scenario, elicit }));

    for (const { mind } of plan.agents)
      expect(mind).toMatchObject({ elicitation: { labels: 'fixed', orders: 'averaged' } });
  });

  it('should refuse where nothing is asked in words, and where labels are fixed anyway', () => {
    expect(fixedLabels.refuses?.(context({ scenario: majorityOpinion() }))).toBe('nothing is asked in words');
    expect(fixedLabels.refuses?.(context({ elicit }))).toBe('labels are fixed in every arm of this condition');
    expect(fixedLabels.refuses?.(context({ scenario: majorityOpinion(), elicit }))).toBeUndefined();
  });
});

describe('memoryless', () => {
  it('should keep nothing', () => {
    const { memory } = memoryless.plan(context()).scenario;

    expect(memory?.window).toBe(0);
    expect(memory?.item({} as never, 'agent-1', (choice) => choice)).toBeUndefined();
  });

  it('should leave the scenario as it is', () => {
    const scenario = namingGame({ agents: 4 });
    memoryless.plan(context({ scenario }));

    expect(scenario.memory?.window).toBe(5);
  });

  it('should refuse where nobody remembers anyway', () => {
    expect(memoryless.refuses?.(context({ scenario: majorityOpinion() }))).toContain('nobody remembers anything');
    expect(memoryless.refuses?.(context({ scenario: namingGame({ memory: 0 }) }))).toContain(
      'nobody remembers anything',
    );
    expect(memoryless.refuses?.(context())).toBeUndefined();
  });

  it('should not be planned without a memory', () => {
    expect(() => memoryless.plan(context({ scenario: majorityOpinion({ agents: 4 }) }))).toThrow(
      'needs agents that remember',
    );
  });
});

describe('a rule', () => {
  it('should take the place of every mind', () => {
    const rule = scriptedMind({ name: 'rule:always-m', choose: () => 'M' });
    const asked: string[] = [];
    const arm = ruleArm({
      removes: 'replaces every mind by one that takes M',
      mind(given, agent) {
        asked.push(`${agent.id} ${given.seed}`);
        return rule;
      },
    });
    const plan = arm.plan(context());

    expect(plan).toMatchObject({ arm: 'rule', seed: 7 });
    expect(plan.agents.map(({ mind }) => mind)).toEqual([rule, rule, rule, rule]);
    expect(asked).toEqual(['agent-1 7', 'agent-2 7', 'agent-3 7', 'agent-4 7']);
  });

  it('should have a name of its own, a twin of the scenario, and its own refusal', () => {
    const twin = namingGame({ agents: 4, memory: 1 });
    const arm = ruleArm({
      name: 'drift',
      removes: 'copies',
      mind: () => stubborn,
      twin: () => twin,
      refuses: () => 'there is no beta',
    });

    expect(arm).toMatchObject({ name: 'drift', removes: 'copies' });
    expect(arm.plan(context()).scenario).toBe(twin);
    expect(arm.refuses?.(context())).toBe('there is no beta');
  });
});

describe('every arm of the scenarios that ship', () => {
  it.each(
    [namingGame(), majorityOpinion()].flatMap((scenario) =>
      scenario.arms.map((arm) => [scenario.name, arm.name, arm] as const),
    ),
  )('should say what it takes away (%s: %s)', (_scenario, _name, arm) => {
    expect(arm.removes).toMatch(/^[a-z].{10,}[^.]$/);
  });
});

describe('yoked', () => {
  it('should show what was seen elsewhere, and stop where that stopped', () => {
    const seen = { 'agent-1': { sees: [], remembers: [[1]] } };
    const given = context({ donor: { activations: 9, reason: 'over' }, yoked: seen });

    expect(yoked.plan(given)).toMatchObject({
      arm: 'yoked',
      yoked: seen,
      stopAfter: { activations: 9, reason: 'over' },
      ignoreEnd: true,
    });
    expect(() => yoked.plan(context())).toThrow('with another seed');
  });
});

describe('no-persona', () => {
  const persona = { name: 'Ada', text: 'I am Ada.' };
  const withAda = context().agents.map((agent) => ({ ...agent, persona }));

  it('should leave the texts away, and nothing else', () => {
    const { agents } = noPersona.plan(context({ agents: withAda }));

    expect(agents).toEqual(context().agents);
  });

  it('should refuse where there is nobody in particular, or what decides goes by positions', () => {
    const byPosition = withAda.map((agent) => ({ ...agent, mind: { ...stubborn, refuses: () => undefined } }));

    expect(noPersona.refuses?.(context({ agents: withAda }))).toBeUndefined();
    expect(noPersona.refuses?.(context())).toBe('nobody in particular takes part');
    expect(noPersona.refuses?.(context({ agents: byPosition }))).toContain('goes by where people stand');
  });
});

describe('shuffled', () => {
  const arm = namingGame().arms.find(({ name }) => name === 'shuffled');

  it('should refuse where everybody may meet everybody', () => {
    expect(arm?.refuses?.(context())).toBe('everybody may meet everybody in this condition');
    expect(arm?.refuses?.(context({ scenario: namingGame({ agents: 6, network: 'ring' }) }))).toBeUndefined();
  });

  it('should draw partners from everybody, with all else the same', () => {
    const scenario = namingGame({ agents: 8, network: 'ring', memory: 3 });
    const plan = scenario.arms.find(({ name }) => name === 'shuffled')?.plan(context({ scenario }));

    expect(plan?.scenario.parameters).toEqual({ ...scenario.parameters, network: 'complete' });
    expect(plan?.scenario.regime.name).toBe('random-pairs:complete');
  });
});
