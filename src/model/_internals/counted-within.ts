import type { Clock } from '../../foundation/clock.js';
import type { LanguageModel } from '../../spec/index.js';
import {
  withBudget,
  withMeter,
  type Budget,
  type CallMeter,
  type CallRecord,
  type OneOfSeveral,
} from '../wrappers/index.js';

/**
 * The model counted and held to what may be spent, and nothing else: budget(meter(model)). For questions that whoever asks
 * them repeats where that helps, as with those that open an endpoint.
 *
 * @param around.budget Absent: nothing is limited.
 */
export function countedWithin(
  asked: LanguageModel,
  around: {
    readonly meter: CallMeter;
    readonly budget: Budget | undefined;
    readonly clock?: Clock;
    readonly one?: OneOfSeveral;
    onCall(record: CallRecord): void;
  },
): LanguageModel {
  const { meter, budget, clock, one, onCall } = around;
  const metered = withMeter(asked, meter, { clock, onCall, ...(one === undefined ? {} : { one }) });
  return budget === undefined ? metered : withBudget(metered, budget, one?.price);
}
