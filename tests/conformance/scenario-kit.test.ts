import { describe, expect, it } from 'vitest';
import type { Arm, Event, Measure, RunPlan, Scenario } from '../../src/spec/index.js';
import { majorityOpinion, namingGame, scenarios } from 'mesocosm/scenarios';
import { scenarioChecks } from '../../src/testing/scenario-kit.js';

type Spoil = (scenario: Scenario) => Scenario;

const whole = (): Scenario => namingGame({ agents: 4, horizon: 24, memory: 2 });
const withLadder = (): Scenario => majorityOpinion({ agents: 4, sweeps: 10 });

/** Names of the checks that a spoiled scenario does not pass, with what they say. */
async function failures(create: () => Scenario): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, check } of scenarioChecks({ create, limit: 5_000 })) {
    await check().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return failed;
}

const first = (scenario: Scenario): Measure => scenario.measures[0] as Measure;
const others = (scenario: Scenario): readonly Measure[] => scenario.measures.slice(1);
const arm = (scenario: Scenario, change: Partial<Arm>): Scenario => ({
  ...scenario,
  arms: [{ ...(scenario.arms[0] as Arm), ...change }],
});
/** A measure that reports what it is told to. */
const reporting = (result: object, more: Partial<Measure> = {}): Measure => ({
  name: 'spoiled',
  columns: { spoiled: { title: 'spoiled', unit: '1' } },
  start: () => ({ observe: () => undefined, finish: () => ({ values: { spoiled: 1 }, ...result }) }),
  ...more,
});
const adding =
  (measure: Measure): Spoil =>
  (scenario) => ({
    ...arm(scenario, {}),
    measures: [...scenario.measures, measure],
  });
let calls = 0;

