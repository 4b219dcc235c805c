import type { Clock } from '../foundation/clock.js';
import type { LanguageModel } from '../spec/index.js';
import { countedWithin } from './_internals/counted-within.js';
import {
  budgetWithin,
  createMeter,
  spendingOf,
  type Budget,
  type BudgetLimits,
  type CallRecord,
  type TokenPrice,
} from './wrappers/index.js';

/** What the questions may cost with which an endpoint is opened, and who is told of them. */
export interface OpeningOptions {
  readonly limits?: BudgetLimits;
  /** What was asked before, in earlier sittings. */
  readonly before?: readonly CallRecord[];
  readonly clock?: Clock;
  /** Name of the one that is opened, where several decide. */
  readonly mind?: string;
  /** Looks up a price by name and address. What it throws ends the opening before anything is asked. */
  priceOf?(model: LanguageModel): TokenPrice | undefined;
  /** Told of every question as it ends. */
  onCall(record: CallRecord): void;
}

/**
 * Counts and limits the questions with which an endpoint is opened, as the stack does with all later ones: they are
 * calls like any other. For `around` of {@link languageModel}; afterwards what was told to `onCall` belongs to what was
 * spent before.
 */
export function countOpening(options: OpeningOptions): (asked: LanguageModel) => LanguageModel {
  const { limits = {}, before = [], clock, mind, priceOf, onCall } = options;
  let opened: { readonly budget: Budget | undefined; readonly price: TokenPrice | undefined } | undefined;
  const openedAt = (price: TokenPrice | undefined): NonNullable<typeof opened> => ({
    price,
    budget: budgetWithin(limits, { price, before: spendingOf(before) }),
  });
  return (asked) => {
    opened ??= openedAt(priceOf?.(asked));
    const { price, budget } = opened;
    const one = mind === undefined ? {} : { one: { mind, ...(price === undefined ? {} : { price }) } };
    return countedWithin(asked, { meter: createMeter(), budget, clock, onCall, ...one });
  };
}
