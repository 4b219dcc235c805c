import { z } from 'zod';
import { AskedHistories } from './histories.js';
import { Intervention } from './intervention.js';
import { UntilNarrow } from './stopping-rule.js';
import { StudyFit } from './study-fit.js';

/** A name of a condition, a level or a factor: it becomes part of a folder's name. */
const Name = z
  .string()
  .regex(/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u, 'expected a name without slashes that does not begin with a dot');

/** Values of a parameter: a list, or an object that gives each a short name. */
export const Levels = z.union([
  z.array(z.json()).min(1, 'expected at least one level'),
  z.record(Name, z.json()).refine(isFilled, 'expected at least one level'),
]);
export type Levels = z.infer<typeof Levels>;

/** How a scenario is put in words, as a level of the factor `wording`. */
const Wording = z.strictObject({
  form: z.enum(['completion', 'chat']).optional(),
  person: z.enum(['first', 'second', 'third']).optional(),
  labels: z.enum(['averaged', 'fixed']).optional(),
  orders: z.enum(['averaged', 'live']).optional(),
  stance: z.enum(['asked', 'likelihood']).optional(),
});

/** One of several things that decide: exactly one of `model`, `policy` and `mind`. */
const OneOfSeveral = z
  .strictObject({
    /** A model, as `--model` names it. */
    model: z.string().min(1).optional(),
    /** Address of its endpoint. Default OPENAI_BASE_URL. */
    baseUrl: z.string().min(1).optional(),
    /** File with settings of its endpoint, relative to this one. */
    modelOptions: z.string().min(1).optional(),
    /** Name of the environment variable that holds its key. Default OPENAI_API_KEY. */
    keyVariable: z.string().min(1).optional(),
    /** A table of measured choices. */
    policy: z.string().min(1).optional(),
    fallback: z.enum(['suffix', 'uniform', 'repeat-last']).optional(),
    /** A mind that ships with the scenario. */
    mind: z.string().min(1).optional(),
  })
  .refine(({ model, policy, mind }) => [model, policy, mind].filter((one) => one !== undefined).length === 1, {
    message: 'expected exactly one of model, policy and mind',
  })
  .refine(({ policy, fallback }) => policy !== undefined || fallback === undefined, {
    message: 'fallback says what a table does in a state that it lacks, and there is no policy',
    path: ['fallback'],
  })
  .refine(
    ({ model, baseUrl, modelOptions, keyVariable }) =>
      model?.startsWith('openai:') === true || (baseUrl ?? modelOptions ?? keyVariable) === undefined,
    { message: 'baseUrl, modelOptions and keyVariable are of an endpoint, and model is no openai:NAME' },
  );
export type ProtocolMind = z.infer<typeof OneOfSeveral>;

/**
 * What a study is to do, as a file: the scenario, what is varied, and how often. `mesocosm study FILE` runs it.
 *
 * `factors`, `wordings`, `populations` and `minds` (or `mixtures` of them) are crossed: every combination of their levels is a condition.
 */
