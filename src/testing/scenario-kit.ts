import { presentationsOf, renderPrompt, Elicitation } from '../agent/index.js';
import {
  Json,
  type AgentSlot,
  type Arm,
  type Mind,
  type Outcome,
  type Scenario,
  type Situation,
} from '../spec/index.js';
import { assertEvents, assertMeasured } from './_internals/assert-run.js';
import { demand } from './_internals/demand.js';
import { dawdling, follower, oftenRefusing, refusalOf, tryArm, type Trial } from './_internals/trial.js';
import type { ConformanceCheck } from './mind-kit.js';

/** What the conformance kit of scenarios is given. */
export interface ScenarioKitOptions {
  /** Makes the scenario anew, each time with the same parameters. Short runs make a fast kit. */
  create(): Scenario;
  /** Decides for everybody, at once. Default: a rule that follows what it is shown. */
  readonly mind?: Mind;
  /** Default 1. */
  readonly seed?: number;
  /** Most events that a run may take. Default 100,000. */
  readonly limit?: number;
}

/**
 * What every scenario must do: describe itself, put its situations in words, report what its outcomes are read from, and
 * run in each of its arms, or say why not, with the same events for the same seed. For any test runner.
 *
 * @example for (const { name, check } of scenarioChecks({ create: () => namingGame() })) it(`should ${name}`, check);
 */
export function scenarioChecks(options: ScenarioKitOptions): readonly ConformanceCheck[] {
  const { create, mind = follower, seed = 1, limit = 100_000 } = options;
  const kit: Kit = {
    create,
    mind,
    seed,
    run: (scenario, arm, how = {}) => tryArm(scenario, arm, { mind: how.mind ?? mind, seed: how.seed ?? seed, limit }),
  };
  const arms = create().arms.map(({ name }) => name);
  return [...describing(kit), ...asking(kit), ...measuring(kit), ...arms.flatMap((arm) => running(kit, arm))];
}

interface Kit {
  create(): Scenario;
  readonly mind: Mind;
  readonly seed: number;
  run(scenario: Scenario, arm: Arm, how?: { readonly mind?: Mind; readonly seed?: number }): Promise<Trial>;
}

function describing({ create, mind }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'say what it is, what it asks and where it comes from',
      async check() {
        const { name, about } = create();
        for (const text of [name, about.title, about.question]) demand(text.trim() !== '', 'a text about it is empty');
        demand(about.sources.length > 0, 'it names no source');
      },
    },
    {
      name: 'have different options, and agents with different ids',
      async check() {
        const { options, agents } = create();
        demand(options.length >= 2, `there are ${options.length} options`);
        assertDifferent('option', options);
        assertDifferent('agent', agents.map(({ id }) => id)); // prettier-ignore
        for (const { id, commitment } of agents) {
          const known = commitment === undefined || options[commitment] !== undefined;
          demand(known, `"${id}" is committed to the option ${commitment}, of ${options.length}`);
        }
      },
    },
    {
      name: 'hold its parameters as JSON, the same each time it is made',
      async check() {
        const { parameters } = create();
        const parsed = Json.safeParse(parameters);
        demand(parsed.success, `its parameters are not JSON: ${parsed.error?.message}`);
        demand(JSON.stringify(parameters) === JSON.stringify(create().parameters), 'its parameters change');
      },
    },
    {
      name: 'have arms with different names that say what they remove, "interacting" first, others after what they need',
      async check() {
        const scenario = create();
        const names = scenario.arms.map(({ name }) => name);
        assertDifferent('arm', names);
        demand(names[0] === 'interacting', `its first arm is "${names[0]}"`);
        for (const [place, { name, removes, needs }] of scenario.arms.entries()) {
          demand(removes.trim() !== '', `the arm "${name}" does not say what it removes`);
          const there = needs === undefined || names.slice(0, place).includes(needs);
          demand(there, `the arm "${name}" needs "${needs}", which does not come before it`);
        }
        const refusal = await refusalOf(scenario, scenario.arms[0] as Arm, mind);
        demand(refusal === undefined, `the arm "interacting" refuses: ${refusal}`);
      },
    },
  ];
}

function asking({ create }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'ask every agent alone whose mind it does not bring, in situations with different names',
      async check() {
        const { situations, agents } = create();
        for (const agent of agents.filter(({ mind }) => mind === undefined)) {
          const names = situations.alone(agent).map(({ name }) => name);
          demand(names.length > 0, `"${agent.id}" is never asked alone`);
          assertDifferent('situation', names);
        }
      },
    },
    {
      name: 'put its situations in words, in both forms and every presentation',
      async check() {
        const scenario = create();
        for (const situation of situationsOf(scenario)) assertInWords(situation, scenario.options);
      },
    },
    {
      name: 'have a ladder that rises, where it has one',
      async check() {
        const { ladder } = create().situations;
        if (ladder !== undefined) assertRising('its ladder', ladder.points.map(({ x }) => x)); // prettier-ignore
      },
    },
  ];
}

