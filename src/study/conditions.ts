import { userError } from '../foundation/errors/index.js';
import { armContext, checkMemory, INTERVENED, withNames, type MindSource, type OpenMinds } from '../run/index.js';
import {
  MEAN_FIELD,
  type Arm,
  type Json,
  type MeanFieldSummary,
  type PlannedAgent,
  type Population,
  type Questionnaire,
  type ResponseCurve,
  type RunManifest,
  type Scenario,
} from '../spec/index.js';
import { openMixture, type Mixture, type Seated } from './mixed-condition.js';
import { populate } from './population.js';
import type { Priors } from './priors.js';
import type { Shares } from './seats.js';
import { assertValues, type ValuesBefore } from './value-instrument.js';

/** A condition as it is given: a name, a scenario at its parameters, and the parameters as the user wrote them. */
export interface GivenCondition {
  readonly name: string;
  readonly scenario: Scenario;
  readonly parametersGiven: RunManifest['parametersGiven'];
  /** Who takes part; `null` for nobody in particular. */
  readonly population: Population | null;
  /** Levels of the study's factors that make it, by factor; absent where it has none. */
  readonly levels?: { readonly [factor: string]: Json };
  /** Which minds of the study decide in it, and for what share; absent where one decides in all of the study. */
  readonly shares?: Shares;
  /** What everybody is asked of values before the runs and after them; absent where nobody is. */
  readonly values?: Questionnaire;
}

/** A condition with its minds open and its agents in place. */
export interface OpenCondition extends GivenCondition {
  /** Where several minds decide, those of the first run, as are `agents`; see {@link castOf}. */
  readonly minds: OpenMinds;
  readonly agents: readonly PlannedAgent[];
  /** What decides, where the study has several minds. */
  readonly mixture?: Mixture;
}

/** A condition that was asked all that its runs need. */
export interface ReadyCondition extends OpenCondition {
  readonly priors: Priors;
  readonly curve: ResponseCurve | null;
  readonly arms: readonly Arm[];
  readonly notApplicable: readonly { readonly arm: string; readonly reason: string }[];
  /** What the equations of the scenario gave, where they were integrated. */
  readonly meanField?: MeanFieldSummary;
  /** What everybody said of values; there once they were asked. */
  readonly valuesBefore?: ValuesBefore;
}

/**
 * Opens the minds of a condition and places its people.
 *
 * @throws MesocosmError (usage) when there is somebody for an agent that the scenario does not have, or never asks, or when
 *   agents are to remember, or to be asked of values, in a way that their minds cannot.
 */
export function openCondition(given: GivenCondition, source: MindSource): OpenCondition {
  assertPlaces(given.scenario, source);
  assertValues(given, source);
  if (given.shares !== undefined) return openMixed({ ...given, shares: given.shares }, source);
  const minds = source.open(given.scenario);
  const agents = populate(given.scenario, minds, given.population);
  checkMemory({ memory: given.scenario.memory, agents });
  return { ...given, scenario: withNames(given.scenario, agents), minds, agents };
}

function openMixed(given: GivenCondition & { readonly shares: Shares }, { several = {} }: MindSource): OpenCondition {
  const mixture = openMixture(given, several);
  const { minds, agents } = mixture.seated(0);
  // The minds of a mixture are the same in every run, in other places.
  checkMemory({ memory: given.scenario.memory, agents });
  return { ...given, scenario: withNames(given.scenario, agents), minds, agents, mixture };
}

/** Who plays in a run of a condition, by its seed, and with whose mind; `seats` are there where several minds decide. */
export function castOf(
  { minds, agents, mixture }: OpenCondition,
  seed: number,
): Pick<OpenCondition, 'minds' | 'agents'> & Partial<Pick<Seated, 'seats' | 'source'>> {
  return mixture?.seated(seed) ?? { minds, agents };
}