export const StudyProtocol = z
  .strictObject({
    formatVersion: z.literal(1),
    /** Name of the study. Default that of the scenario. */
    name: Name.optional(),
    /** What it is meant to find out, for the report. */
    question: z.string().min(1).optional(),
    scenario: z.string(),
    /** A condition that ships with the scenario, to start from. Default `default`. */
    condition: z.string().optional(),
    /** Parameters that all conditions share, over those of `condition`. */
    parameters: z.record(z.string(), z.json()).default({}),
    /** Parameters that are varied, with their levels. */
    factors: z.record(z.string(), Levels).default({}),
    /** Ways to put it in words, by name; each is a level of the factor `wording`. */
    wordings: z.record(Name, Wording).refine(isFilled, 'expected at least one wording').optional(),
    /** Files of people, by name; each is a level of the factor `population`. Paths are relative to this file. */
    populations: z.record(Name, z.string()).refine(isFilled, 'expected at least one file').optional(),
    /** Things that decide, by name; each is a level of the factor `mind`, unless `mixtures` are made of them. */
    minds: z.record(Name, OneOfSeveral).refine(isFilled, 'expected at least one mind').optional(),
    /** Mixtures, by name: shares of the agents by the names of `minds`. Each is a level of the factor `mixture`. */
    mixtures: z
      .record(Name, z.record(Name, z.number().positive()))
      .refine(isFilled, 'expected at least one mixture')
      .optional(),
    /** One file of people for all conditions, or a population that ships. Relative to this file. */
    population: z.string().optional(),
    /** Conditions by name, in place of factors: parameters over those that all share. */
    conditions: z
      .record(Name, z.record(z.string(), z.json()))
      .refine(isFilled, 'expected at least one condition')
      .optional(),
    /** Default all arms of the scenario. */
    arms: z.array(z.string()).min(1).optional(),
    interventions: z.array(Intervention).min(1).optional(),
    /** Curves that are fitted over the levels of a factor when the runs are over. */
    fits: z.array(StudyFit).min(1).optional(),
    /** Runs of every arm of every condition. Default what the scenario suggests. */
    runs: z.number().int().positive().max(1_000_000).optional(),
    /** Adds runs until an interval is narrow, in place of `runs`. */
    until: UntilNarrow.optional(),
    seed: z.number().int().nonnegative().max(9_000_000_000).default(1),
    /** What decides: at most one of `model`, `policy` and `mind`. Default the embedded model. */
    model: z.string().optional(),
    policy: z.string().optional(),
    mind: z.string().optional(),
    /** What a table does in a state that it lacks. */
    fallback: z.enum(['suffix', 'uniform', 'repeat-last']).optional(),
    /** At most so many model calls, tokens and US dollars. Default no limit. */
    limits: z
      .strictObject({
        calls: z.number().int().positive().optional(),
        tokens: z.number().int().positive().optional(),
        usd: z.number().positive().optional(),
        /** Share of failed decisions beyond which the study stops. */
        failures: z.number().min(0).max(1).optional(),
      })
      .default({}),
    /** At most so many calls, tokens and US dollars for each run; a run that would take more is stopped, and the others go on. */
    allotment: z
      .strictObject({
        calls: z.number().int().positive().optional(),
        tokens: z.number().int().positive().optional(),
        usd: z.number().positive().optional(),
      })
      .refine(isFilled, 'expected at least one of calls, tokens and usd')
      .optional(),
    /** Of how many runs an arm the whole folder is kept. */
    journals: z.union([z.enum(['all', 'none']), z.number().int().nonnegative()]).optional(),
    /** Of how many runs an arm the agents are asked once more at the end. Default 10. */
    askedAfter: z.union([z.enum(['all', 'none']), z.number().int().nonnegative()]).optional(),
    /** Constructed histories that everybody is asked about. Default none. */
    histories: AskedHistories.optional(),
    /** Asks everybody of values before runs and at the ends of those: `true` with the instrument that ships, or its file. */
    values: z.union([z.literal(true), z.string().min(1)]).optional(),
  })
  .refine(({ conditions, factors }) => conditions === undefined || Object.keys(factors).length === 0, {
    message: 'conditions and factors exclude each other: name the conditions, or let factors make them',
    path: ['conditions'],
  })
  .refine(({ minds, mixtures }) => minds !== undefined || mixtures === undefined, {
    message: 'mixtures are made of minds, and there are none',
    path: ['mixtures'],
  })
  .refine(
    ({ minds, model, policy, mind, fallback }) =>
      minds === undefined || (model ?? policy ?? mind ?? fallback) === undefined,
    { message: 'minds say what decides: model, policy, mind and fallback do not go with them', path: ['minds'] },
  )
  .refine(({ runs, until }) => runs === undefined || until === undefined, {
    message: 'runs and until exclude each other: as many as are said, or as many as it takes',
    path: ['until'],
  })
  .refine(({ population, populations }) => population === undefined || populations === undefined, {
    message: 'population and populations exclude each other: the people are the same everywhere, or a factor',
    path: ['populations'],
  });
export type StudyProtocol = z.infer<typeof StudyProtocol>;

function isFilled(record: object): boolean {
  return Object.keys(record).length > 0;
}
