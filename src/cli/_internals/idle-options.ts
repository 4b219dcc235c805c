import { userError } from '../../foundation/errors/index.js';
import { modelOfEnvironment } from '../../model/index.js';

/** Options that say what decides and how it is asked. */
export interface Deciding {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly modelOptions?: string;
  readonly contextSize?: number;
  readonly policy?: string;
  /** Name of a mind that ships with the scenario. */
  readonly mind?: string;
  readonly fallback?: string;
  readonly population?: string;
  readonly form?: string;
  readonly shuffles?: number;
  readonly samples?: number;
  readonly elicitation?: string;
  readonly maxCalls?: number;
  readonly maxTokens?: number;
  readonly maxUsd?: number;
  readonly prices?: string;
  readonly concurrency?: number;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
}

/** Options that a table of measured choices leaves no room for, with the reason. */
const NOT_WITH_A_TABLE: readonly (readonly [keyof Deciding, string, string])[] = [
  ['model', '--model', 'either a table decides or a model'],
  ['baseUrl', '--base-url', 'no endpoint is asked where a table decides'],
  ['modelOptions', '--model-options', 'no endpoint is asked where a table decides'],
  ['contextSize', '--context-size', 'a table reads no texts'],
  ['population', '--population', 'a table was measured on nobody in particular and reads no texts'],
  ['form', '--form', 'a table is not asked'],
  ['shuffles', '--shuffles', 'a table is not asked'],
  ['samples', '--samples', 'a table is not asked'],
  ['elicitation', '--elicitation', 'a table is not asked'],
  ['maxCalls', '--max-calls', 'a table takes no model calls'],
  ['maxTokens', '--max-tokens', 'a table takes no tokens'],
  ['maxUsd', '--max-usd', 'a table costs nothing'],
  ['prices', '--prices', 'a table costs nothing'],
  ['concurrency', '--concurrency', 'no endpoint is asked where a table decides'],
  ['cache', '--no-cache', 'a table gives no answers that are kept'],
];

/** What may be spent on whatever is asked, and how endpoints are reached where none decides. */
const OF_ALL_THAT_IS_ASKED = [
  'baseUrl',
  'modelOptions',
  'maxCalls',
  'maxTokens',
  'maxUsd',
  'prices',
  'concurrency',
] as const;

function without(options: Deciding, names: readonly (keyof Deciding)[]): Deciding {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name as keyof Deciding)));
}

/** Options that speak of a model, which a mind that ships with a scenario is not. */
const NOT_WITH_A_MIND = NOT_WITH_A_TABLE.filter(([name]) => name !== 'population');

/**
 * An option that would do nothing is a mistake: whoever gave it believes that it did something.
 *
 * @param asksBeside Whether the scenario brings minds that ask a model: limits are theirs then, and so are address and
 *   settings of an endpoint where none decides.
 * @throws MesocosmError (usage) naming the option, the one that it does not go with, and what to do.
 */
export function refuseIdleOptions(
  given: Deciding,
  { asksBeside = false }: { readonly asksBeside?: boolean } = {},
): void {
  const options =
    asksBeside && (given.mind ?? given.policy) !== undefined ? without(given, OF_ALL_THAT_IS_ASKED) : given;
  if (options.mind !== undefined) refuseBesideMind(options, asksBeside);
  if (options.policy === undefined) {
    if (options.fallback !== undefined) throw fallbackWithoutTable();
    if (!asksBeside) refuseIdleAddress(options.model, options.baseUrl, options.modelOptions);
    return refuseIdleContext(options);
  }
  // The cache is on where nothing is said of it.
  const said = { ...options, cache: options.cache === false ? false : undefined };
  const idle = NOT_WITH_A_TABLE.find(([name]) => said[name] !== undefined);
  if (idle === undefined) return;
  const [, option, why] = idle;
  throw userError({
    kind: 'usage',
    what: `${option} does not go with --policy: ${why}`,
    remedy:
      option === '--model' ? 'leave one of the two away' : `leave ${option} away, or --policy, so that a model decides`,
  });
}