const spoiled: readonly { readonly what: string; readonly spoil: Spoil; readonly says: string }[] = [
  { what: 'no question', spoil: (s) => ({ ...s, about: { ...s.about, question: ' ' } }), says: 'is empty' },
  { what: 'no source', spoil: (s) => ({ ...s, about: { ...s.about, sources: [] } }), says: 'names no source' },
  { what: 'an option twice', spoil: (s) => ({ ...s, options: ['Q', 'Q'] }), says: 'the option "Q" twice' },
  {
    what: 'an agent twice',
    spoil: (s) => ({ ...s, agents: s.agents.map((slot) => ({ ...slot, id: 'same' })) }),
    says: 'the agent "same" twice',
  },
  {
    what: 'a commitment to nothing',
    spoil: (s) => ({ ...s, agents: s.agents.map((slot) => ({ ...slot, commitment: 7 })) }),
    says: 'committed to the option 7',
  },
  {
    what: 'parameters that are no JSON',
    spoil: (s) => ({ ...s, parameters: { agents: Number.NaN } }),
    says: 'are not JSON',
  },
  { what: 'an arm twice', spoil: (s) => ({ ...s, arms: [...s.arms, ...s.arms.slice(0, 1)] }), says: 'twice' },
  { what: 'another arm first', spoil: (s) => ({ ...s, arms: s.arms.toReversed() }), says: 'its first arm is' },
  { what: 'an arm that removes nothing', spoil: (s) => arm(s, { removes: '' }), says: 'does not say what it removes' },
  { what: 'an arm without its donor', spoil: (s) => arm(s, { needs: 'isolated' }), says: 'does not come before it' },
  {
    what: 'a refusal of interacting',
    spoil: (s) => arm(s, { refuses: () => 'no' }),
    says: '"interacting" refuses: no',
  },
  { what: 'a refusal without a reason', spoil: (s) => arm(s, { refuses: () => ' ' }), says: 'does not say why' },
  {
    what: 'nobody asked alone',
    spoil: (s) => ({ ...arm(s, {}), situations: { ...s.situations, alone: () => [] } }),
    says: 'never asked alone',
  },
  {
    what: 'a hole that nothing fills',
    spoil(s) {
      const [empty] = s.situations.alone(s.agents[0] as never);
      const situation = { ...(empty?.situation as never as object), framing: [[{ option: 9 }]] } as never;
      return { ...arm(s, {}), situations: { ...s.situations, alone: () => [{ name: 'empty', situation }] } };
    },
    says: 'refers to its option 9',
  },
  {
    what: 'a column twice',
    spoil: (s) => adding(reporting({}, { columns: first(s).columns }))(s),
    says: 'the column "winner_Q" twice',
  },
  {
    what: 'a column without a unit',
    spoil: adding(reporting({}, { columns: { spoiled: { title: 'spoiled', unit: '' } } })),
    says: '"spoiled" has no title or no unit',
  },
  { what: 'groups that leave an option out', spoil: (s) => grouped(s, [[0], []]), says: 'do not hold each of its 2 options once' }, // prettier-ignore
  { what: 'groups without a column each', spoil: (s) => grouped(s, [[0, 1]]), says: 'has 2 columns for 1 groups' },
  { what: 'positions for other options', spoil: placed, says: '"bias" has 3 positions for 2 options' },
  { what: 'an outcome of nothing', spoil: (s) => ({ ...arm(s, {}), measures: others(s) }), says: 'no measure reports "winner_Q"' }, // prettier-ignore
  {
    what: 'a grid that falls',
    spoil: adding(reporting({}, { grid: { title: 'time', times: [2, 1] } })),
    says: 'the grid of "spoiled" does not rise',
  },
  {
    what: 'a column that is not declared',
    spoil: adding(reporting({ values: { spoiled: 1, more: 1 } })),
    says: '"spoiled" reports more, spoiled, and declares spoiled',
  },
  {
    what: 'a missing value without a reason',
    spoil: adding(reporting({ values: { spoiled: null } })),
    says: '"spoiled" is missing and nobody says why',
  },
  {
    what: 'a reason without a missing value',
    spoil: adding(reporting({ missing: { spoiled: 'who knows' } })),
    says: 'said to be missing: who knows',
  },
  { what: 'a value that is no number', spoil: adding(reporting({ values: { spoiled: Infinity } })), says: 'is Infinity' }, // prettier-ignore
  { what: 'a series without a grid', spoil: adding(reporting({ series: { line: [1] } })), says: 'has no grid' },
  {
    what: 'a series that does not fit its grid',
    spoil: adding(reporting({ series: { line: [1] } }, { grid: { title: 'time', times: [1, 2] } })),
    says: 'has 1 points on a grid of 2',
  },
  {
    what: 'a series that is not on its grid',
    spoil: adding(reporting({ series: { line: [1] } }, { grid: { title: 'time', times: [1], series: ['other'] } })),
    says: 'is not among those on the grid',
  },
  {
    what: 'a run without an end',
    spoil: (s) => ({ ...arm(s, {}), world: { ...s.world, ended: () => undefined } }),
    says: 'did not end within 5000 events',
  },
  {
    what: 'a time that goes back',
    spoil: (s) => ({
      ...arm(s, {}),
      regime: {
        name: 'backwards',
        *activations(agents, chances) {
          for (const one of s.regime.activations(agents, chances)) yield { ...one, time: 100 - one.time };
        },
      },
    }),
    says: 'activations must be in the order of time',
  },
  {
    what: 'rules with a memory of their own',
    spoil(s) {
      const apply: Scenario['world']['apply'] = (...given) =>
        s.world.apply(...given).map((draft) => ({ ...draft, data: { ...draft.data, call: (calls += 1) } }));
      return { ...arm(s, {}), world: { ...s.world, apply } };
    },
    says: 'after a run with another seed, line',
  },
  {
    what: 'an event that is no event',
    spoil(s) {
      const apply: Scenario['world']['apply'] = (...given) =>
        s.world.apply(...given).map((draft) => ({ ...draft, type: 'Said Hello' }));
      return { ...arm(s, {}), world: { ...s.world, apply, ended: ended24 } };
    },
    says: 'is not an event',
  },
  {
    what: 'an agent that nobody knows',
    spoil(s) {
      const apply: Scenario['world']['apply'] = (...given) =>
        s.world.apply(...given).map((draft) => ({ ...draft, agent: 'nemo' }));
      return { ...arm(s, {}), world: { ...s.world, apply } };
    },
    says: 'nobody is called "nemo"',
  },
  {
    what: 'measures that see more than events',
    spoil(s) {
      let started = 0;
      const start = (): ReturnType<Measure['start']> => {
        started += 1;
        const own = started;
        return { observe: () => undefined, finish: () => ({ values: { spoiled: own } }) };
      };
      return adding(reporting({}, { start }))(s);
    },
    says: '"spoiled" is 1, its fold 2',
  },
];

