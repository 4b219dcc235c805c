import { z } from 'zod';
import {
  memoryAnswers,
  modelStack,
  openAnswerCache,
  openPrices,
  type CallRecord,
  type ModelStack,
} from '../../model/index.js';
import { lateModel } from '../../run/index.js';
import type { LanguageModel, RunManifest } from '../../spec/index.js';
import type { Context } from '../context.js';
import type { ModelOptions } from './model-options.js';
import { limitsOf, openBare, priceOf, settingsIn } from './open-bare.js';

/**
 * The model of a run, opened when something new is asked, within the limits given. What is asked to open an endpoint is
 * among its calls.
 */
export function liveModel(options: ModelOptions, context: Context) {
  const opened: { stack?: ModelStack; bare?: LanguageModel } = {};
  const models = new Map<string, LanguageModel>();
  const opening: CallRecord[] = [];
  const open = async (name: string): Promise<LanguageModel> => {
    const prices = await openPrices(options.prices);
    const bare = await openBare(
      { ...options, model: name },
      { settings: await settingsIn(options), prices, context, onCall: (call) => opening.push(call) },
    );
    opened.bare = bare;
    const price = priceOf(bare, prices, options);
    opened.stack = modelStack(bare, {
      answers: memoryAnswers(),
      before: opening,
      limits: limitsOf(options),
      ...(price === undefined ? {} : { price }),
      ...(options.cache ? { cache: openAnswerCache({ model: bare.name, onTrouble: context.terminal.warn }) } : {}),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    });
    return opened.stack.model;
  };
  return {
    model({ mind }: RunManifest, name = mind.name): LanguageModel {
      const choose = z.enum(['exact', 'sampled']).catch('exact').parse(mind.settings['choose']);
      // Opened once, for however many runs.
      const key = JSON.stringify([mind.name, mind.fingerprint, choose, name]);
      const model =
        models.get(key) ??
        lateModel({ name: mind.name, fingerprint: mind.fingerprint, choose, open: () => open(name) });
      models.set(key, model);
      return model;
    },
    calls: () => opened.stack?.meter.calls ?? opening.length,
    async close() {
      opened.stack?.close();
      await opened.bare?.close();
    },
  };
}