/** What each agent chooses alone with an empty history, with the mind that it has in a run. */
export function emptyPriorsOf({ priors, mixture }: ReadyCondition, seed: number): Priors['empty'] {
  if (mixture === undefined || priors.byMind === undefined) return priors.empty;
  const { seats } = mixture.seated(seed);
  const { byMind } = priors;
  return Object.fromEntries(
    Object.entries(priors.empty).map(([agent, first]) => [agent, byMind[seats[agent] ?? '']?.[agent] ?? first]),
  );
}

function assertPlaces({ name, agents }: Scenario, { parts }: MindSource): void {
  for (const agent of Object.keys(parts?.others ?? {})) {
    const slot = agents.find(({ id }) => id === agent);
    if (slot === undefined) {
      const what = `the scenario "${name}" has no agent "${agent}" whose place a person could take`;
      throw userError({ kind: 'usage', what, given: agent, available: agents.map(({ id }) => id) });
    }
    if (slot.commitment === undefined) continue;
    const what = `"${agent}" is committed in the scenario "${name}" and never asked, so nobody can take its place`;
    const free = agents.filter(({ commitment }) => commitment === undefined).map(({ id }) => id);
    throw userError({ kind: 'usage', what, available: free });
  }
}

/**
 * The arms that apply, in the scenario's order, and why the others do not. An arm whose donor does not apply does not
 * either.
 */
export function applicableArms(
  { scenario, minds, agents }: OpenCondition,
  wanted: readonly string[],
  { curve, runs }: { readonly curve: ResponseCurve | null; readonly runs: number },
): Pick<ReadyCondition, 'arms' | 'notApplicable'> {
  const context = armContext({
    scenario,
    minds,
    agents,
    condition: '',
    seed: 0,
    givens: { priors: {}, curve, donor: null },
  });
  const chosen = scenario.arms.filter(({ name }) => wanted.includes(name));
  const reasonOf = (arm: Arm): string | undefined => {
    const needed = arm.needs ?? arm.yokedTo;
    const donor = scenario.arms.find(({ name }) => name === needed);
    const lacking = donor === undefined ? undefined : reasonOf(donor);
    const without = lacking === undefined ? undefined : `it needs the arm "${needed}": ${lacking}`;
    if (arm.yokedTo !== undefined && runs < 2) return 'it needs a run with another seed, and there is only one';
    return arm.refuses?.(context) ?? without;
  };
  const judged = chosen.map((arm) => ({ arm, reason: reasonOf(arm) }));
  return {
    arms: judged.flatMap(({ arm, reason }) => (reason === undefined ? [arm] : [])),
    notApplicable: judged.flatMap(({ arm, reason }) => (reason === undefined ? [] : [{ arm: arm.name, reason }])),
  };
}

/**
 * Names of the arms that a study runs: all but those on request, or those named, with the donors they need. A name after a
 * `+` comes on top of the usual ones.
 *
 * @throws MesocosmError (usage) when an arm is unknown.
 */
export function wantedArms(scenario: Scenario, named?: readonly string[]): readonly string[] {
  const meanField = scenario.meanField === undefined ? [] : [MEAN_FIELD];
  const available = [...scenario.arms.map(({ name }) => name), ...meanField];
  const usual = [...scenario.arms.flatMap(({ name, onRequest }) => (onRequest === true ? [] : [name])), ...meanField];
  if (named === undefined) return usual;
  const asked = named.map((name) => name.replace(/^\+/, ''));
  const unknown = named.find((_, at) => !available.includes(asked[at] as string));
  if (unknown !== undefined) {
    const what = `the scenario "${scenario.name}" has no arm "${unknown}"`;
    throw userError({ kind: 'usage', what, available, given: unknown });
  }
  const more = named.some((name) => name.startsWith('+')) ? usual : [];
  const wanted = new Set([...more, ...asked, 'interacting', ...available.filter((name) => name === INTERVENED)]);
  // What a donor needs is needed too.
  for (const name of wanted) {
    const arm = scenario.arms.find((one) => one.name === name);
    for (const needed of [arm?.needs, arm?.yokedTo]) if (needed !== undefined) wanted.add(needed);
  }
  return available.filter((name) => wanted.has(name));
}
