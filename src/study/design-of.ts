import { Elicitation } from '../agent/index.js';
import { userError } from '../foundation/errors/index.js';
import { recordOfSource, type MindSource } from '../run/index.js';
import type { Scenario } from '../spec/index.js';
import { assertHistories, asksHistories } from './asked-histories.js';
import { wantedArms, type GivenCondition } from './conditions.js';
import { assertFits } from './fits.js';
import { withNewInterventions } from './arms.js';
import { assertUntil, untilInWords } from './until.js';
import { ASKED_AFTER, StudyDesign } from './design.js';
import { placesIn } from './mixed-condition.js';
import { seatCounts, type Shares } from './seats.js';
import type { StudyOptions } from './run-study.js';
import { instrumentOf } from './value-instrument.js';

/** @throws MesocosmError (usage) when what is said about the asking is not possible. */
function assertElicitation(given: Partial<Elicitation> | undefined): void {
  const parsed = Elicitation.partial().safeParse(given ?? {});
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const expected = issue?.path[0] === 'shuffles' ? 'an even number of at least 2' : issue?.message;
  throw userError({ kind: 'usage', what: `${issue?.path.join('.') ?? 'elicitation'} is not possible`, expected });
}

/** The conditions of a study: one called `default`, or those named. */
export function conditionsOf(options: StudyOptions): readonly GivenCondition[] {
  const scenarios = Object.entries(
    options.conditions ?? (options.scenario === undefined ? {} : { default: options.scenario }),
  );
  if (scenarios.length === 0 || (options.conditions !== undefined && options.scenario !== undefined)) {
    throw userError({ kind: 'usage', what: 'a study needs a scenario', expected: 'either `scenario` or `conditions`' });
  }
  assertElicitation(options.elicitation);
  assertUntil(options.until, scenarios);
  assertOneScenario(scenarios);
  const values = instrumentOf(options);
  const given = scenarios.map(([name, scenario]) => ({
    name,
    scenario: withNewInterventions(withElicitation(scenario, options.elicitation), options.interventions),
    parametersGiven: (options.parametersGiven?.[name] ?? scenario.parameters) as GivenCondition['parametersGiven'],
    population: options.populations?.[name] ?? options.population ?? null,
    ...(options.levels?.[name] === undefined ? {} : { levels: options.levels[name] }),
    ...sharesIn(options, name),
    ...(values === undefined ? {} : { values }),
  }));
  assertFits(options.fits, given, options.arms);
  assertHistories(options.histories, given);
  return given;
}

/** @throws MesocosmError (usage) when the study has several minds, and a condition does not say which decide in it. */
function sharesIn({ minds, mixtures = {} }: StudyOptions, condition: string): Pick<GivenCondition, 'shares'> {
  const shares = Object.hasOwn(mixtures, condition) ? mixtures[condition] : undefined;
  if (minds === undefined && shares === undefined) return {};
  if (minds !== undefined && shares !== undefined) return { shares };
  const what =
    minds === undefined
      ? `the condition "${condition}" has a mixture of minds, and the study names none`
      : `the study has several minds, and nothing says which of them decide in the condition "${condition}"`;
  throw userError({ kind: 'usage', what, expected: '`minds`, and for each condition a mixture of some of them' });
}

/** Runs are made again from one scenario's name, and their folders bear the names of conditions and arms. */
function assertOneScenario(scenarios: readonly (readonly [string, Scenario])[]): void {
  const kinds = [...new Set(scenarios.map(([, { name }]) => name))];
  if (kinds.length > 1) {
    const what = `the conditions of a study are of one scenario, and these are of ${kinds.join(' and ')}`;
    throw userError({ kind: 'usage', what, remedy: 'run one study for each' });
  }
  const names = scenarios.flatMap(([name, { arms }]) => [name, ...arms.map((arm) => arm.name)]);
  const bad = names.find((name) => !/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u.test(name));
  if (bad === undefined) return;
  const expected = 'a name without slashes that does not begin with a dot';
  throw userError({ kind: 'usage', what: `no condition or arm can be called "${bad}"`, expected });
}

