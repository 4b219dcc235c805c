import PQueue from 'p-queue';
import { systemClock, type Clock } from '../../foundation/clock.js';
import type { ModelFailure, Result } from '../../spec/index.js';
import { childSignal } from '../_internals/child-signal.js';
import { onAbort } from '../_internals/on-abort.js';
import { unsent } from '../_internals/unsent.js';

/** Longest time for which an endpoint can hold calls back at once. */
const LONGEST_HOLD_MS = 60_000;
const TOO_MANY_REQUESTS = 429;

/** How many calls an endpoint is given at once: at most so many, fewer while it says that they are too many. */
export interface Limiter {
  /** The most that are ever open at once. */
  readonly most: number;
  /** The most that are open at once now. */
  limit(): number;
  open(): number;
  /**
   * Runs a call in a slot; it waits for one in the order in which it came, or until it is interrupted. Attempts with
   * the same `caller` keep the place of the first: one that is made again does not wait behind all that came since.
   */
  run<Value>(
    call: () => Promise<Result<Value, ModelFailure>>,
    how?: { readonly signal?: AbortSignal; readonly caller?: object },
  ): Promise<Result<Value, ModelFailure>>;
  /** Sets another upper bound. */
  bound(most: number): void;
}

/**
 * An adaptive limit. It begins at the upper bound. Replies are looked at in rounds of as many as the limit: with a share
 * s of status 429 in a round, the limit becomes limit × (1 - s / 2) + (1 - s). A clean round adds one slot, a round in
 * which all were too many halves the limit, and single ones hardly slow it: it settles less than two slots above what the
 * endpoint takes (after data centre TCP: Alizadeh et al. 2010, doi:10.1145/1851182.1851192). A 429 that says how long to
 * wait holds back every new call for so long, at most a minute.
 */
export function createLimiter(options: { readonly concurrency: number; readonly clock?: Clock }): Limiter {
  const { clock = systemClock } = options;
  const queue = new PQueue({ concurrency: options.concurrency });
  let most = options.concurrency;
  let limit = most;
  let round = { replies: 0, refused: 0 };
  let heldUntil = -Infinity;
  let callers = 0;
  const places = new WeakMap<object, number>();

  const set = (next: number): void => {
    limit = Math.min(most, Math.max(1, next));
    queue.concurrency = Math.floor(limit);
  };
  const heard = (reply: Result<unknown, ModelFailure>): void => {
    const tooMany = !reply.ok && reply.failure.status === TOO_MANY_REQUESTS;
    if (!reply.ok && reply.failure.kind === 'aborted') return;
    round = { replies: round.replies + 1, refused: round.refused + Number(tooMany) };
    if (tooMany && reply.failure.retryAfterMs !== undefined) {
      heldUntil = Math.max(heldUntil, clock.monotonicMs() + Math.min(LONGEST_HOLD_MS, reply.failure.retryAfterMs));
    }
    if (round.replies < Math.floor(limit)) return;
    const share = round.refused / round.replies;
    set(limit * (1 - share / 2) + (1 - share));
    round = { replies: 0, refused: 0 };
  };
  const placeOf = (caller: object): number => {
    const place = places.get(caller) ?? (callers += 1);
    places.set(caller, place);
    return place;
  };
  const holdLeft = (): number => Math.max(0, heldUntil - clock.monotonicMs());

  /** `held` where the endpoint began to hold calls back while this one waited for its slot. */
  const inSlot = <Value>(
    call: () => Promise<Result<Value, ModelFailure>>,
    { signal, caller = {} }: { readonly signal?: AbortSignal; readonly caller?: object },
  ): Promise<Result<Value, ModelFailure> | 'held'> =>
    new Promise((resolve, reject) => {
      const stopWaiting = onAbort(signal, () => resolve(unsent()));
      const task = async (): Promise<void> => {
        stopWaiting();
        if (signal?.aborted === true) return;
        if (holdLeft() > 0) return resolve('held');
        const reply = await call();
        heard(reply);
        resolve(reply);
      };
      queue.add(task, { priority: -placeOf(caller) }).catch(reject);
    });

  return {
    get most() {
      return most;
    },
    limit: () => Math.floor(limit),
    open: () => queue.pending,
    async run(call, how = {}) {
      const { signal } = how;
      for (;;) {
        if (signal?.aborted === true) return unsent();
        if (holdLeft() > 0) await pause(clock, holdLeft(), signal);
        else {
          const reply = await inSlot(call, how);
          if (reply !== 'held') return reply;
        }
      }
    },
    bound(next) {
      const wasFull = limit >= most;
      most = next;
      set(wasFull ? most : limit);
    },
  };
}

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const waiting = childSignal(signal);
  await clock.sleep(ms, waiting.signal);
  waiting.release();
}
