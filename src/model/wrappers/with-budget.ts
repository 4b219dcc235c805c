import { failed, type LanguageModel } from '../../spec/index.js';
import { wrap } from './wrap.js';

/** A number of calls that must not be passed, shared by all who hold it. */
export interface Budget {
  readonly calls: number;
  spent(): number;
  /** Takes one call, or says that none is left. */
  reserve(): boolean;
}

/** A budget of calls; attempts that are retried count each. `before` were made already, in an earlier sitting. */
export function createBudget(calls: number, before = 0): Budget {
  let spent = before;
  return {
    calls,
    spent: () => spent,
    reserve() {
      if (spent >= calls) return false;
      spent += 1;
      return true;
    },
  };
}

/** Reserves every attempt before it is made; when nothing is left the failure is `over-budget`, and not retried. */
export function withBudget(model: LanguageModel, budget: Budget): LanguageModel {
  return wrap(model, (inner) => async (request, context) => {
    if (budget.reserve()) return inner(request, context);
    const message = `the budget of ${budget.calls} calls is spent`;
    return failed({ kind: 'over-budget', message, retryable: false });
  });
}