/** Options of a model and of what it may take. */
const OF_A_MODEL: readonly (readonly [keyof Deciding, string])[] = [
  ['baseUrl', '--base-url'],
  ['modelOptions', '--model-options'],
  ['contextSize', '--context-size'],
  ['maxCalls', '--max-calls'],
  ['maxTokens', '--max-tokens'],
  ['maxUsd', '--max-usd'],
  ['prices', '--prices'],
  ['concurrency', '--concurrency'],
  ['cache', '--no-cache'],
];

/**
 * Where no language model is asked, what is said of one is a mistake.
 *
 * @param beside What it is that asks none, as on the command line: `--writer none and --answerer psychometric`; it is
 *   `--model none` where that was given.
 * @throws MesocosmError (usage) naming the option, and what to do.
 */
export function refuseIdleModelOptions(options: Deciding, beside: string): void {
  const none = options.model === 'none';
  const given = { ...options, cache: options.cache === false ? false : undefined };
  const named: typeof OF_A_MODEL = none ? OF_A_MODEL : [['model', '--model'], ...OF_A_MODEL];
  const idle = named.find(([name]) => given[name] !== undefined);
  if (idle === undefined) return;
  const [, option] = idle;
  throw userError({
    kind: 'usage',
    what: `${option} does not go with ${none ? '--model none' : beside}: no language model is asked`,
    remedy: `leave ${option} away, or let a model be asked`,
  });
}

/** As {@link refuseIdleOptions} where a model is asked, and {@link refuseIdleModelOptions} where none is. */
export function refuseIdleWhere(
  options: Deciding,
  { needsModel, beside }: { readonly needsModel: boolean; readonly beside: string },
): void {
  if (needsModel) refuseIdleOptions(options);
  else refuseIdleModelOptions(options, beside);
}

/** A mind that ships with a scenario asks no model, and no table; the scenario may ask models beside it. */
function refuseBesideMind(options: Deciding, asksBeside: boolean): void {
  const given = { ...options, cache: options.cache === false ? false : undefined };
  const [name, option] =
    options.policy === undefined
      ? (NOT_WITH_A_MIND.find(([one]) => given[one] !== undefined) ?? [])
      : (['policy', '--policy'] as const);
  if (name === undefined) return;
  const why = asksBeside ? whyNotBesideMind(name) : 'no model is asked';
  const what = `${option} does not go with --mind ${options.mind}: that mind decides, and ${why}`;
  throw userError({ kind: 'usage', what, remedy: `leave ${option} away, or --mind` });
}

/** Why an option has no effect on models that are asked beside a mind, after "that mind decides, and". */
function whyNotBesideMind(name: keyof Deciding): string {
  if (name === 'model' || name === 'policy') return `no other ${name === 'model' ? 'model' : 'table'} does`;
  if (name === 'cache') return 'what a model beside it answers is kept in this study alone';
  return 'how a model beside it is asked is for the scenario to say';
}

/** An endpoint has the context that its server gives it. */
function refuseIdleContext({ model, contextSize }: Deciding): void {
  const name = model ?? modelOfEnvironment();
  if (contextSize === undefined || name?.startsWith('openai:') !== true) return;
  throw userError({
    kind: 'usage',
    what: `--context-size does not go with "${name}": the server of an endpoint says how long its context is`,
    remedy: 'leave --context-size away, and start the server with a longer context',
  });
}

/** @throws MesocosmError (usage) when there is an address, or a file of settings, and no model that is asked there. */
export function refuseIdleAddress(model: string | undefined, baseUrl?: string, modelOptions?: string): void {
  const name = model ?? modelOfEnvironment();
  if (name?.startsWith('openai:') === true || (baseUrl === undefined && modelOptions === undefined)) return;
  const [option, holds] =
    baseUrl === undefined ? ['--model-options', 'holds settings'] : ['--base-url', 'is the address'];
  throw userError({
    kind: 'usage',
    what: `${option} ${holds} of an endpoint, and ${name === undefined ? 'no model of an endpoint was named' : `"${name}" is not asked at one`}`,
    expected: 'a model named openai:NAME, with --model or in MESOCOSM_MODEL',
    remedy: `name the model as the endpoint calls it, or leave ${option} away`,
  });
}

function fallbackWithoutTable(): Error {
  return userError({
    kind: 'usage',
    what: '--fallback says what a table does in a state that it lacks, and no table decides',
    remedy: 'name a table with --policy, or leave --fallback away',
  });
}
