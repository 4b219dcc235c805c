import { z } from 'zod';
import { AdaptationSummary } from './adaptation.js';
import { Changed } from './changed.js';
import { CodingSummary, RunCoding } from './coding.js';
import { Decided } from './decided.js';
import { Estimate } from './estimate.js';
import { ExaminationCheck, StudyQualification } from './examination.js';
import { MindSummary } from './mind-summary.js';
import { FindingsTable } from './findings-table.js';
import { InformationSummary } from './information.js';
import { PeopleSummary } from './people-summary.js';
import { MeanFieldSummary } from './mean-field.js';
import { PersonTurns } from './person-turns.js';
import { LedgerSummary } from './ledger.js';
import { MindKind } from './recorded-mind.js';
import { FitSummary } from './study-fit.js';
import { SociologyPart } from './sociology.js';
import { LiveAgreement, ResponseCurve } from './response-curve.js';
import { RunChoices } from './run-choices.js';
import { ValidityFinding } from './validity-finding.js';
import { ValuesSummary } from './values.js';
import { VarianceSummary } from './variance.js';

/** Relation of a collective outcome to the prior. */
export const OutcomeClass = z.enum([
  'amplified',
  'damped',
  'induced',
  'reversed',
  'unchanged',
  'no-order',
  'inconclusive',
]);
export type OutcomeClass = z.infer<typeof OutcomeClass>;

/** One outcome of one condition against the prior, the isolated arm and chance. */
export const OutcomeSummary = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(['choice', 'order', 'mean', 'spread']),
  /** Least and largest value that it can have; absent where these are 0 and 1. */
  range: z.tuple([z.number(), z.number()]).optional(),
  /** For a choice: the option that the figures are about. */
  focal: z.string().nullable(),
  /** Column of the measure that it is read from. */
  column: z.string(),
  neutral: z.number(),
  margin: z.number(),
  prior: Estimate,
  interacting: Estimate,
  isolated: Estimate.nullable(),
  /** Expectation when everybody draws from the prior, whatever happens. */
  independentDraws: z.number().nullable(),
  againstPrior: Estimate,
  againstIsolated: Estimate.nullable(),
  class: OutcomeClass,
  changed: Changed,
  /** Runs an arm that would make an inconclusive comparison conclusive, as far as can be told. */
  runsNeeded: z.number().int().positive().nullable(),
  /** What the figures say, in words. */
  sentence: z.string(),
});
export type OutcomeSummary = z.infer<typeof OutcomeSummary>;

