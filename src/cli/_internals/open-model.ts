import { join } from 'node:path';
import { userError } from '../../foundation/errors/index.js';
import { lockFolder, makeFolder } from '../../foundation/storage/index.js';
import {
  languageModel,
  loadEndpointSettings,
  modelStack,
  openAnswerCache,
  openAnswers,
  openPrices,
  openPrompts,
  type CallMeter,
  type Price,
} from '../../model/index.js';
import type { LanguageModel } from '../../spec/index.js';
import type { Context } from '../context.js';
import { createNarrator } from '../narrator.js';
import { refuseIdleAddress } from './idle-options.js';
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
 * folder is not asked again, and counts in the budget.
 *
 * @throws MesocosmError (usage) when another process has the folder, or there is a limit in dollars without a price;
 *   (unreachable) when there is no such model here.
 */
export async function openModel(
  options: ModelOptions,
  { folder, context }: { readonly folder: string; readonly context: Pick<Context, 'terminal' | 'signal'> },
): Promise<OpenModel> {
  const { terminal, signal } = context;
  const { model: name, baseUrl, modelOptions, contextSize, maxCalls, maxTokens, maxUsd, concurrency } = options;
  refuseIdleAddress(name, baseUrl, modelOptions);
  const narrator = createNarrator(terminal);
  const settings = modelOptions === undefined ? {} : await loadEndpointSettings(modelOptions);
  const bare = await languageModel(name, { ...settings, baseUrl, contextSize, signal, onProgress: narrator.weights });
  narrator.end();
  try {
    const price = (await openPrices(options.prices)).priceOf(bare);
    if (price === undefined && maxUsd !== undefined) throw withoutPrice(bare.name);
    const records = await openRecords(folder);
    const stack = modelStack(bare, {
      ...records,
      limits: { calls: maxCalls, tokens: maxTokens, usd: maxUsd },
      ...(price === undefined ? {} : { price }),
      ...(options.cache ? { cache: openAnswerCache({ model: bare.name, onTrouble: terminal.warn }) } : {}),
      ...(concurrency === undefined ? {} : { concurrency }),
      onRetry: ({ failure, waitMs, attempt, attempts }) =>
        terminal.warn(
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
        await bare.close();
      },
    };
  } catch (error) {
    await bare.close();
    throw error;
  }
}

async function openRecords(folder: string) {
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  try {
    const answers = await openAnswers(join(folder, RECORD_FILES.answers));
    const prompts = await openPrompts(join(folder, RECORD_FILES.prompts));
    const calls = await openRecordLog(join(folder, RECORD_FILES.calls));
    const close = (): void => {
      for (const log of [answers, prompts, calls]) log.close();
      lock.release();
    };
    return { answers, prompts, calls, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What a limit in dollars is told that has no price to go by. */
export function withoutPrice(name: string): Error {
  return userError({
    kind: 'usage',
    what: `no price of ${name} is known, and --max-usd needs one`,
    remedy: 'give one with --prices FILE.json, or limit it with --max-tokens or --max-calls',
  });
}