function measuring({ create }: Kit): readonly ConformanceCheck[] {
  return [
    {
      name: 'report every column once, with a title and a unit',
      async check() {
        const { measures } = create();
        assertDifferent('measure', measures.map(({ name }) => name)); // prettier-ignore
        assertDifferent('column', measures.flatMap(({ columns }) => Object.keys(columns))); // prettier-ignore
        for (const [column, { title, unit }] of measures.flatMap(({ columns }) => Object.entries(columns))) {
          demand(title.trim() !== '' && unit.trim() !== '', `the column "${column}" has no title or no unit`);
        }
      },
    },
    {
      name: 'read its outcomes from columns that a measure reports',
      async check() {
        const { measures, outcomes, options } = create();
        const columns = new Set(measures.flatMap((measure) => Object.keys(measure.columns)));
        demand(outcomes.length > 0, 'it has no outcome');
        assertDifferent('outcome', outcomes.map(({ name }) => name)); // prettier-ignore
        for (const outcome of outcomes) {
          const read = outcome.kind === 'choice' ? outcome.columns : [outcome.column];
          if (outcome.kind === 'choice') assertWhole(outcome, options);
          if ('positions' in outcome) {
            const { length } = outcome.positions;
            demand(
              length === options.length,
              `"${outcome.name}" has ${length} positions for ${options.length} options`,
            );
          }
          const unknown = read.find((column) => !columns.has(column));
          demand(unknown === undefined, `no measure reports "${unknown}", from which "${outcome.name}" is read`);
        }
      },
    },
    {
      name: 'have grids that rise',
      async check() {
        for (const { name, grid } of create().measures) {
          if (grid !== undefined) assertRising(`the grid of "${name}"`, grid.times);
        }
      },
    },
  ];
}

function running({ create, mind, seed, run }: Kit, name: string): readonly ConformanceCheck[] {
  /** Does nothing where the arm refuses with a reason. */
  const where = async (test: (scenario: Scenario, arm: Arm) => Promise<void>): Promise<void> => {
    const scenario = create();
    const arm = scenario.arms.find((one) => one.name === name) as Arm;
    const refusal = await refusalOf(scenario, arm, mind);
    if (refusal === undefined) await test(scenario, arm);
    else demand(refusal.trim() !== '', `the arm "${name}" refuses and does not say why`);
  };
  const anew = (): readonly [Scenario, Arm] => {
    const scenario = create();
    return [scenario, scenario.arms.find((one) => one.name === name) as Arm];
  };
  return [
    {
      name: `run the arm "${name}" to its end, its events facts in order, or refuse it with a reason`,
      check: () => where(async (scenario, arm) => assertEvents(await run(scenario, arm))),
    },
    {
      name: `report every column of the arm "${name}", or why it is missing, and series on their grids`,
      check: () => where(async (scenario, arm) => assertMeasured(await run(scenario, arm))),
    },
    {
      name: `write the arm "${name}" byte for byte again, whatever ran before`,
      check: () =>
        where(async (scenario, arm) => {
          const before = await run(scenario, arm);
          const other = await run(scenario, arm, { seed: seed + 1 });
          assertSameLines(before, await run(scenario, arm), 'after a run with another seed');
          assertSameLines(before, await run(...anew()), 'made anew');
          assertSameLines(other, await run(...anew(), { seed: seed + 1 }), 'made anew, with the other seed');
        }),
    },
    {
      name: `write the arm "${name}" the same whoever answers first`,
      check: () =>
        where(async (scenario, arm) => {
          const late = dawdling(mind);
          assertSameLines(
            await run(scenario, arm),
            await run(...anew(), { mind: late }),
            'with answers that take time',
          );
        }),
    },
    {
      name: `finish and measure the arm "${name}" when decisions are refused`,
      check: () =>
        where(async (scenario, arm) => {
          const trial = await run(scenario, arm, { mind: oftenRefusing(mind) });
          assertEvents(trial);
          assertMeasured(trial);
        }),
    },
  ];
}

function situationsOf({ situations, agents }: Scenario): readonly Situation[] {
  const ladder = situations.ladder?.points.map(({ situation }) => situation) ?? [];
  const alone = situations.alone(agents[0] as AgentSlot).map(({ situation }) => situation);
  return [...alone, ...ladder];
}

function assertInWords(situation: Situation, options: readonly string[]): void {
  const same = JSON.stringify(situation.options) === JSON.stringify(options);
  demand(same, `"${situation.kind}" offers ${situation.options.join(', ')}, the scenario ${options.join(', ')}`);
  for (const form of ['completion', 'chat'] as const) {
    const elicitation = Elicitation.parse({ form });
    for (const presentation of presentationsOf(situation, elicitation)) {
      const { prompt } = renderPrompt(situation, presentation, { elicitation });
      const text = prompt.pieces.join('');
      demand(text.trim() !== '', `"${situation.kind}" says nothing as a ${form}`);
      demand(!/undefined|\[object|NaN/.test(text), `"${situation.kind}" says "${text}" as a ${form}`);
    }
  }
}

/** Every option is judged, once, and each has a column. */
function assertWhole(outcome: Extract<Outcome, { kind: 'choice' }>, options: readonly string[]): void {
  const { name, columns, groups = options.map((title, option) => ({ title, options: [option] })) } = outcome;
  const what = outcome.groups === undefined ? 'options' : 'groups';
  demand(columns.length === groups.length, `the outcome "${name}" has ${columns.length} columns for ${groups.length} ${what}`); // prettier-ignore
  const grouped = groups.flatMap((group) => group.options).sort((one, other) => one - other);
  const once = grouped.length === options.length && grouped.every((option, place) => option === place);
  demand(once, `the groups of the outcome "${name}" do not hold each of its ${options.length} options once`);
}

function assertSameLines(expected: Trial, actual: Trial, when: string): void {
  const at = expected.lines.findIndex((line, index) => line !== actual.lines[index]);
  const same = at < 0 && expected.lines.length === actual.lines.length;
  const line = at < 0 ? expected.lines.length : at;
  demand(same, `${when}, line ${line + 1} is ${actual.lines[line]}, and was ${expected.lines[line]}`);
}

function assertDifferent(what: string, names: readonly string[]): void {
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  demand(twice === undefined, `it has the ${what} "${twice}" twice`);
}

function assertRising(what: string, values: readonly number[]): void {
  const rising = values.every((value, place) => place === 0 || value > (values[place - 1] as number));
  demand(values.length > 0 && rising, `${what} does not rise: ${values.join(', ')}`);
}
