import { isMesocosmError, nearest, userError } from '../../foundation/errors/index.js';
import { loadPopulation, loadQuestionnaire } from '../../persona/index.js';
import type { Json, Levels, Population, Scenario, ScenarioEntry, StudyProtocol } from '../../spec/index.js';
import type { StudyOptions } from '../run-study.js';
import type { Shares } from '../seats.js';
import { crossLevels, type Combination } from './cross-levels.js';
import { decidingLevels, type DecidingLevels } from './deciding-levels.js';
import { pathFrom } from './path-from.js';

/** The part of a study's options that a protocol says. */
export type ProtocolOptions = Required<Pick<StudyOptions, 'conditions' | 'parametersGiven' | 'levels'>> &
  Omit<StudyOptions, 'conditions' | 'parametersGiven' | 'levels' | 'scenario'>;

/** Factors that are not parameters of a scenario. */
const WORDING = 'wording';
const POPULATION = 'population';

/**
 * What a protocol asks for, as options of {@link StudyOptions runStudy}: its conditions made and its people read.
 *
 * @param file Where the protocol stands: errors name it, and paths in it are relative to its folder.
 * @throws MesocosmError (usage) naming the file and what in it is not possible: a factor that the scenario does not have, a
 *   value out of bounds, a file that is not there.
 */
export async function optionsOfProtocol(
  protocol: StudyProtocol,
  { entry, file }: { readonly entry: ScenarioEntry; readonly file: string },
): Promise<ProtocolOptions> {
  const { wordings, populations = {}, limits } = protocol;
  const loaded = new Map<string, Population>();
  for (const [name, path] of Object.entries(populations)) {
    loaded.set(name, { ...(await loadPopulation(pathFrom(file, path))), name });
  }
  const deciding = await decidingLevels(protocol, { entry, file });
  const rows = combinationsOf({ ...protocol, deciding }, entry, file);
  const made = rows.map(({ name, levels, parameters }) => {
    const scenario = worded(created(entry, parameters, { condition: name, file }), wordings, levels[WORDING]);
    return { name, levels, parameters, scenario, people: loaded.get(String(levels[POPULATION] ?? '')) };
  });
  const byCondition = <Value>(valueOf: (one: (typeof made)[number]) => Value): { [name: string]: Value } =>
    Object.fromEntries(made.map((one) => [one.name, valueOf(one)]));
  return {
    name: protocol.name ?? entry.name,
    conditions: byCondition(({ scenario }) => scenario),
    parametersGiven: byCondition(({ parameters }) => parameters),
    levels: byCondition(({ levels }) => levels),
    ...(deciding.minds === undefined
      ? {}
      : { minds: deciding.minds, mixtures: byCondition(({ levels }) => deciding.sharesAt(levels) as Shares) }),
    ...(loaded.size === 0 ? {} : { populations: byCondition(({ people }) => people as Population) }),
    ...(protocol.population === undefined
      ? {}
      : { population: await loadPopulation(pathFrom(file, protocol.population)) }),
    ...(protocol.values === undefined
      ? {}
      : {
          values: protocol.values === true ? protocol.values : await loadQuestionnaire(pathFrom(file, protocol.values)),
        }),
    ...known({
      arms: protocol.arms,
      interventions: protocol.interventions,
      fits: protocol.fits,
      question: protocol.question,
      model: protocol.model === undefined ? undefined : pathFrom(file, protocol.model),
      policy: protocol.policy === undefined ? undefined : pathFrom(file, protocol.policy),
      mind: protocol.mind,
      fallback: protocol.fallback,
      maxCalls: limits.calls,
      maxTokens: limits.tokens,
      maxUsd: limits.usd,
      allotment: protocol.allotment,
      maxFailures: limits.failures,
      journals: protocol.journals,
      askedAfter: protocol.askedAfter,
      histories: protocol.histories,
      until: protocol.until,
    }),
    runs: protocol.until?.atMost ?? protocol.runs ?? entry.runs.standard,
    seed: protocol.seed,
  };
}

