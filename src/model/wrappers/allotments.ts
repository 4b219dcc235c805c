import type { LanguageModel } from '../../spec/index.js';
import { budgetWithin, type Budget, type BudgetLimits, type TokenPrice } from './budget.js';
import { spendingOf, type CallRecord } from './meter.js';
import { withBudget } from './with-budget.js';
import { callOf, wrap } from './wrap.js';

/** How a refusal begins that is of an allotment. */
const ALLOTMENT = 'the allotment of a run of';

/** Whether a refusal, by its message, is of the allotment of a run and not of the whole budget. */
export function isOfAllotment(message: string): boolean {
  return message.startsWith(ALLOTMENT);
}

/** A budget of its own for each run, all alike. */
export interface Allotments {
  readonly limits: BudgetLimits;
  /** The budget of a run. */
  of(run: string): Budget | undefined;
  /** Notes that a run was refused a call. */
  refuse(run: string, why: string): void;
  /** Why a run was refused a call, in words; `undefined` where it was not. */
  refused(run: string): string | undefined;
}

/**
 * The allotments of runs; `undefined` where none is limited.
 *
 * @param options.before Calls of earlier sittings: they count for the runs that asked them.
 */
export function createAllotments(
  limits: BudgetLimits = {},
  options: {
    readonly before?: readonly CallRecord[];
    readonly price?: TokenPrice | (() => TokenPrice | undefined);
  } = {},
): Allotments | undefined {
  if (Object.values(limits).every((limit) => limit === undefined)) return undefined;
  const { before = [], price } = options;
  const budgets = new Map<string, Budget | undefined>();
  const refused = new Map<string, string>();
  return {
    limits,
    of(run) {
      if (!budgets.has(run)) {
        const spent = spendingOf(before.filter((call) => call.run === run));
        budgets.set(run, budgetWithin(limits, { price, before: spent, of: ALLOTMENT }));
      }
      return budgets.get(run);
    },
    refuse: (run, why) => void refused.set(run, why),
    refused: (run) => refused.get(run),
  };
}

/**
 * Holds what is asked for a run to the allotment of that run: a call that it does not allow is `over-budget`, and not sent.
 * What is asked beside runs passes.
 *
 * @param price Of this model, where models that cost differently share the allotment.
 */
export function withAllotment(model: LanguageModel, allotments: Allotments, price?: TokenPrice): LanguageModel {
  const each = new Map<string, LanguageModel>();
  const heldTo = (run: string): LanguageModel => {
    const budget = allotments.of(run);
    const held = each.get(run) ?? (budget === undefined ? model : withBudget(model, budget, price));
    each.set(run, held);
    return held;
  };
  return wrap(model, (inner) => async (request, context) => {
    const { run } = context;
    if (run === undefined) return inner(request, context);
    const reply = await callOf(heldTo(run))(request, context);
    if (!reply.ok && reply.failure.kind === 'over-budget' && isOfAllotment(reply.failure.message)) {
      allotments.refuse(run, reply.failure.message);
    }
    return reply;
  });
}