/** What the user says about labels, the arms must know. */
function withElicitation(scenario: Scenario, elicitation?: Partial<Elicitation>): Scenario {
  const { labels, orders } = elicitation ?? {};
  const change = { ...(labels === undefined ? {} : { labels }), ...(orders === undefined ? {} : { orders }) };
  return { ...scenario, elicitation: { ...scenario.elicitation, ...change } };
}

/** @throws MesocosmError (usage) when two populations have the same name, by which the conditions know them. */
function populationsOf({ populations = {} }: StudyOptions): Pick<StudyDesign, 'populations'> {
  const different = [...new Set(Object.values(populations))];
  if (different.length === 0) return {};
  const byName = Object.fromEntries(different.map((population) => [population.name, population]));
  const twice = different.find((population) => byName[population.name] !== population);
  if (twice === undefined) return { populations: byName };
  const what = `two populations of the study are called "${twice.name}"`;
  throw userError({ kind: 'usage', what, remedy: 'give one of them another name' });
}

/** What decides in a condition, and for how many. */
function mindsIn(
  { scenario, shares }: { readonly scenario: Scenario; readonly shares: Shares },
  { several = {} }: Pick<MindSource, 'several'>,
): StudyDesign['conditions'][number]['minds'] {
  const counts = seatCounts(shares, placesIn(scenario).length);
  return Object.entries(counts).map(([name, agents]) => ({
    name,
    share: shares[name] as number,
    agents,
    mind: recordOfSource(several[name] as MindSource, scenario),
  }));
}

/** What is frozen before the first run. */
export function designOf(
  options: StudyOptions,
  given: readonly GivenCondition[],
  source: Pick<MindSource, 'kind' | 'name' | 'fingerprint' | 'settings' | 'parts' | 'several'>,
): StudyDesign {
  const [first] = given as [GivenCondition];
  const parsed = StudyDesign.safeParse({
    formatVersion: 1,
    name: options.name ?? first.scenario.name,
    scenario: first.scenario.name,
    conditions: given.map(({ name, scenario, parametersGiven, levels, shares }) => ({
      name,
      parametersGiven,
      parameters: scenario.parameters,
      settings: source.settings(scenario),
      arms: wantedArms(scenario, options.arms),
      ...(levels === undefined ? {} : { levels }),
      ...(shares === undefined ? {} : { minds: mindsIn({ scenario, shares }, source) }),
      ...(options.populations?.[name] === undefined ? {} : { population: options.populations[name].name }),
    })),
    runs: options.until?.atMost ?? options.runs ?? 40,
    seed: options.seed ?? 1,
    journals: options.journals ?? 1,
    ...(options.askedAfter === undefined || options.askedAfter === ASKED_AFTER
      ? {}
      : { askedAfter: options.askedAfter }),
    ...(asksHistories(options.histories) ? { histories: options.histories } : {}),
    ...(first.values === undefined ? {} : { values: first.values }),
    mind: recordOfSource(source, first.scenario),
    population: options.population ?? null,
    ...populationsOf(options),
    ...(options.interventions === undefined ? {} : { interventions: options.interventions }),
    ...(options.fits === undefined ? {} : { fits: options.fits }),
    ...(options.question === undefined ? {} : { question: options.question }),
    stoppingRule: options.until === undefined ? `${options.runs ?? 40} runs of every arm` : untilInWords(options.until),
    ...(options.until === undefined ? {} : { until: options.until }),
    budget: {
      calls: options.maxCalls ?? null,
      tokens: options.maxTokens ?? null,
      usd: options.maxUsd ?? null,
      ...(options.allotment === undefined ? {} : { allotment: options.allotment }),
    },
    maxFailures: options.maxFailures ?? 0.05,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw userError({
    kind: 'usage',
    what: `${issue?.path.join('.')}: ${issue?.message}`,
    where: 'the design of the study',
  });
}
