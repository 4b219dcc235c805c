import type { Clock } from '../foundation/clock.js';
import type { AppendLog } from '../foundation/storage/index.js';
import type { LanguageModel } from '../spec/index.js';
import { countedWithin } from './_internals/counted-within.js';
import { recordsKept } from './_internals/records-kept.js';
import { isSamePrice, type Price } from './prices/index.js';
import { resilientModel } from './resilient-model.js';
import {
  budgetWithin,
  createAllotments,
  createMeter,
  spendingOf,
  withCache,
  withKeptSamples,
  withPrompts,
  withRecord,
  withSamples,
  type Answers,
  type AnswerStore,
  type BudgetLimits,
  type CallMeter,
  type CallRecord,
  type OneOfSeveral,
  type Prompts,
  type Retry,
} from './wrappers/index.js';

/** What is put around a model. */
export interface ModelStackOptions {
  /** Answers of this piece of work; what is there is not asked again. */
  readonly answers: Answers;
  /** Where prompts are kept, by the key of their answer. */
  readonly prompts?: Prompts;
  /** Where every attempt leaves a line; those that are there count in the budget. */
  readonly calls?: AppendLog;
  /** What was asked before and stands in no such log, as the opening of an endpoint whose calls are not kept. */
  readonly before?: readonly CallRecord[];
  /** Answers of other pieces of work, where they are to be used. */
  readonly cache?: AnswerStore;
  readonly limits?: BudgetLimits;
  /** What each run may spend of it, earlier sittings included. Default: nothing is said of single runs. */
  readonly allotment?: BudgetLimits;
  /** Price of the model, where one is known. */
  readonly price?: Price;
  /** Calls to an endpoint at once. Default 8. */
  readonly concurrency?: number;
  readonly clock?: Clock;
  onRetry?(retry: Retry): void;
}

/** Models that are asked within one budget, and counted together. */
export interface CountedModels {
  readonly meter: CallMeter;
  /** Why a run was refused a call by its own allotment, in words; `undefined` where it was not. */
  refused(run: string): string | undefined;
  /**
   * Another model, asked patiently and within the same budget. What it is asked is kept with the other prompts, what it
   * answers is not kept here.
   *
   * @returns the model, and what gives back its share in the limit of an endpoint.
   */
  beside(bare: LanguageModel): { readonly model: LanguageModel; close(): void };
  /**
   * For `around` of another model that is opened: counts its questions within the same budget. They are not asked again
   * here, since whoever opens an endpoint is patient where that helps, and says at once where nobody is there.
   */
  opening(asked: LanguageModel): LanguageModel;
  /**
   * To be told what a model beside costs, before it is asked anything; where none decides, the first that is told is the
   * price of the budget.
   *
   * @returns whether it is the price by which the budget counts, so that a limit in US dollars holds for this model too.
   */
  costs(price: Price | undefined): boolean;
}

/** A model with everything around it, and what it has cost. */
export interface ModelStack extends CountedModels {
  readonly model: LanguageModel;
  /** The same without record and cache: what it is asked is asked anew, within the same limits and budget. */
  readonly fresh: LanguageModel;
  /** Gives back what is shared with others of this process. */
  close(): void;
}

/**
 * Wraps a model: record(samples(cache(retry(budget(limit(timeout(meter(model)))))))). What was answered once, in this
 * sitting or an earlier one, is not asked again; the cache has what others asked, and keeps samples, which without it are
 * recorded one by one. The inner five are those of {@link resilientModel}. Once something could not be written down, as on
 * a full disk, nothing more is asked: every call throws what was thrown then.
 */
export function modelStack(bare: LanguageModel, options: ModelStackOptions): ModelStack {
  const { prompts, cache } = options;
  const { watched, guarded } = recordsKept();
  const answers: Answers = { ...options.answers, put: watched(options.answers.put) };
  const kept = prompts === undefined ? undefined : { add: watched(prompts.add) };
  const around = countedTogether(options, watched);
  return {
    ...wrapped(guarded(bare), { answers, kept, cache, around }),
    ...others(around, { guarded, prompts: kept }),
    costs: (price) => isSamePrice(price, options.price),
  };
}

/** A model and what is said of it alone, among several that are asked within one budget. */
export interface SeveralModel {
  readonly bare: LanguageModel;
  readonly price?: Price;
  readonly cache?: AnswerStore;
}

/** Several models, each with everything around it, counted together. */
export interface ModelStacks extends Omit<CountedModels, 'costs'> {
  readonly each: { readonly [name: string]: Pick<ModelStack, 'model' | 'fresh'> };
  close(): void;
}

/**
 * As {@link modelStack} for several models by name: one record, one budget and one meter, each with its own price and cache.
 * What is written down of a call says which model was asked.
 */
export function modelStacks(
  models: { readonly [name: string]: SeveralModel },
  options: Omit<ModelStackOptions, 'cache' | 'price'>,
): ModelStacks {
  const { prompts } = options;
  const { watched, guarded } = recordsKept();
  const answers: Answers = { ...options.answers, put: watched(options.answers.put) };
  const kept = prompts === undefined ? undefined : { add: watched(prompts.add) };
  // No price holds for all: each call is counted by that of its own model.
  const around = countedTogether({ ...options, price: () => undefined }, watched);
  const each = Object.entries(models).map(([mind, { bare, price, cache }]) => {
    const one = { mind, ...(price === undefined ? {} : { price }) };
    return [mind, wrapped(guarded(bare), { answers, kept, cache, around: { ...around, one } })] as const;
  });
  return {
    each: Object.fromEntries(each),
    meter: around.meter,
    ...others(around, { guarded, prompts: kept }),
    close() {
      for (const [, { close }] of each) close();
    },
  };
}

