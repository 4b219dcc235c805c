import { userError } from '../foundation/errors/index.js';
import { isSamePrice, openPrices, type CountedModels, type Price } from '../model/index.js';
import type { Json, LanguageModel, Mind, ModelOpening, Scenario, StandsOn } from '../spec/index.js';
import type { StudyOptions } from './run-study.js';

/** Models that minds of a scenario stand on, opened when they are first needed and asked within the limits of a study. */
export interface SideModels {
  /** The scenario with such minds on models of this study. */
  within(scenario: Scenario): Scenario;
  /** Opens all that the scenarios so far stand on, where it must be known beforehand what they cost. */
  open(): Promise<void>;
  /** Price of what was opened; `undefined` where nothing was, `null` where models cost differently, or nobody knows. */
  price(): Price | null | undefined;
  /** Closes what was opened. */
  close(): Promise<void>;
}

/** Whether a scenario has minds that stand on models of their own. */
export function bringsModels({ agents }: Scenario): boolean {
  return agents.some(({ mind }) => mind?.standsOn !== undefined);
}

/**
 * Refuses a scenario of which a mind stands on a model that can be seen to be none, before anything is opened.
 *
 * @throws MesocosmError (usage) saying what there is.
 */
export async function checkSideModels({ agents }: Pick<Scenario, 'agents'>): Promise<void> {
  const wanted = new Set(agents.flatMap(({ mind }) => (mind?.standsOn === undefined ? [] : [mind.standsOn])));
  for (const one of wanted) await one.check?.();
}

/**
 * One model for each name, however many minds stand on it. What is asked to open it counts like all other calls.
 *
 * @param options.price Of the model that decides for the others, if there is one.
 */
export function sideModels(
  models: Pick<CountedModels, 'beside' | 'opening' | 'costs'>,
  options: Pick<StudyOptions, 'maxUsd' | 'prices' | 'signal'> & {
    readonly price?: Price;
    /** Whether a language model decides for the others. */
    readonly beside: boolean;
    /** How an endpoint is reached, where that is said; its signal and what counts it are of here. */
    readonly endpoint?: Omit<ModelOpening, 'around' | 'signal' | 'found'>;
    /** What an earlier sitting found out about a model, by the name under which it is asked for. */
    foundBefore?(asked: string): Promise<Json | undefined>;
    /** Told of each model once it is open, before it is asked; what it throws keeps it from being asked. */
    onOpen?(asked: string, model: LanguageModel): Promise<void>;
  },
): SideModels {
  const opened = new Map<string, Promise<LanguageModel>>();
  const closing: (() => void | Promise<void>)[] = [];
  const prices: (Price | undefined)[] = options.beside ? [options.price] : [];

  const counted = (bare: LanguageModel): LanguageModel => {
    const { model, close } = models.beside(bare);
    closing.push(close);
    return model;
  };
  const open = async (standsOn: StandsOn): Promise<LanguageModel> => {
    const table = await openPrices(options.prices);
    let known = false;
    const price = (model: LanguageModel): void => {
      if (known) return;
      known = true;
      const cost = table.priceOf(model);
      prices.push(cost);
      if (!models.costs(cost) && options.maxUsd !== undefined) throw notInDollars(model.name, cost);
    };
    const bare = await standsOn.open({
      ...options.endpoint,
      signal: options.signal,
      found: await options.foundBefore?.(standsOn.name),
      around(asked) {
        price(asked);
        return models.opening(asked);
      },
    });
    closing.push(() => bare.close());
    price(bare);
    await options.onOpen?.(standsOn.name, bare);
    return counted(bare);
  };

  const onceFor = (standsOn: StandsOn): Promise<LanguageModel> => {
    const model = opened.get(standsOn.name) ?? open(standsOn);
    opened.set(standsOn.name, model);
    return model;
  };
  const wanted = new Set<StandsOn>();
  const placed = new Map<Mind, Mind>();
  const within = (mind: Mind): Mind => {
    const { standsOn } = mind;
    if (standsOn === undefined) return mind;
    const known = placed.get(mind);
    if (known !== undefined) return known;
    wanted.add(standsOn);
    const once = (): Promise<LanguageModel> => onceFor(standsOn);
    const own = standsOn.on(once);
    placed.set(mind, own);
    return own;
  };

  return {
    within(scenario) {
      if (!bringsModels(scenario)) return scenario;
      const agents = scenario.agents.map((slot) =>
        slot.mind === undefined ? slot : { ...slot, mind: within(slot.mind) },
      );
      return { ...scenario, agents };
    },
    async open() {
      for (const one of wanted) await onceFor(one);
    },
    price() {
      if (opened.size === 0) return undefined;
      return isOnePrice(prices) ? prices[0] : null;
    },
    async close() {
      for (const one of closing.toReversed()) await one();
    },
  };
}

function isOnePrice([first, ...others]: readonly (Price | undefined)[]): boolean {
  return isSamePrice(first, first) && others.every((price) => isSamePrice(price, first));
}

function notInDollars(name: string, price: Price | undefined): Error {
  const [what, give] =
    price === undefined
      ? [`${name} is asked too, and no price of it is known`, 'give one with --prices FILE.json, or ']
      : [`${name} is asked too, and costs otherwise than what is asked beside it`, ''];
  return userError({
    kind: 'usage',
    what,
    expected: 'one price for all that is asked, where --max-usd is a limit',
    remedy: `${give}limit it with --max-tokens or --max-calls`,
  });
}
