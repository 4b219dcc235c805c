import { systemClock, type Clock } from '../../foundation/clock.js';
import { createLimiter, type Limiter } from './limiter.js';

/** A share in the limiter of an endpoint, until it is given back. */
export interface LimiterLease {
  readonly limiter: Limiter;
  /** Gives it back. Safe to call twice. */
  release(): void;
}

interface Shared {
  readonly limiter: Limiter;
  /** What each holder allows. */
  readonly bounds: Map<object, number>;
}

/** One registry a clock: limiters of virtual time are nobody else's. */
const registries = new WeakMap<Clock, Map<string, Shared>>();

/**
 * The limiter of an endpoint, one for all who ask it in this process: studies that run at the same time keep the limit
 * together. Where they allow different numbers of calls at once, the smallest holds.
 */
export function shareLimiter(
  endpoint: string,
  { concurrency, clock = systemClock }: { readonly concurrency: number; readonly clock?: Clock },
): LimiterLease {
  const registry = registries.get(clock) ?? new Map<string, Shared>();
  registries.set(clock, registry);
  const shared = registry.get(endpoint) ?? { limiter: createLimiter({ concurrency, clock }), bounds: new Map() };
  registry.set(endpoint, shared);
  const holder = {};
  const rebound = (): void => shared.limiter.bound(Math.min(...shared.bounds.values()));
  shared.bounds.set(holder, concurrency);
  rebound();
  return {
    limiter: shared.limiter,
    release() {
      if (!shared.bounds.delete(holder)) return;
      if (shared.bounds.size > 0) rebound();
      else if (registry.get(endpoint) === shared) registry.delete(endpoint);
    },
  };
}
