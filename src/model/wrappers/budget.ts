import { onAbort } from '../_internals/on-abort.js';
import type { Charge, Charged } from './charge.js';

/** Numbers that must not be passed; what is left out has no limit. */
export interface BudgetLimits {
  /** Requests to the model. */
  readonly calls?: number;
  /** Tokens read and written together. */
  readonly tokens?: number;
  /** US dollars; needs a price. */
  readonly usd?: number;
}

/** US dollars for a million tokens read and a million written. */
export interface TokenPrice {
  readonly inputUsdPerMillionTokens: number;
  readonly outputUsdPerMillionTokens: number;
}

/** What was spent. `usd` is `null` without a price. */
export interface Spending extends Omit<Charge, 'usd'> {
  readonly calls: number;
  readonly usd: number | null;
  /** Attempts whose tokens are not known; they are counted at the most that they can have taken. */
  readonly unknown: number;
}

/** An attempt that may be made. */
export interface Reservation {
  /**
   * To be called before each request of the attempt; the first is reserved, any further one is reserved then.
   *
   * @returns which limit does not allow it, in words.
   */
  another(): string | undefined;
  /** To be called once, with what the attempt took. */
  settle(charged: Charged): void;
}

/** A budget, shared by all who hold it. */
export interface Budget {
  readonly limits: BudgetLimits;
  /** What was settled, earlier sittings included. */
  spent(): Spending;
  /** Attempts under way. */
  open(): number;
  /**
   * Reserves the most that an attempt can take. Where that fits only once attempts under way turn out cheaper, it waits
   * for them.
   *
   * @returns which limit does not allow it, in words; `interrupted` when it was told to stop.
   */
  reserve(most: Charge, signal?: AbortSignal): Promise<Reservation | { readonly over: string } | 'interrupted'>;
}

/** US dollars of so many tokens. */
export function usdOf({ promptTokens, completionTokens }: Charge, price: TokenPrice): number {
  const { inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = price;
  return (promptTokens * input + completionTokens * output) / 1e6;
}

/**
 * Makes a budget of calls, tokens and US dollars. However many attempts are under way, what was spent never passes a
 * limit, as long as no attempt takes more than was reserved for it.
 *
 * @param options.before What was spent already, in an earlier sitting.
 * @param options.price Of all that is asked; as a function where it is known only later, but before the first attempt.
 */
export function createBudget(
  limits: BudgetLimits,
  options: {
    readonly before?: Sum;
    readonly price?: TokenPrice | (() => TokenPrice | undefined);
    /** How a refusal begins. Default `the budget of`. */
    readonly of?: string;
  } = {},
): Budget {
  const { price, before = NOTHING, of = 'the budget of' } = options;
  const refusal = (limit: keyof BudgetLimits): string => `${of} ${inWords(limits, limit)}`;
  const priced = (known: TokenPrice | undefined): TokenPrice | undefined => {
    if (limits.usd !== undefined && known === undefined) throw new Error('a budget in US dollars needs a price');
    return known;
  };
  const priceNow = typeof price === 'function' ? price : (): TokenPrice | undefined => price;
  if (typeof price !== 'function') priced(price);
  let settled = before;
  let reserved = NOTHING;
  let open = 0;
  const waiting = new Set<() => void>();

  const usd = (sum: Sum): number => {
    const { usd: own, ...tokens } = sum.own ?? NO_MONEY;
    const rest = minus(sum, tokens);
    const now = rest.promptTokens + rest.completionTokens === 0 ? priceNow() : priced(priceNow());
    return own + (now === undefined ? 0 : usdOf(rest, now));
  };
  /** The limit that this and one more attempt would pass. */
  const passed = (spent: Sum, most: Charge): keyof BudgetLimits | undefined => {
    const after = plus(spent, { ...asSum(most), calls: 1, unknown: 0 });
    if (after.calls > (limits.calls ?? Infinity)) return 'calls';
    if (after.promptTokens + after.completionTokens > (limits.tokens ?? Infinity)) return 'tokens';
    return usd(after) > (limits.usd ?? Infinity) ? 'usd' : undefined;
  };
  const settle = (most: Charge, charged: Charged, requests: number): void => {
    open -= 1;
    reserved = plus(reserved, { calls: -requests, unknown: 0, ...asSum(negative(most)) });
    if (charged.sent) {
      const calls = Math.max(requests, charged.calls ?? 1);
      settled = plus(settled, { ...asSum(charged), calls, unknown: Number(!charged.known) });
    }
    for (const wake of waiting) wake();
  };
  const untilSettled = (signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        waiting.delete(wake);
        release();
        resolve();
      };
      waiting.add(wake);
      const release = onAbort(signal, () => wake());
    });

  return {
    limits,
    spent() {
      const { own, ...sum } = settled;
      return { ...sum, usd: own === undefined && priceNow() === undefined ? null : usd(settled) };
    },
    open: () => open,
    async reserve(most, signal) {
      for (;;) {
        if (signal?.aborted === true) return 'interrupted';
        const limit = passed(plus(settled, reserved), most);
        if (limit === undefined) break;
        // A call that is under way will have been one.
        if (limit === 'calls' || open === 0) return { over: refusal(limit) };
        await untilSettled(signal);
      }
      open += 1;
      reserved = plus(reserved, { ...asSum(most), calls: 1, unknown: 0 });
      let requests = 0;
      let ended = false;
      return {
        another() {
          if (ended) return 'the call has ended';
          const isMore = requests > 0;
          if (isMore && settled.calls + reserved.calls >= (limits.calls ?? Infinity)) return refusal('calls');
          if (isMore) reserved = plus(reserved, { ...NOTHING, calls: 1 });
          requests += 1;
          return undefined;
        },
        settle(charged) {
          ended = true;
          settle(most, charged, Math.max(1, requests));
        },
      };
    },
  };
}

