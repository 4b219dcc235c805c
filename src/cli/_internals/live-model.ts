import { userError } from '../../foundation/errors/index.js';
import { memoryAnswers, openAnswerCache, openPrices, joiningModels, type JoiningModels } from '../../model/index.js';
import { lateModel, type RecordedModel } from '../../run/index.js';
import type { EndpointSettings, LanguageModel, ModelOpening, RunManifest, Scenario } from '../../spec/index.js';
import { sideModels, type OneMind } from '../../study/index.js';
import type { Context } from '../context.js';
import type { ModelOptions } from './model-options.js';
import { limitsOf, openBare, priceOf, settingsIn } from './open-bare.js';

/** Address and settings of an endpoint, as they are given. */
async function endpointOf(options: ModelOptions): Promise<Pick<ModelOpening, 'baseUrl'>> {
  return { ...(await settingsIn(options)), baseUrl: options.baseUrl };
}

/** @throws MesocosmError (usage) where one model is named for several. */
function assertOne(mind: RunManifest['mind'], name: string): void {
  const all = [mind, ...Object.values(mind.others ?? {})].filter(({ kind }) => kind === 'language-model');
  if (new Set(all.map(({ fingerprint }) => fingerprint)).size < 2) return;
  throw userError({
    kind: 'usage',
    what: `--model names ${name}, and several models decided in this run`,
    available: [...new Set(all.map((one) => one.name))],
    remedy: 'leave --model away; --minds FILE says how each is reached',
  });
}

/** A name to open a model by, and how its endpoint is reached where not as the options say. */
interface Way {
  readonly name: string;
  readonly reached?: EndpointSettings & { readonly baseUrl?: string };
}

/**
 * What is asked of models in forks: those that decided in a run, each opened when something new is asked of it, and models
 * that minds of its scenario stand on. All of it is within the limits given, and what is asked to open an endpoint is among
 * its calls.
 *
 * @param minds Several models of a study, each with the way to its endpoint.
 */
export function liveModel(options: ModelOptions, context: Context, minds: { readonly [mind: string]: OneMind } = {}) {
  const bare: LanguageModel[] = [];
  const opened = new Map<string, Promise<LanguageModel>>();
  const models = new Map<string, LanguageModel>();
  let joining: JoiningModels | undefined;
  /** Opens the model that decides in the runs, where one does. */
  let decides: { readonly name: string; open(): Promise<unknown> } | undefined;

  const together = (): JoiningModels => {
    return (joining ??= joiningModels({
      answers: memoryAnswers(),
      limits: limitsOf(options),
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    }));
  };
  const openOne = async ({ name, reached = {} }: Way): Promise<LanguageModel> => {
    const prices = await openPrices(options.prices);
    const { baseUrl = options.baseUrl, ...settings } = { ...(await settingsIn(options)), ...reached };
    const asked = await openBare(
      { ...options, model: name, baseUrl },
      {
        settings,
        prices,
        context,
        counted: (one, price) => together().opening(one, { mind: name, ...(price === undefined ? {} : { price }) }),
      },
    );
    bare.push(asked);
    return asked;
  };
  const open = async (recorded: RecordedModel, ways: readonly Way[]): Promise<LanguageModel> => {
    const prices = await openPrices(options.prices);
    let asked: LanguageModel | undefined;
    for (const way of ways) {
      asked = await openOne(way);
      // One of the same name may be reached elsewhere.
      if (asked.fingerprint === recorded.fingerprint) break;
    }
    const model = asked as LanguageModel;
    const price = priceOf(model, prices, options);
    return together().join(model.name, {
      bare: model,
      ...(price === undefined ? {} : { price }),
      ...(options.cache ? { cache: openAnswerCache({ model: model.name, onTrouble: context.terminal.warn }) } : {}),
    }).model;
  };
  /** The ways that are named to a model, or the one by its name alone. */
  const waysTo = ({ name }: RecordedModel): readonly Way[] => {
    const named = Object.values(minds).filter(({ model }) => model === name);
    if (named.length === 0) return [{ name }];
    return named.map(({ languageModel }) => ({
      name,
      ...(languageModel === undefined ? {} : { reached: languageModel }),
    }));
  };
  const sides = sideModels(
    {
      beside: (one) => together().beside(one),
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
    /** @param name Name by which it is opened, where another than the recorded. */
    model({ mind }: RunManifest, recorded: RecordedModel, name?: string): LanguageModel {
      const { fingerprint } = recorded;
      if (name !== undefined) assertOne(mind, name);
      const openIt = (): Promise<LanguageModel> => {
        const known = opened.get(fingerprint) ?? open(recorded, name === undefined ? waysTo(recorded) : [{ name }]);
        opened.set(fingerprint, known);
        return known;
      };
      if (mind.fingerprint === fingerprint) decides = { name: name ?? recorded.name, open: openIt };
      // Opened once, for however many runs.
      const key = JSON.stringify([recorded.name, fingerprint, recorded.choose]);
      const model = models.get(key) ?? lateModel({ ...recorded, open: openIt });
      models.set(key, model);
      return model;
    },
    /** The scenario with minds that stand on models of this. */
    within(scenario: Scenario): Scenario {
      const agents = scenario.agents.map((slot) => {
        const { standsOn } = slot.mind ?? {};
        if (slot.mind === undefined || standsOn === undefined) return slot;
        const first: typeof standsOn.open = async (how) => {
          await decides?.open();
          // Where an endpoint decides, it is that one whose address and settings are given.
          const given = decides?.name.startsWith('openai:') === true ? {} : await endpointOf(options);
          return standsOn.open({ ...how, ...given });
        };
        return { ...slot, mind: { ...slot.mind, standsOn: { ...standsOn, open: first } } };
      });
      return sides.within({ ...scenario, agents });
    },
    calls: () => joining?.meter.calls ?? 0,
    async close() {
      await sides.close();
      joining?.close();
      for (const one of bare) await one.close();
    },
  };
}
