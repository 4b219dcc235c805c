import type {
  Arm,
  Chances,
  ConditionSummary,
  Json,
  MeanFieldSummary,
  PlannedAgent,
  PriorSummary,
  ResponseCurve,
  RunRecord,
  Scenario,
  Standings,
} from '../spec/index.js';
import { informationInStudy } from './information/index.js';
import { ledgerShift, type AskedRun } from './theory/ledger-shift.js';
import { liveAgreement } from './live-agreement.js';
import { summariseCodings } from './summarise-codings.js';
import { summariseArm } from './summarise-arm.js';
import { summariseOutcome } from './theory/summarise-outcome.js';
import { valuesShift } from './theory/values-shift.js';
import { choiceVariance, focalOption, personsOf } from './theory/variance-in-study.js';

/** What is known of a condition when its runs are over, or when they were stopped. */
export interface ConditionRecords {
  readonly name: string;
  readonly scenario: Scenario;
  readonly agents: readonly Pick<PlannedAgent, 'id' | 'commitment' | 'persona'>[];
  readonly arms: readonly Pick<Arm, 'name' | 'removes' | 'labels'>[];
  readonly notApplicable: readonly { readonly arm: string; readonly reason: string }[];
  readonly records: readonly RunRecord[];
  /** Runs that were not played to their end, by arm and reason. Default none. */
  readonly unfinished?: { readonly [arm: string]: { readonly [reason: string]: number } };
  readonly priors: {
    readonly empty: { readonly [agent: string]: readonly number[] };
    /** How many samples that of an agent was counted from; absent where it is exact. */
    readonly samples?: { readonly [agent: string]: number };
    readonly summaries: readonly PriorSummary[];
  };
  readonly curve: ResponseCurve | null;
  /** What agents answered when runs were over. Default nobody was asked. */
  readonly ledger?: readonly AskedRun[];
  /** What they said of values, before runs and after them. Default nobody was asked. */
  readonly valued?: Omit<Parameters<typeof valuesShift>[0], 'chances'>;
  /** What the equations of the scenario gave, where they were integrated. */
  readonly meanField?: MeanFieldSummary;
  /** Levels of the study's factors that make it. */
  readonly levels?: { readonly [factor: string]: Json };
  /** Where the people stand by their answers, where they were asked. */
  readonly standings?: Standings;
  /** How many conditions the study has. Default 1. */
  readonly conditions?: number;
  readonly chances: Chances;
}

/** One condition: its arms, and its outcomes against prior, isolation and chance. */
export function summariseCondition(given: ConditionRecords): ConditionSummary {
  const { name, scenario, agents, arms, records, priors, chances } = given;
  const of = (arm: string): readonly RunRecord[] => records.filter((record) => record.arm === arm);
  const isolated = arms.some((arm) => arm.name === 'isolated') ? of('isolated') : null;
  const brought = new Set(scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])));
  const asked = agents.filter(({ id }) => !brought.has(id));
  const distributions = asked.map(({ id, commitment }) =>
    commitment === undefined
      ? (priors.empty[id] ?? [])
      : scenario.options.map((_, option) => Number(option === commitment)),
  );
  const choosing = asked.filter(({ commitment }) => commitment === undefined);
  const free = choosing.map(({ id }) => priors.empty[id] ?? []);
  const samples = choosing.flatMap(({ id }) => priors.samples?.[id] ?? []);
  const outcomes = scenario.outcomes.map((outcome) =>
    summariseOutcome({
      outcome,
      scenario,
      interacting: of('interacting'),
      isolated,
      priors: distributions,
      free,
      ...(samples.length === free.length ? { samples } : {}),
      chances,
    }),
  );
  return {
    name,
    parameters: scenario.parameters as ConditionSummary['parameters'],
    ...(given.levels === undefined ? {} : { levels: given.levels as ConditionSummary['levels'] }),
    options: [...scenario.options],
    agents: agents.length,
    priors: [...priors.summaries],
    arms: arms.map((arm) =>
      summariseArm({ arm, scenario, records: of(arm.name), unfinished: given.unfinished?.[arm.name], chances }),
    ),
    notApplicable: [...given.notApplicable],
    ...(given.meanField === undefined ? {} : { meanField: given.meanField }),
    outcomes,
    curve: given.curve,
    liveAgreement: liveAgreement(scenario.situations.ladder, given.curve, of('interacting')),
    information: informationInStudy(of('interacting'), {
      options: scenario.options,
      conditions: given.conditions ?? 1,
      chances,
    }),
    variance: choiceVariance({
      over: 'arms',
      runs: [
        { situation: 'together', records: of('interacting'), ...personsOf(agents) },
        ...(isolated === null ? [] : [{ situation: 'alone', records: isolated, ...personsOf(agents) }]),
      ],
      focal: focalOption(scenario.options, outcomes),
      chances,
    }),
    ...ledgerOf(given),
    ...codingsOf(
      arms.map(({ name: arm }) => ({ name: arm, records: of(arm) })),
      chances,
    ),
    ...valuesOf(given),
    ...tablesOf(
      scenario,
      arms.map(({ name: arm }) => ({ name: arm, records: of(arm) })),
      {
        personas: agents.flatMap(({ persona }) => persona ?? []),
        ...(given.standings === undefined ? {} : { standings: given.standings }),
      },
    ),
  };
}

function ledgerOf({
  scenario: { options },
  priors,
  ledger = [],
  chances,
}: ConditionRecords): Pick<ConditionSummary, 'ledger'> {
  const found = ledgerShift({ options, before: priors.empty, runs: ledger, chances });
  return found === undefined ? {} : { ledger: found };
}

function codingsOf(arms: Parameters<typeof summariseCodings>[0], chances: Chances): Pick<ConditionSummary, 'codings'> {
  const codings = summariseCodings(arms, chances);
  return codings.length === 0 ? {} : { codings: [...codings] };
}

function valuesOf({ valued, chances }: ConditionRecords): Pick<ConditionSummary, 'values'> {
  const found = valued === undefined ? undefined : valuesShift({ ...valued, chances });
  return found === undefined ? {} : { values: found };
}

function tablesOf(
  { tables }: Scenario,
  arms: readonly { readonly name: string; readonly records: readonly RunRecord[] }[],
  about: Parameters<NonNullable<Scenario['tables']>>[1],
): Pick<ConditionSummary, 'tables'> {
  const ran = arms.filter(({ records }) => records.length > 0);
  const made = tables?.(ran, about) ?? [];
  return made.length === 0 ? {} : { tables: [...made] };
}
