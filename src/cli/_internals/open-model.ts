import { join } from 'node:path';
import { lockFolder, makeFolder } from '../../foundation/storage/index.js';
import {
  modelStack,
  openAnswerCache,
  openAnswers,
  openPrices,
  openPrompts,
  type CallMeter,
  type CallRecord,
  type Price,
  type PriceTable,
} from '../../model/index.js';
import type { EndpointSettings, LanguageModel } from '../../spec/index.js';
import { refuseIdleOptions } from './idle-options.js';
import type { ModelOptions } from './model-options.js';
import { limitsOf, openBare, priceOf, settingsIn, type OpeningContext } from './open-bare.js';
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
  const settings = await settingsIn(options);
  const prices = await openPrices(options.prices);
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  try {
    const bare = await bareIn(options, { settings, prices, folder, context });
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

interface Folder {
  readonly prices: PriceTable;
  readonly folder: string;
  readonly context: OpeningContext;
}

/** The model without anything around it. What is asked to open it is written down among the calls of the folder. */
async function bareIn(
  options: ModelOptions,
  { settings, prices, folder, context }: Folder & { readonly settings: EndpointSettings },
): Promise<LanguageModel> {
  const calls = await openRecordLog(join(folder, RECORD_FILES.calls));
  try {
    return await openBare(options, {
      settings,
      prices,
      context,
      before: calls.lines.map((line) => JSON.parse(line) as CallRecord),
      onCall: (call) => calls.append(JSON.stringify(call)),
    });
  } finally {
    calls.close();
  }
}

async function recorded(
  bare: LanguageModel,
  options: ModelOptions,
  { prices, folder, context, closeBare }: Folder & { closeBare(): Promise<void> },
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