/** What is there. */
function known<Given extends object>(given: Given): Partial<Given> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Given>;
}

interface Row {
  readonly name: string;
  readonly levels: { readonly [factor: string]: Json };
  readonly parameters: { readonly [name: string]: Json };
}

function combinationsOf(
  protocol: StudyProtocol & { readonly deciding: DecidingLevels },
  entry: ScenarioEntry,
  file: string,
): readonly Row[] {
  const { parameters, conditions, wordings, populations, deciding } = protocol;
  const factors = Object.fromEntries(
    Object.entries(protocol.factors).filter(([name]) => !Object.hasOwn(deciding.factor, name)),
  );
  const shared = { ...presetOf(protocol, entry, file), ...parameters };
  assertParameters(entry, [...Object.keys(parameters), ...Object.keys(factors)], file);
  const besides: { [factor: string]: Levels } = {
    ...deciding.factor,
    ...(wordings === undefined ? {} : { [WORDING]: wordings as Levels }),
    ...(populations === undefined ? {} : { [POPULATION as string]: populations }),
  };
  if (conditions !== undefined) {
    for (const given of Object.values(conditions)) assertParameters(entry, Object.keys(given), file);
    const crossed = crossLevels(besides, file);
    return Object.entries(conditions).flatMap(([name, own]) =>
      crossed.map((one) => ({
        name: crossed.length === 1 ? name : `${name}+${one.name}`,
        levels: levelsIn(one),
        parameters: { ...shared, ...own },
      })),
    );
  }
  return crossLevels({ ...factors, ...besides }, file).map((one) => ({
    name: one.name,
    levels: levelsIn(one),
    parameters: {
      ...shared,
      ...Object.fromEntries(Object.keys(factors).map((factor) => [factor, one.levels[factor]?.value as Json])),
    },
  }));
}

/** The level of each factor: its value where that is its own name, so that it can be computed with; else its name. */
function levelsIn({ levels }: Combination): Row['levels'] {
  return Object.fromEntries(
    Object.entries(levels).map(([factor, { name, value }]) => [factor, JSON.stringify(value) === name ? value : name]),
  );
}

/** @throws MesocosmError (usage) listing the conditions that ship. */
function presetOf({ condition = 'default' }: StudyProtocol, entry: ScenarioEntry, where: string): Row['parameters'] {
  const found = Object.hasOwn(entry.conditions, condition) ? entry.conditions[condition] : undefined;
  if (found !== undefined || condition === 'default') return (found ?? {}) as Row['parameters'];
  const what = `the scenario "${entry.name}" has no condition "${condition}"`;
  throw userError({ kind: 'usage', what, where, given: condition, available: Object.keys(entry.conditions) });
}

function assertParameters(entry: ScenarioEntry, names: readonly string[], where: string): void {
  const available = Object.keys(entry.parameters.shape);
  const foreign = names.find((name) => !available.includes(name));
  if (foreign === undefined) return;
  throw userError({
    kind: 'usage',
    what: `the scenario "${entry.name}" has no parameter "${foreign}"`,
    where,
    given: foreign,
    available,
    remedy:
      nearest(foreign, available) === undefined ? `\`mesocosm scenarios ${entry.name}\` describes them` : undefined,
  });
}

/** The scenario of a condition; what it refuses is said with the file and the condition. */
function created(
  entry: ScenarioEntry,
  parameters: Row['parameters'],
  { condition, file }: { readonly condition: string; readonly file: string },
): Scenario {
  try {
    return entry.create(parameters as never);
  } catch (error) {
    if (!isMesocosmError(error)) throw error;
    throw userError(
      { kind: 'usage', what: `the condition "${condition}": ${error.message}`, where: file },
      { cause: error },
    );
  }
}

function worded(scenario: Scenario, wordings: StudyProtocol['wordings'], name?: Json): Scenario {
  const wording = wordings?.[String(name)];
  return wording === undefined ? scenario : { ...scenario, elicitation: { ...scenario.elicitation, ...wording } };
}
