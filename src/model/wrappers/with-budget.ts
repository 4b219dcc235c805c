import { failed, type LanguageModel, type ModelFailure } from '../../spec/index.js';
import { withMore } from '../_internals/caller.js';
import { unsent } from '../_internals/unsent.js';
import type { Budget } from './budget.js';
import { chargeOf, mostTokens } from './charge.js';
import { wrap } from './wrap.js';

/**
 * Reserves every attempt before it is made, at the most tokens that it can take, and each of its requests before it is
 * sent, and settles it by what it took. When a limit does not allow another, the failure is `over-budget`, and not retried.
 */
export function withBudget(model: LanguageModel, budget: Budget): LanguageModel {
  return wrap(model, (inner) => async (request, context) => {
    const most = mostTokens(model, request, context);
    const reservation = await budget.reserve(most, context.signal);
    if (reservation === 'interrupted') return unsent();
    if ('over' in reservation) return failed(overBudget(reservation.over));
    const allow = (): ModelFailure | undefined => {
      const over = reservation.another();
      return over === undefined ? undefined : overBudget(over);
    };
    try {
      const reply = await inner(request, withMore(context, { allow }));
      reservation.settle(chargeOf(most, reply));
      return reply;
    } catch (error) {
      reservation.settle({ sent: true, known: false, ...most });
      throw error;
    }
  });
}

function overBudget(message: string): ModelFailure {
  return { kind: 'over-budget', message, retryable: false };
}
