import { userError } from '../foundation/errors/index.js';
import type { World } from '../spec/index.js';

/** How events reach those who perceive them; see {@link delivery}. */
export interface DeliveryOptions {
  /** Time that an event is on its way: `least`, and an exponential time with mean `more`. Default none. */
  readonly delay?: { readonly least?: number; readonly more?: number };
  /** Probability that an event never reaches somebody. Default 0. */
  readonly loss?: number;
  /** Types of events that this is about; others arrive at once. Default all. */
  readonly events?: readonly string[];
}

/**
 * Delivery that is late or lost, for {@link defineWorld} and {@link World}: to each agent by itself, drawn from a stream
 * that is keyed by the event's activation and the agent. An agent perceives its own events at once.
 *
 * @throws MesocosmError (usage) when a time is negative, or `loss` no probability.
 * @example
 * defineWorld({ ..., delivery: delivery({ delay: { least: 1, more: 0.5 }, loss: 0.05 }) })
 */
export function delivery(options: DeliveryOptions): NonNullable<World<unknown, unknown>['delivery']> {
  const { delay: { least = 0, more = 0 } = {}, loss = 0, events } = options;
  if (!(least >= 0 && least < Infinity && more >= 0 && more < Infinity && loss >= 0 && loss <= 1)) {
    throw userError({
      kind: 'usage',
      what: `a delivery with a delay of ${least} and ${more}, and a loss of ${loss}`,
      expected: 'times of at least 0 and a probability from 0 to 1',
    });
  }
  const about = events === undefined ? undefined : new Set(events);
  return (event, _to, chance) => {
    if (about !== undefined && !about.has(event.type)) return { after: 0 };
    // Both are drawn always, so that a change of one leaves the other as it was.
    const [luck, wait] = [chance.uniform(), chance.exponential()];
    return luck < loss ? 'lost' : { after: least + more * wait };
  };
}
