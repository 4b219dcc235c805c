import { describe, expect, it } from 'vitest';
import { MemoryChoice, memoryOf, scriptedMind } from '../../../src/agent/index.js';
import { mindSource } from '../../../src/run/index.js';
import type { Arm, Scenario } from '../../../src/spec/index.js';
import { applicableArms, openCondition, wantedArms } from '../../../src/study/conditions.js';
import { smallNamingGame } from '../../support/small-studies.js';

function arm(name: string, more: Partial<Arm> = {}): Arm {
  return {
    name,
    removes: `removes what ${name} removes`,
    plan: () => {
      throw new Error('not planned here');
    },
    ...more,
  };
}

function scenarioWith(...arms: readonly Arm[]): Scenario {
  return { ...smallNamingGame(), arms };
}

describe('openCondition', () => {
  const rule = mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' }));
  const remembering = (choice: object, more: Partial<Scenario> = {}): Scenario => {
    const scenario = smallNamingGame();
    const memory = {
      ...(scenario.memory as NonNullable<Scenario['memory']>),
      policy: memoryOf(MemoryChoice.parse(choice)),
    };
    return { ...scenario, memory, ...more };
  };
  const given = (scenario: Scenario) => ({ name: 'default', scenario, parametersGiven: {}, population: null });

  it('should refuse a memory that is written, where a mind writes nothing', () => {
    const scenario = remembering({ kind: 'summary', every: 1, window: 1 });

    expect(() => openCondition(given(scenario), rule)).toThrow(
      /^the memory "summary\(every 1, window 1, 200 tokens\)" writes with the agent's own model, and the mind "stubborn" of "agent-1" has none/,
    );
  });

  it('should take it where nobody is asked, and memories that ask for nothing anywhere', () => {
    const summary = remembering({ kind: 'summary', every: 1, window: 1 });
    const committed = { ...summary, agents: summary.agents.map((slot) => ({ ...slot, commitment: 0 })) };

    expect(openCondition(given(committed), rule).agents).toHaveLength(committed.agents.length);
    expect(() => openCondition(given(remembering({ kind: 'window', window: 2 })), rule)).not.toThrow();
  });
});

const source = mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' }));

function opened(scenario: Scenario) {
  return openCondition({ name: 'default', scenario, parametersGiven: {}, population: null }, source);
}

describe('wantedArms', () => {
  const scenario = scenarioWith(
    arm('interacting'),
    arm('isolated', { needs: 'interacting' }),
    arm('paired', { needs: 'isolated' }),
    arm('twice-paired', { needs: 'paired' }),
    arm('rule'),
    arm('yoked', { yokedTo: 'interacting', onRequest: true }),
  );

  it('should be all of them, in the order of the scenario, unless some are named', () => {
    expect(wantedArms(scenario)).toEqual(['interacting', 'isolated', 'paired', 'twice-paired', 'rule', 'mean-field']);
    const { meanField: _none, ...without } = scenario;
    expect(wantedArms(without)).toEqual(['interacting', 'isolated', 'paired', 'twice-paired', 'rule']);
  });

  it('should be those named and interacting, in the order of the scenario', () => {
    expect(wantedArms(scenario, ['rule', 'isolated'])).toEqual(['interacting', 'isolated', 'rule']);
    expect(wantedArms(scenario, [])).toEqual(['interacting']);
  });

  it('should be on request those that are named, alone or on top of the usual ones', () => {
    expect(wantedArms(scenario, ['yoked'])).toEqual(['interacting', 'yoked']);
    const usual = wantedArms(scenario).filter((name) => name !== 'mean-field');
    expect(wantedArms(scenario, ['+yoked'])).toEqual([...usual, 'yoked', 'mean-field']);
    expect(() => wantedArms(scenario, ['+nobody'])).toThrow('has no arm "+nobody"');
  });

  it('should have the donors too, and theirs', () => {
    expect(wantedArms(scenario, ['twice-paired'])).toEqual(['interacting', 'isolated', 'paired', 'twice-paired']);
  });

  it('should name an arm that is not known, and suggest the nearest', () => {
    expect(() => wantedArms(scenario, ['rule', 'isolatd'])).toThrow(
      'the scenario "naming-game" has no arm "isolatd". Did you mean "isolated"? There are: interacting, isolated, paired',
    );
  });
});

const ASKED = { curve: null, runs: 2 };

describe('applicableArms', () => {
  it('should keep the arms apart that would remove nothing, with their reason', () => {
    const scenario = scenarioWith(arm('interacting'), arm('memoryless', { refuses: () => 'nobody remembers' }));

    const { arms, notApplicable } = applicableArms(opened(scenario), ['interacting', 'memoryless'], ASKED);

    expect(arms.map(({ name }) => name)).toEqual(['interacting']);
    expect(notApplicable).toEqual([{ arm: 'memoryless', reason: 'nobody remembers' }]);
  });

  it('should speak of those alone that are wanted', () => {
    const scenario = scenarioWith(
      arm('interacting'),
      arm('rule'),
      arm('memoryless', { refuses: () => 'nobody remembers' }),
    );

    expect(applicableArms(opened(scenario), ['interacting'], ASKED)).toMatchObject({
      arms: [{ name: 'interacting' }],
      notApplicable: [],
    });
  });

  it('should not apply an arm whose donor does not apply, wherever the donor stands', () => {
    const scenario = scenarioWith(
      arm('paired', { needs: 'rule' }),
      arm('interacting'),
      arm('rule', { refuses: () => 'there is no rule' }),
      arm('twice-paired', { needs: 'paired' }),
    );

    const { arms, notApplicable } = applicableArms(opened(scenario), wantedArms(scenario), ASKED);

    expect(arms.map(({ name }) => name)).toEqual(['interacting']);
    expect(notApplicable).toEqual([
      { arm: 'paired', reason: 'it needs the arm "rule": there is no rule' },
      { arm: 'rule', reason: 'there is no rule' },
      { arm: 'twice-paired', reason: 'it needs the arm "paired": it needs the arm "rule": there is no rule' },
    ]);
  });

  it('should not yoke the only run there is', () => {
    const scenario = scenarioWith(arm('interacting'), arm('yoked', { yokedTo: 'interacting' }));
    const wanted = ['interacting', 'yoked'];

    expect(applicableArms(opened(scenario), wanted, { curve: null, runs: 1 }).notApplicable).toEqual([
      { arm: 'yoked', reason: 'it needs a run with another seed, and there is only one' },
    ]);
    expect(applicableArms(opened(scenario), wanted, { curve: null, runs: 2 }).notApplicable).toEqual([]);
  });

  it('should tell an arm what was measured', () => {
    let seen: unknown = 'nothing';
    const scenario = scenarioWith(
      arm('rule', {
        refuses: ({ curve }) => {
          seen = curve;
          return undefined;
        },
      }),
    );
    const curve = { axis: 'others' } as never;

    applicableArms(opened(scenario), ['rule'], { curve, runs: 2 });

    expect(seen).toBe(curve);
  });
});

describe('openCondition', () => {
  it('should place agents with the mind of the condition', () => {
    const { agents, minds, name } = opened(smallNamingGame());

    expect(name).toBe('default');
    expect(agents.map(({ id }) => id)).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    for (const agent of agents) expect(agent.mind).toBe(minds.mind);
  });
});
