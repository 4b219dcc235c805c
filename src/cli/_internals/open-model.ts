import { join } from 'node:path';
import { userError } from '../../foundation/errors/index.js';
import { lockFolder, makeFolder } from '../../foundation/storage/index.js';
import {
  countOpening,
  languageModel,
  loadEndpointSettings,
  modelStack,
  openAnswerCache,
  openAnswers,
  openPrices,
  openPrompts,
  type BudgetLimits,
  type CallMeter,
  type CallRecord,
  type EndpointSettings,
  type Price,
  type PriceTable,
} from '../../model/index.js';
import type { LanguageModel } from '../../spec/index.js';
import type { Context } from '../context.js';
import { createNarrator } from '../narrator.js';
import { refuseIdleOptions } from './idle-options.js';
import { goOnAfterBudget } from './go-on-after-budget.js';
import type { ModelOptions } from './model-options.js';
import { openRecordLog } from './open-record-log.js';

/** A model that a command asks outside of a study, with its records in a folder. */
export interface OpenModel {
  /** Wrapped: recorded, cached, retried, within the budget. */
  readonly model: LanguageModel;
  readonly meter: CallMeter;
  readonly price?: Price;
  close(): Promise<void>;
}

/** Files of the records that a command keeps of what it asked. */
export const RECORD_FILES = { answers: 'answers.jsonl', prompts: 'prompts.jsonl', calls: 'calls.jsonl' } as const;

/**
 * Opens the model that a command names, with everything around it. What was answered in an earlier sitting of the same
 * folder is not asked again, and counts in the budget; so do the questions with which an endpoint is opened. The folder is
 * this process's before anything is asked.
 *
 * @throws MesocosmError (usage) when another process has the folder, or there is a limit in dollars without a price;
 *   (unreachable) when there is no such model here; (budget) when the limits do not allow to open it.
 */
export async function openModel(
  options: ModelOptions,
  { folder, context }: { readonly folder: string; readonly context: OpeningContext },
): Promise<OpenModel> {
  refuseIdleOptions(options);
  const settings = options.modelOptions === undefined ? {} : await loadEndpointSettings(options.modelOptions);
  const prices = await openPrices(options.prices);
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  try {
    const bare = await openBare(options, { settings, prices, folder, context });
    const closeBare = async (): Promise<void> => {
      await bare.close();
      lock.release();
    };
    return await recorded(bare, options, { prices, folder, context, closeBare }).catch(async (error: unknown) => {
      await bare.close();
      throw error;
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What a command hands to the opening of its model. */
export type OpeningContext = Pick<Context, 'terminal' | 'signal' | 'program' | 'argv' | 'goOnWith'>;

interface Opening {
  readonly prices: PriceTable;
  readonly folder: string;
  readonly context: OpeningContext;
}

/** The model without anything around it. What is asked to open it is written down among the calls of the folder. */
async function openBare(
  options: ModelOptions,
  { settings, prices, folder, context }: Opening & { readonly settings: EndpointSettings },
): Promise<LanguageModel> {
  const { model, baseUrl, contextSize } = options;
  const { terminal, signal } = context;
  const narrator = createNarrator(terminal);
  const calls = await openRecordLog(join(folder, RECORD_FILES.calls));
  try {
    return await languageModel(model, {
      ...settings,
      baseUrl,
      contextSize,
      signal,
      onProgress: narrator.weights,
      around: countOpening({
        limits: limitsOf(options),
        before: calls.lines.map((line) => JSON.parse(line) as CallRecord),
        priceOf: (asked) => priceOf(asked, prices, options),
        onCall: (call) => calls.append(JSON.stringify(call)),
      }),
    });
  } catch (error) {
    goOnAfterBudget(error, context);
    throw error;
  } finally {
    narrator.end();
    calls.close();
  }
}

async function recorded(
  bare: LanguageModel,
  options: ModelOptions,
  { prices, folder, context, closeBare }: Opening & { closeBare(): Promise<void> },
): Promise<OpenModel> {
  const { warn } = context.terminal;
  const price = priceOf(bare, prices, options);
  const records = await openRecords(folder);
  const stack = modelStack(bare, {
    ...records,
    limits: limitsOf(options),
    ...(price === undefined ? {} : { price }),
    ...(options.cache ? { cache: openAnswerCache({ model: bare.name, onTrouble: warn }) } : {}),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    onRetry: ({ failure, waitMs, attempt, attempts }) =>
      warn(
        `retry ${attempt + 1}/${attempts}, ${failure.status ?? failure.message}, next in ${Math.ceil(waitMs / 1000)} s`,
      ),
  });
  return {
    model: stack.model,
    meter: stack.meter,
    ...(price === undefined ? {} : { price }),
    async close() {
      stack.close();
      records.close();
      await closeBare();
    },
  };
}

async function openRecords(folder: string) {
  const answers = await openAnswers(join(folder, RECORD_FILES.answers));
  const prompts = await openPrompts(join(folder, RECORD_FILES.prompts));
  const calls = await openRecordLog(join(folder, RECORD_FILES.calls));
  const close = (): void => {
    for (const log of [answers, prompts, calls]) log.close();
  };
  return { answers, prompts, calls, close };
}

function limitsOf({ maxCalls, maxTokens, maxUsd }: ModelOptions): BudgetLimits {
  return { calls: maxCalls, tokens: maxTokens, usd: maxUsd };
}

/** @throws MesocosmError (usage) when there is a limit in US dollars without a price. */
function priceOf(model: LanguageModel, prices: PriceTable, { maxUsd }: ModelOptions): Price | undefined {
  const price = prices.priceOf(model);
  if (price === undefined && maxUsd !== undefined) throw withoutPrice(model.name);
  return price;
}

/** What a limit in dollars is told that has no price to go by. */
export function withoutPrice(name: string): Error {
  return userError({
    kind: 'usage',
    what: `no price of ${name} is known, and --max-usd needs one`,
    remedy: 'give one with --prices FILE.json, or limit it with --max-tokens or --max-calls',
  });
}