/** One finished run, as the study's log and tables hold it. */
export const RunRecord = z.object({
  condition: z.string(),
  arm: z.string(),
  seed: z.number().int(),
  activations: z.number().int().nonnegative(),
  /** Why the run ended. */
  ending: z.string(),
  /** Columns of the scenario's measures; `null` has a reason in `missing`. */
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  missing: z.record(z.string(), z.string()),
  /** For means and shares of decisions: how many are behind them and how many are missing. */
  decided: z.record(z.string(), Decided).optional(),
  /** Trajectories by measure column, on the measure's grid. */
  series: z.record(z.string(), z.array(z.number().nullable())),
  /** Parts of the run, by measure: see `MeasureResult.cases`. */
  cases: z.record(z.string(), z.array(z.record(z.string(), z.json()))).optional(),
  /** How often things were given a code; absent where nothing was coded. */
  codings: z.array(RunCoding).optional(),
  /** What agents chose; absent where nobody chose among the scenario's options. */
  choices: RunChoices.optional(),
  decisions: z.number().int().nonnegative(),
  /** Decisions that failed, by kind. */
  failures: z.record(z.string(), z.number().int().nonnegative()),
  /** Of agents in whose places people were, how often they were asked, and how often a fallback counted instead of them. */
  people: z.record(z.string(), PersonTurns).optional(),
  /** How many interventions were planned, and how many came; absent where none was. */
  interventions: z.object({ planned: z.number().int(), made: z.number().int() }).optional(),
  /** Name of the mind that decided for each agent that was asked, where the study has several. */
  minds: z.record(z.string(), z.string()).optional(),
  /** Why the run was not played to its end, in words; absent where it was. Its figures are none, and in no summary. */
  stopped: z.string().optional(),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** What one arm of one condition gave. */
export const ArmSummary = z.object({
  name: z.string(),
  removes: z.string(),
  /** What it does to labels, where that is what it is for. */
  labels: z.enum(['exchanged', 'averaged']).optional(),
  runs: z.number().int().nonnegative(),
  /** Runs that did not finish, by reason. */
  unfinished: z.record(z.string(), z.number().int().nonnegative()),
  /** Runs won by each option; a tie counts half. */
  winners: z.record(z.string(), z.number()),
  /** Reasons why runs ended, with counts. */
  endings: z.record(z.string(), z.number().int().nonnegative()),
  measures: z.record(
    z.string(),
    z.object({
      title: z.string(),
      unit: z.string(),
      /** Tells when the outcome came about. */
      when: z.literal(true).optional(),
      /** Worth a line of its own on the closing screen. */
      headline: z.literal(true).optional(),
      mean: Estimate,
      median: z.number().nullable(),
      /** The mean, if all that is missing lay at the least value or at the largest; only where something is missing. */
      bounds: z.object({ low: z.number(), high: z.number() }).optional(),
      /** Runs in which it is missing, by reason. */
      missing: z.record(z.string(), z.number().int().positive()),
    }),
  ),
  series: z.record(
    z.string(),
    z.object({
      axis: z.string(),
      times: z.array(z.number()),
      mean: z.array(z.number().nullable()),
      low: z.array(z.number().nullable()),
      high: z.array(z.number().nullable()),
    }),
  ),
  /** What it showed of the life between agents; absent where no measure tells of it. */
  sociology: z.array(SociologyPart).optional(),
  decisions: z.number().int().nonnegative(),
  failures: z.record(z.string(), z.number().int().nonnegative()),
});
export type ArmSummary = z.infer<typeof ArmSummary>;

/** What one agent answered alone: a line of `probes.jsonl`. It leaves no trace in a journal or a memory. */
export const Probe = z.object({
  condition: z.string(),
  agent: z.string(),
  situation: z.string(),
  probabilities: z.array(z.number()),
  mass: z.number().nullable(),
  /** The same of first replies, before any explanation; absent where replies are not counted. */
  firstMass: z.number().optional(),
  spread: z.number().nullable(),
  /** How many samples it was counted from; absent where it is exact. */
  samples: z.number().int().positive().optional(),
  /** Name of the mind that was asked, where the study has several. */
  mind: z.string().optional(),
});
export type Probe = z.infer<typeof Probe>;

/** A prior, asked alone: one situation, averaged over agents. */
export const PriorSummary = z.object({
  situation: z.string(),
  probabilities: z.array(z.number()),
  /** 95 % interval of each, for the error of counting samples; absent where all are exact. */
  intervals: z.array(z.object({ low: z.number(), high: z.number() })).optional(),
  /** Smallest and largest probability of the first option over agents. */
  range: z.tuple([z.number(), z.number()]),
  agents: z.number().int().positive(),
  mass: z.number().nullable(),
  spread: z.number().nullable(),
  source: z.string(),
});
export type PriorSummary = z.infer<typeof PriorSummary>;

/** One condition of a study. */
export const ConditionSummary = z.object({
  name: z.string(),
  parameters: z.record(z.string(), z.json()),
  /** Levels of the study's factors that make it, by factor; absent where nothing is varied. */
  levels: z.record(z.string(), z.json()).optional(),
  options: z.array(z.string()),
  agents: z.number().int().positive(),
  priors: z.array(PriorSummary),
  arms: z.array(ArmSummary),
  notApplicable: z.array(z.object({ arm: z.string(), reason: z.string() })),
  /** The arm `mean-field`, which is integrated and has no runs; absent where it was not. */
  meanField: MeanFieldSummary.optional(),
  outcomes: z.array(OutcomeSummary),
  curve: ResponseCurve.nullable(),
  /** Only where presentations are live. */
  liveAgreement: LiveAgreement.nullable(),
  /** What runs left in agents; absent where nobody was asked when they were over. */
  ledger: LedgerSummary.optional(),
  /** Rates of codes, with the error of coding; absent where no text was coded. */
  codings: z.array(CodingSummary).optional(),
  /** What people choose after constructed histories; absent where nobody was asked. */
  adaptation: AdaptationSummary.optional(),
  /** Values before and after runs; absent where the study has no instrument for them. */
  values: ValuesSummary.optional(),
  /** Absent where the scenario has none of its own. */
  tables: z.array(FindingsTable).optional(),
  /** What agents that meet tell of each other; absent in summaries of earlier versions, like `variance`. */
  information: InformationSummary.optional(),
  /** What it depended on what agents chose alone and together. */
  variance: VarianceSummary.optional(),
});
export type ConditionSummary = z.infer<typeof ConditionSummary>;

/** The finished (or stopped) study: what `summary.json` holds and `--json` prints. */
export const StudySummary = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  name: z.string(),
  status: z.enum(['finished', 'interrupted', 'stopped-by-budget', 'unavailable', 'too-many-failures']),
  scenario: z.object({
    name: z.string(),
    title: z.string(),
    question: z.string(),
    sources: z.array(z.object({ authors: z.string(), year: z.number(), title: z.string(), where: z.string() })),
  }),
  design: z.object({
    hash: z.string(),
    seed: z.number().int(),
    runs: z.number().int().positive(),
    until: z.string().optional(), // the rule by which runs were added, in words
    deviations: z.array(z.string()),
  }),
  mind: z.object({
    kind: MindKind,
    name: z.string(),
    fingerprint: z.string(),
    /** Why this one was taken, for example `the default: no --model was given`. */
    why: z.string(),
    description: z.record(z.string(), z.json()),
    /** Agents in whose places people were; absent where nobody was. */
    people: z.array(z.string()).optional(),
    /** How often they were asked in all finished runs, and how often a fallback counted; absent where nobody was. */
    turns: z.record(z.string(), PersonTurns).optional(),
  }),
  /** Only where several minds decide: `mind` then stands for all of them. */
  minds: z.array(MindSummary).optional(),
  population: z.string().nullable(),
  /** Who takes part; absent in summaries of earlier versions, and where they are nobody in particular. */
  people: z.array(PeopleSummary).optional(),
  examination: z.array(ExaminationCheck),
  /** Only where a language model decides. */
  qualification: StudyQualification.optional(),
  conditions: z.array(ConditionSummary),
  /** Curves fitted over the levels of a factor; absent where the study declared none. */
  fits: z.array(FitSummary).optional(),
  /** What it depended on what agents chose across conditions; absent where there is one. */
  variance: z.array(VarianceSummary).optional(),
  failures: z.object({
    decisions: z.number().int(),
    failed: z.number().int(),
    byKind: z.record(z.string(), z.number().int()),
    share: z.number(),
  }),
  cost: z.object({
    calls: z.number().int(),
    cached: z.number().int(),
    /** Requests that answers of other studies served; absent in summaries of earlier versions, like what follows. */
    fromCache: z.number().int().optional(),
    /** Decisions that needed no call because the distribution was already known. */
    saved: z.number().int(),
    promptTokens: z.number().int().nullable(),
    completionTokens: z.number().int().nullable(),
    /** US dollars for the tokens that are known; `null` where no price or no number of tokens is. */
    usd: z.number().nonnegative().nullable().optional(),
    /** Why `usd` is missing, or what it leaves out. */
    usdNote: z.string().nullable().optional(),
    seconds: z.number(),
  }),
  /** What can be held against it; absent in summaries of earlier versions. */
  validity: z.array(ValidityFinding).optional(),
  /** What an interval is about, for example `seed variation only`. */
  intervals: z.string(),
  warnings: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
});
export type StudySummary = z.infer<typeof StudySummary>;
