import { z } from 'zod';
import {
  countedModels,
  memoryAnswers,
  modelStack,
  openAnswerCache,
  openPrices,
  type CallRecord,
  type CountedModels,
  type ModelStack,
} from '../../model/index.js';
import { lateModel } from '../../run/index.js';
import type { LanguageModel, ModelOpening, RunManifest, Scenario } from '../../spec/index.js';
import { sideModels } from '../../study/index.js';
import type { Context } from '../context.js';
import type { ModelOptions } from './model-options.js';
import { limitsOf, openBare, priceOf, settingsIn } from './open-bare.js';

/** Address and settings of an endpoint, as they are given. */
async function endpointOf(options: ModelOptions): Promise<Pick<ModelOpening, 'baseUrl'>> {
  return { ...(await settingsIn(options)), baseUrl: options.baseUrl };
}

/**
 * What is asked of models in forks: the model of a run, opened when something new is asked, and models that minds of its
 * scenario stand on. All of it is within the limits given, and what is asked to open an endpoint is among its calls.
 */
export function liveModel(options: ModelOptions, context: Context) {
  const opened: { bare?: LanguageModel; stack?: Promise<ModelStack> } = {};
  const models = new Map<string, LanguageModel>();
  const opening: CallRecord[] = [];
  let counted: CountedModels | undefined;
  /** The model that decides in the runs, where one does. */
  let decides: string | undefined;

  const open = async (name: string): Promise<ModelStack> => {
    const prices = await openPrices(options.prices);
    const bare = await openBare(
      { ...options, model: name },
      { settings: await settingsIn(options), prices, context, onCall: (call) => opening.push(call) },
    );
    opened.bare = bare;
    const price = priceOf(bare, prices, options);
    const stack = modelStack(bare, {
      answers: memoryAnswers(),
      before: opening,
      limits: limitsOf(options),
      ...(price === undefined ? {} : { price }),
      ...(options.cache ? { cache: openAnswerCache({ model: bare.name, onTrouble: context.terminal.warn }) } : {}),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    });
    counted = stack;
    return stack;
  };
  const once = (name: string): Promise<ModelStack> => (opened.stack ??= open(name));
  /** What is beside is counted with the model that decides, which is opened first where one does. */
  const together = (): CountedModels => {
    return (counted ??= countedModels({
      limits: limitsOf(options),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    }));
  };
  const sides = sideModels(
    {
      beside: (bare) => together().beside(bare),
      opening: (asked) => together().opening(asked),
      costs: (price) => together().costs(price),
    },
    {
      beside: false,
      signal: context.signal,
      ...(options.maxUsd === undefined ? {} : { maxUsd: options.maxUsd }),
      ...(options.prices === undefined ? {} : { prices: options.prices }),
    },
  );
  return {
    model({ mind }: RunManifest, name = mind.name): LanguageModel {
      const choose = z.enum(['exact', 'sampled']).catch('exact').parse(mind.settings['choose']);
      decides = name;
      // Opened once, for however many runs.
      const key = JSON.stringify([mind.name, mind.fingerprint, choose, name]);
      const openIt = async (): Promise<LanguageModel> => (await once(name)).model;
      const model =
        models.get(key) ?? lateModel({ name: mind.name, fingerprint: mind.fingerprint, choose, open: openIt });
      models.set(key, model);
      return model;
    },
    /** The scenario with minds that stand on models of this. */
    within(scenario: Scenario): Scenario {
      const agents = scenario.agents.map((slot) => {
        const { standsOn } = slot.mind ?? {};
        if (slot.mind === undefined || standsOn === undefined) return slot;
        const first: typeof standsOn.open = async (how) => {
          if (decides !== undefined) await once(decides);
          // Where an endpoint decides, it is that one whose address and settings are given.
          const given = decides?.startsWith('openai:') === true ? {} : await endpointOf(options);
          return standsOn.open({ ...how, ...given });
        };
        return { ...slot, mind: { ...slot.mind, standsOn: { ...standsOn, open: first } } };
      });
      return sides.within({ ...scenario, agents });
    },
    calls: () => counted?.meter.calls ?? opening.length,
    async close() {
      await sides.close();
      (await opened.stack?.catch(() => undefined))?.close();
      await opened.bare?.close();
    },
  };
}