/** A scenario whose outcome judges these groups of options. */
function grouped(scenario: Scenario, options: readonly (readonly number[])[]): Scenario {
  const groups = options.map((group, at) => ({ title: `group ${at}`, options: group }));
  return { ...arm(scenario, {}), outcomes: [{ ...scenario.outcomes[0], groups } as Scenario['outcomes'][number]] };
}

/** A scenario with an outcome on a scale of three. */
function placed(scenario: Scenario): Scenario {
  const bias = {
    name: 'bias',
    title: 'bias',
    kind: 'mean',
    column: 'winner_Q',
    positions: [-1, 0, 1],
    neutral: 0,
  } as const;
  return { ...scenario, outcomes: [...scenario.outcomes, bias] };
}

function ended24(state: { readonly shared: { readonly interactions: number } }): string | undefined {
  return state.shared.interactions >= 24 ? 'over' : undefined;
}

describe('scenarioChecks', () => {
  it('should pass a scenario that does what it must', async () => {
    expect(await failures(whole)).toEqual([]);
    expect(await failures(withLadder)).toEqual([]);
  });

  for (const { what, spoil, says } of spoiled) {
    it(`should find ${what}`, async () => {
      expect((await failures(() => spoil(whole()))).join('\n')).toContain(says);
    });
  }

  it('should find a ladder that does not rise', async () => {
    const spoil = (): Scenario => {
      const scenario = withLadder();
      const { ladder } = scenario.situations;
      const points = ladder?.points.toReversed() ?? [];
      return { ...scenario, situations: { ...scenario.situations, ladder: { axis: 'x', ...ladder, points } } };
    };

    expect((await failures(spoil)).join('\n')).toContain('its ladder does not rise');
  });

  it('should find an arm whose plan depends on the hour', async () => {
    const spoil = (): Scenario =>
      arm(whole(), {
        plan: (context): RunPlan => ({ ...(whole().arms[0] as Arm).plan(context), seed: (calls += 1) }),
      });

    expect((await failures(spoil)).join('\n')).toContain('write the arm "interacting" byte for byte again');
  });

  it('should name the arm in each check of one', () => {
    const names = scenarioChecks({ create: whole }).map(({ name }) => name);

    for (const { name } of whole().arms) expect(names.filter((check) => check.includes(`"${name}"`))).not.toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the conditions that ship', () => {
  for (const { name, conditions, create } of scenarios) {
    for (const [condition, parameters] of Object.entries(conditions)) {
      const checks = scenarioChecks({ create: () => create(parameters) }).filter(({ name: check }) => !/the arm/.test(check)); // prettier-ignore
      it(`should describe ${name}, ${condition}, as a scenario must`, async () => {
        for (const { check } of checks) await check();
        expect(checks).toHaveLength(10);
      });
    }
  }

  it('should have a default and a description for every parameter', () => {
    for (const { parameters } of scenarios) {
      const shape = Object.entries(parameters.shape) as [string, { description?: string }][];
      expect(shape.filter(([, { description }]) => !description)).toEqual([]);
      expect(parameters.safeParse({}).success).toBe(true);
    }
  });

  it('should see what the failing decisions of its trials do', async () => {
    const types = new Set<string>();
    const watch: Measure = reporting(
      {},
      {
        start: () => ({
          observe: ({ type }: Event) => void types.add(type),
          finish: () => ({ values: { spoiled: 1 } }),
        }),
      },
    );
    await failures(() => adding(watch)(whole()));

    expect([...types].sort()).toEqual(['decision-failed', 'decision-made', 'exchange-failed', 'names-exchanged', 'run-ended', 'run-started']); // prettier-ignore
  });
});