/** One model with all that is around it. */
function wrapped(
  bare: LanguageModel,
  how: {
    readonly answers: Answers;
    readonly kept: Pick<Prompts, 'add'> | undefined;
    readonly cache: AnswerStore | undefined;
    readonly around: ReturnType<typeof countedTogether> & { readonly one?: OneOfSeveral };
  },
): Pick<ModelStack, 'model' | 'fresh' | 'meter' | 'close'> {
  const { answers, kept, cache, around } = how;
  const { model, meter, close } = resilientModel(bare, around);
  const onHit = (): void => void (meter.cached += 1);
  const cached =
    cache === undefined
      ? withKeptSamples(model, { answers, onHit })
      : withCache(model, { store: cache, onHit: () => (meter.fromCache += 1) });
  return {
    model: withRecord(withSamples(cached), {
      answers,
      onHit,
      ...(kept === undefined ? {} : { onAsk: kept.add }),
    }),
    fresh: withSamples(model),
    meter,
    close,
  };
}

/** Models beside each other where none decides for all, see {@link CountedModels}. */
export function countedModels({
  prompts,
  ...options
}: Omit<ModelStackOptions, 'answers' | 'cache' | 'price'>): CountedModels {
  const { watched, guarded } = recordsKept();
  const kept = prompts === undefined ? undefined : { add: watched(prompts.add) };
  let known: Price | undefined;
  const around = countedTogether({ ...options, price: () => known }, watched);
  return {
    meter: around.meter,
    ...others(around, { guarded, prompts: kept }),
    costs(price) {
      known ??= price;
      return isSamePrice(price, known);
    },
  };
}

/** Models that join one budget and one meter one after the other, as they are needed. */
export interface JoiningModels extends CountedModels {
  /** As for any other model beside; `one` is the name and price of a model that is to join. */
  opening(asked: LanguageModel, one?: OneOfSeveral): LanguageModel;
  /** Another model with everything around it, counted at its own price; the first price is that of models beside. */
  join(name: string, model: SeveralModel): Pick<ModelStack, 'model' | 'fresh'>;
  close(): void;
}

/** As {@link modelStacks} where it is not known beforehand which of several models are needed, so that none is opened for nothing. */
export function joiningModels(options: Omit<ModelStackOptions, 'cache' | 'price'>): JoiningModels {
  const { prompts } = options;
  const { watched, guarded } = recordsKept();
  const answers: Answers = { ...options.answers, put: watched(options.answers.put) };
  const kept = prompts === undefined ? undefined : { add: watched(prompts.add) };
  let known: Price | undefined;
  const around = countedTogether({ ...options, price: () => known }, watched);
  const joined: { close(): void }[] = [];
  return {
    meter: around.meter,
    ...others(around, { guarded, prompts: kept }),
    opening: (asked, one) => countedWithin(guarded(asked), one === undefined ? around : { ...around, one }),
    costs(price) {
      known ??= price;
      return isSamePrice(price, known);
    },
    join(mind, { bare, price, cache }) {
      known ??= price;
      const one = { mind, ...(price === undefined ? {} : { price }) };
      const stack = wrapped(guarded(bare), { answers, kept, cache, around: { ...around, one } });
      joined.push(stack);
      return stack;
    },
    close() {
      for (const { close } of joined) close();
    },
  };
}

function others(
  around: ReturnType<typeof countedTogether>,
  how: {
    readonly guarded: ReturnType<typeof recordsKept>['guarded'];
    readonly prompts: Pick<Prompts, 'add'> | undefined;
  },
): Pick<CountedModels, 'beside' | 'opening' | 'refused'> {
  const { guarded, prompts } = how;
  return {
    refused: (run) => around.allotments?.refused(run),
    beside(bare) {
      const { model, close } = resilientModel(guarded(bare), around);
      return { model: prompts === undefined ? model : withPrompts(model, prompts), close };
    },
    opening: (asked) => countedWithin(guarded(asked), around),
  };
}

type Counting = Omit<ModelStackOptions, 'answers' | 'prompts' | 'cache' | 'price'> & {
  readonly price?: Price | (() => Price | undefined);
};

function countedTogether(
  { calls, before: earlier = [], limits = {}, allotment, price, concurrency, clock, onRetry }: Counting,
  watched: ReturnType<typeof recordsKept>['watched'],
) {
  const kept = (calls?.lines ?? []).map((line) => JSON.parse(line) as CallRecord);
  const before = [...earlier, ...kept];
  return {
    meter: createMeter(before),
    budget: budgetWithin(limits, { price, before: spendingOf(before) }),
    allotments: createAllotments(allotment, { before, price }),
    concurrency,
    clock,
    onCall: watched((call: CallRecord) => calls?.append(JSON.stringify(call))),
    onRetry,
  };
}