/** A budget as in {@link createBudget}; `undefined` where nothing is limited, so that nothing need be reserved. */
export function budgetWithin(
  limits: BudgetLimits,
  options: Parameters<typeof createBudget>[1] = {},
): Budget | undefined {
  const isLimited = Object.values(limits).some((limit) => limit !== undefined);
  return isLimited ? createBudget(limits, options) : undefined;
}

/** A sum of attempts. What was priced on its own, as where several models share a budget, is in `own` too. */
export type Sum = Omit<Spending, 'usd'> & { readonly own?: Required<Charge> };

const NO_MONEY: Required<Charge> = { promptTokens: 0, completionTokens: 0, usd: 0 };
const NOTHING: Sum = { calls: 0, promptTokens: 0, completionTokens: 0, unknown: 0 };

function asSum<Of extends Charge>({ promptTokens, completionTokens, usd }: Of): Omit<Sum, 'calls' | 'unknown'> {
  const tokens = { promptTokens, completionTokens };
  return usd === undefined ? tokens : { ...tokens, own: { ...tokens, usd } };
}

function plus(a: Sum, b: Sum): Sum {
  const own =
    a.own === undefined || b.own === undefined
      ? (a.own ?? b.own)
      : { ...plusTokens(a.own, b.own), usd: a.own.usd + b.own.usd };
  return {
    calls: a.calls + b.calls,
    ...plusTokens(a, b),
    unknown: a.unknown + b.unknown,
    ...(own === undefined ? {} : { own }),
  };
}

function plusTokens(a: Charge, b: Charge): Charge {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
  };
}

function minus(a: Charge, b: Charge): Charge {
  return plusTokens(a, negative(b));
}

function negative({ promptTokens, completionTokens, usd }: Charge): Charge {
  const tokens = { promptTokens: -promptTokens, completionTokens: -completionTokens };
  return usd === undefined ? tokens : { ...tokens, usd: -usd };
}

function inWords(limits: BudgetLimits, limit: keyof BudgetLimits): string {
  const units = { calls: 'calls', tokens: 'tokens', usd: 'US dollars' } as const;
  const rest = limit === 'calls' ? 'is spent' : 'does not allow another call';
  return `${limits[limit]} ${units[limit]} ${rest}`;
}
