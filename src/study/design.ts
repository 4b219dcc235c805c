import { z } from 'zod';
import { contentHash } from '../foundation/storage/index.js';
import {
  AskedHistories,
  Intervention,
  Population,
  Questionnaire,
  RecordedMind,
  StudyFit,
  UntilNarrow,
} from '../spec/index.js';

const RUNS_A_SEED = 1_000_000;

/** How many runs of each arm keep their whole folder; any other run can be made again from its seed. */
export const Journals = z.union([z.enum(['all', 'none']), z.number().int().nonnegative()]);
export type Journals = z.infer<typeof Journals>;

/** At most so much for each run. */
export const Allotment = z.object({
  calls: z.number().int().positive().optional(),
  tokens: z.number().int().positive().optional(),
  usd: z.number().positive().optional(),
});
export type Allotment = z.infer<typeof Allotment>;

/** Of how many runs an arm the agents are asked again at the end, unless a study says otherwise. */
export const ASKED_AFTER = 10;

/** What is fixed before the first run of a study. Its hash names the study; `study.json` holds it. */
export const StudyDesign = z.object({
  formatVersion: z.literal(1),
  name: z.string(),
  scenario: z.string(),
  conditions: z.array(
    z.object({
      name: z.string(),
      parametersGiven: z.record(z.string(), z.json()),
      parameters: z.record(z.string(), z.json()),
      settings: z.record(z.string(), z.json()),
      arms: z.array(z.string()),
      /** Levels of the study's factors that make it, by factor; absent where it has none. */
      levels: z.record(z.string(), z.json()).optional(),
      /** Name of its own people, among `populations`; absent where they are those of the study. */
      population: z.string().optional(),
      /** What decides in it and for how many, where the study has several minds; absent where one decides in all of it. */
      minds: z
        .array(
          z.object({
            name: z.string(),
            share: z.number().positive(),
            /** Agents that it decides for in each run. */
            agents: z.number().int().positive(),
            mind: RecordedMind,
          }),
        )
        .min(1)
        .optional(),
    }),
  ),
  runs: z.number().int().positive().max(1_000_000),
  /** Seeds of runs are a million times larger, and must be exact. */
  seed: z.number().int().nonnegative().max(9_000_000_000),
  journals: Journals,
  /** Of how many runs an arm the agents are asked again at the end; absent where it is of 10. */
  askedAfter: Journals.optional(),
  /** Constructed histories that everybody is asked about; absent where none are. */
  histories: AskedHistories.optional(),
  /** What everybody is asked of values before runs and after those; absent where nobody is. */
  values: Questionnaire.optional(),
  mind: RecordedMind.omit({ settings: true }),
  population: Population.nullable(),
  /** People of single conditions, by name; absent where all have those of the study. */
  populations: z.record(z.string(), Population).optional(),
  /** What is done from outside to the runs of the arm `intervened`; absent where nothing is. */
  interventions: z.array(Intervention).min(1).optional(),
  /** Curves that are fitted when the runs are over; absent where none is. */
  fits: z.array(StudyFit).min(1).optional(),
  /** What it is meant to find out; absent where that is the question of the scenario. */
  question: z.string().min(1).optional(),
  stoppingRule: z.string(),
  /** The rule by which runs are added; absent where their number is fixed. `runs` is the most there can be then. */
  until: UntilNarrow.optional(),
  /** `null` where there is no limit. */
  budget: z.object({
    calls: z.number().int().positive().nullable(),
    tokens: z.number().int().positive().nullable().optional(),
    usd: z.number().positive().nullable().optional(),
    /** What each run may take of it; absent where nothing is said of single runs. */
    allotment: Allotment.optional(),
  }),
  maxFailures: z.number().min(0).max(1),
});
export type StudyDesign = z.infer<typeof StudyDesign>;

/** What `study.json` holds: the frozen design, its hash, and what happened to it since. */
export const StudyFile = z.object({
  formatVersion: z.literal(1),
  kind: z.literal('study'),
  id: z.string(),
  hash: z.string(),
  design: StudyDesign,
  /** Hash of the endpoint that is asked and its settings, as they were given; `null` where none is. */
  connection: z.string().nullable().optional(),
  /** Arguments of the command that goes on with this study. */
  command: z.array(z.string()).nullable(),
  status: z.enum(['running', 'finished', 'interrupted', 'stopped-by-budget', 'unavailable', 'too-many-failures']),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Seconds of work, all sittings together. */
  seconds: z.number().nonnegative(),
  /** Decisions that needed no model call, in all sittings that came to an orderly end. */
  saved: z.number().int().nonnegative(),
  deviations: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
});
export type StudyFile = z.infer<typeof StudyFile>;

/** The people of a condition: its own, by their name, or those of the study. */
export function populationOf({ population, populations = {} }: StudyDesign, own?: string): Population | null {
  return own === undefined ? population : (populations[own] ?? null);
}

/**
 * SHA-256 of the design: equal designs are one study. What only says when to give up is not part of it, so that a study
 * that was stopped goes on with a larger budget; a change of that is a recorded deviation.
 */
export function designHash(design: StudyDesign): string {
  const { budget: _budget, maxFailures: _maxFailures, ...rest } = design;
  return contentHash(rest);
}

/** What was changed of the limits of a study, in words; empty where nothing was. */
export function deviationsOf(before: StudyDesign, now: StudyDesign): readonly string[] {
  const words = (most: number | null): string => (most === null ? 'without limit' : `at most ${most}`);
  const limits = { calls: 'model calls', tokens: 'tokens', usd: 'US dollars' } as const;
  return [
    ...(['calls', 'tokens', 'usd'] as const).flatMap((limit) => {
      const [then, later] = [before.budget[limit] ?? null, now.budget[limit] ?? null];
      return then === later ? [] : [`${limits[limit]}: ${words(then)}, then ${words(later)}`];
    }),
    ...allotmentChanged(before.budget, now.budget),
    ...(before.maxFailures === now.maxFailures
      ? []
      : [`allowed share of failed decisions: ${before.maxFailures}, then ${now.maxFailures}`]),
  ];
}

/** An allotment in words, for example `50 calls and 2 US dollars a run`; without one `no limit a run`. */
export function allotmentInWords({ calls, tokens, usd }: Allotment = {}): string {
  const parts = [
    ...(calls === undefined ? [] : [`${calls} calls`]),
    ...(tokens === undefined ? [] : [`${tokens} tokens`]),
    ...(usd === undefined ? [] : [`${usd} US dollars`]),
  ];
  return `${parts.length === 0 ? 'no limit' : parts.join(' and ')} a run`;
}

function allotmentChanged(before: StudyDesign['budget'], now: StudyDesign['budget']): readonly string[] {
  const [then, later] = [allotmentInWords(before.allotment), allotmentInWords(now.allotment)];
  return then === later ? [] : [`allotment: ${then}, then ${later}`];
}

/** How many of the runs of an arm are meant. */
export function howMany(of: Journals, runs: number): number {
  return of === 'all' ? runs : of === 'none' ? 0 : Math.min(of, runs);
}

/** Seed of the i-th run of every arm. Studies with different seeds share no run (below a million runs an arm). */
export function runSeed(studySeed: number, index: number): number {
  return studySeed * RUNS_A_SEED + index;
}

/** The seed of the study and the number of the run, from 0, that {@link runSeed} made a seed of. */
export function runOfSeed(seed: number): { readonly study: number; readonly index: number } {
  return { study: Math.floor(seed / RUNS_A_SEED), index: seed % RUNS_A_SEED };
}
