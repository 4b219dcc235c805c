import { failed, type LanguageModel, type ModelFailure } from '../../spec/index.js';
import { withMore } from '../_internals/caller.js';
import { unsent } from '../_internals/unsent.js';
import { usdOf, type Budget, type TokenPrice } from './budget.js';
import { chargeOf, mostTokens, type Charge, type Charged } from './charge.js';
import { wrap } from './wrap.js';

/**
 * Reserves every attempt before it is made, at the most tokens that it can take, and each of its requests before it is
 * sent, and settles it by what it took. When a limit does not allow another, the failure is `over-budget`, and not retried.
 *
 * @param price Of this model, where the budget is shared by models that cost differently. Default that of the budget.
 */
export function withBudget(model: LanguageModel, budget: Budget, price?: TokenPrice): LanguageModel {
  const priced = <Of extends Charge>(charge: Of): Of =>
    price === undefined ? charge : { ...charge, usd: usdOf(charge, price) };
  const pricedIfSent = (charged: Charged): Charged => (charged.sent ? priced(charged) : charged);
  return wrap(model, (inner) => async (request, context) => {
    const most = priced(mostTokens(model, request, context));
    const reservation = await budget.reserve(most, context.signal);
    if (reservation === 'interrupted') return unsent();
    if ('over' in reservation) return failed(overBudget(reservation.over));
    const allow = (): ModelFailure | undefined => {
      // Another budget, around this one, may have a say as well.
      const refused = context.allow?.();
      if (refused !== undefined) return refused;
      const over = reservation.another();
      return over === undefined ? undefined : overBudget(over);
    };
    try {
      const reply = await inner(request, withMore(context, { allow }));
      reservation.settle(pricedIfSent(chargeOf(most, reply)));
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
