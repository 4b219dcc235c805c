import { systemClock, type Clock } from '../../foundation/clock.js';
import { contentHash } from '../../foundation/storage/index.js';
import { failed, type Json, type LanguageModel, type ModelFailure, type Prompt } from '../../spec/index.js';
import { NOT_APPLIED } from './about-endpoint.js';
import { addressOf } from './address-of.js';
import { askLangChain } from './ask-langchain.js';
import { chooseByLogProbabilities } from './choose-by-log-probabilities.js';
import { chooseBySamples } from './choose-by-samples.js';
import type { Choose, Choosing } from './choose.js';
import { attempt, configurationOf } from './configuration.js';
import { checkTimeout } from './connection.js';
import { told } from './failures.js';
import { createRedaction, type Redact } from './redact.js';
import { secretsOf } from './secrets-of.js';
import { write } from './write.js';

/** A message as every version of LangChain takes it. */
// A type, and no interface: LangChain takes messages with fields of any name.
export type LangChainMessage = { readonly role: 'system' | 'user'; readonly content: string };

/** What is used of a chat model of LangChain (`BaseChatModel` of @langchain/core). */
export interface LangChainChatModel {
  // Written as methods, whose parameters may be narrower in a model.
  invoke(messages: LangChainMessage[], options?: { signal?: AbortSignal }): Promise<unknown>;
  /** Makes the model give a value of a schema. */
  withStructuredOutput?(schema: never, config?: never): unknown;
}

/** What is asked of a model that is made for each call. */
export interface LangChainSettings {
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed?: number;
}

/** How a chat model of LangChain is used. */
export interface FromLangChainOptions {
  /** Default: what the model calls itself. */
  readonly name?: string;
  /**
   * Makes the model for each call, with its settings. LangChain has no settings that every model takes in a call, so
   * without this the temperature and the length are those that the model was made with. It is called once at the start,
   * too, for the fingerprint.
   */
  configure?(settings: LangChainSettings): LangChainChatModel;
  /** How choices are made. Default `auto`: counted samples, else samples that are made to be one of the options. */
  readonly choose?: Choosing;
  /** Settings that change an answer and that the model does not tell itself; they become part of its fingerprint. */
  readonly settings?: { readonly [name: string]: Json };
  /** Texts that may stand in no message of an error, beside the keys that the model lists as its secrets. */
  readonly secrets?: readonly string[];
  /** Milliseconds that one answer may take, at most a day; the model's own limit must allow it. Default: two minutes. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/**
 * Any chat model of LangChain as a model of one's own. Its retries are turned off where it lets them be, prompts are
 * chats, and a choice is counted from samples, or, where the model gives log-probabilities and `choose` says so, taken
 * from those.
 *
 * @throws MesocosmError (usage) when `timeoutMs` is no time that can be waited for.
 */
export function fromLangChain(model: LangChainChatModel, options: FromLangChainOptions = {}): LanguageModel {
  const { choose = 'auto', configure, timeoutMs, clock = systemClock } = options;
  checkTimeout(timeoutMs);
  const about = aboutModel(model);
  const ask = askLangChain(model, { configure, clock, secrets: options.secrets ?? [] });
  const own = about['temperature'];
  const applied = (temperature: number): number => {
    if (configure !== undefined) return temperature;
    return typeof own === 'number' ? own : 1;
  };
  const structured = chooseBySamples({ ask, method: 'structured', applied });
  const ways: { readonly [way in Choosing]: Choose } = {
    auto: chooseBySamples({ ask, method: 'counted', applied, otherwise: structured }),
    samples: chooseBySamples({ ask, method: 'counted', applied }),
    structured,
    'log-probabilities': chooseByLogProbabilities(ask),
  };
  const settings = { ...about, ...options.settings, choose, configured: configure !== undefined };
  // Once, for what can be read of a model as it is asked.
  const made = configure === undefined ? undefined : attempt(() => configure(ANY_SETTINGS));
  return {
    name: options.name ?? `langchain:${String(about['model'] ?? about['type'])}`,
    fingerprint: fingerprintOf({ model, made }, options, settings),
    capabilities: {
      choose: choose === 'log-probabilities' ? 'exact' : 'sampled',
      score: false,
      write: true,
      embed: false,
      forms: ['chat'],
      ...(choose === 'auto' ? { structured: true } : {}),
    },
    description: {
      kind: 'endpoint',
      through: 'LangChain',
      forms: ['chat'],
      address: addressOf(made ?? model, redactionOf(made ?? model, options)),
      ...settings,
      ...(configure === undefined ? { temperature: NOT_APPLIED } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
    choose: async (request, context = {}) =>
      isChat(request.prompt) ? told(ways[choose](request, context)) : failed(onlyChats()),
    score: async () => failed(noScores()),
    write: async (request, context = {}) =>
      isChat(request.prompt) ? told(write(ask, request, context)) : failed(onlyChats()),
    close: async () => undefined,
  };
}

/**
 * Of all that can be read of the model and of one that is configured, address and settings above all. Where nothing can be
 * read and nothing was told in `settings`, models that differ cannot be told apart: their fingerprint says so, and is none
 * by which answers are shared.
 */
function fingerprintOf({ model, made }: Asked, options: FromLangChainOptions, settings: object): string {
  const told = [model, made].map((one) =>
    one === undefined ? null : (configurationOf(one, redactionOf(one, options)) ?? null),
  );
  const hash = contentHash({ provider: 'langchain', ...settings, told, reading: 4 });
  const used = options.configure === undefined ? told[0] : told[1];
  return used === null && Object.keys(options.settings ?? {}).length === 0 ? `untold-${hash}` : hash;
}

/** A model, and the one that is configured for a call, where one is. */
interface Asked {
  readonly model: LangChainChatModel;
  readonly made: LangChainChatModel | undefined;
}

function redactionOf(model: LangChainChatModel, { secrets = [] }: FromLangChainOptions): Redact {
  return createRedaction([...secrets, ...secretsOf(model)]).ofErrors;
}

/** What a model is configured with where only its address and its own settings matter. */
const ANY_SETTINGS: LangChainSettings = { temperature: 1, maxTokens: 16 };

/** What a model tells of itself that is no secret: its identifying parameters may hold keys. */
function aboutModel(model: LangChainChatModel): { readonly [name: string]: Json } {
  const own = model as {
    readonly _llmType?: () => unknown;
    readonly getLsParams?: (options: object) => { readonly [name: string]: unknown };
  };
  const params = attempt(() => own.getLsParams?.({}));
  const listed = {
    type: attempt(() => own['_llmType']?.()) ?? model.constructor.name,
    provider: params?.['ls_provider'],
    model: params?.['ls_model_name'],
    temperature: params?.['ls_temperature'],
    maxTokens: params?.['ls_max_tokens'],
  };
  const plain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
  return Object.fromEntries(Object.entries(listed).filter(([, value]) => plain(value))) as { [name: string]: Json };
}

function isChat({ form }: Prompt): boolean {
  return form === 'chat';
}

function onlyChats(): ModelFailure {
  const message = 'a chat model of LangChain does not continue texts: ask it as a chat, with `--form chat`';
  return { kind: 'not-available', message, retryable: false };
}

function noScores(): ModelFailure {
  const message = 'a chat model of LangChain does not say how likely a given text is';
  return { kind: 'not-available', message, retryable: false };
}
