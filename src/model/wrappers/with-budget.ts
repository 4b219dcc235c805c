import { failed, type LanguageModel } from '../../spec/index.js';
import { unsent } from '../_internals/unsent.js';
import type { Budget } from './budget.js';
import { chargeOf, mostTokens } from './charge.js';
import { wrap } from './wrap.js';

/**
 * Reserves every attempt before it is made, at the most that it can take, and settles it by what it took. When a limit
 * does not allow another, the failure is `over-budget`, and not retried.
 */
export function withBudget(model: LanguageModel, budget: Budget): LanguageModel {
  return wrap(model, (inner) => async (request, context) => {
    const most = mostTokens(model, request);
    const reservation = await budget.reserve(most, context.signal);
    if (reservation === 'interrupted') return unsent();
    if ('over' in reservation) {
      return failed({ kind: 'over-budget', message: reservation.over, retryable: false });
    }
    try {
      const reply = await inner(request, context);
      reservation.settle(chargeOf(most, reply));
      return reply;
    } catch (error) {
      reservation.settle({ sent: true, known: false, ...most });
      throw error;
    }
  });
}
