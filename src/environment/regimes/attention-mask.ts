import { z } from 'zod';
import { Json, type Event } from '../../spec/index.js';

/** In `fields` of a mask: the agent itself. */
export const SELF = '{self}';

/**
 * What wakes an agent, as data. An event matches where all that is given holds; one without any condition matches every
 * event that the agent perceives and that is not its own.
 */
export const AttentionMask = z.strictObject({
  /** Whose mask it is. Default everybody's. */
  agents: z.array(z.string()).readonly().optional(),
  /** Types of events. Default any. */
  events: z.array(z.string()).readonly().optional(),
  /** Whose events. Default anybody's but the agent's own. */
  from: z.array(z.string()).readonly().optional(),
  /** The channel that the event's data names. */
  channel: z.string().optional(),
  /** What fields of the event's data must be; {@link SELF} stands for the agent. */
  fields: z.record(z.string(), Json).optional(),
  /** From when the event reaches it to when it acts, in virtual time. */
  latency: z.number().nonnegative().default(1),
  /** Mean of an exponential time that is drawn and added to `latency`, keyed by the agent. Default none. */
  spread: z.number().nonnegative().default(0),
});
export type AttentionMask = z.infer<typeof AttentionMask>;

/** Whether an event wakes an agent through a mask that it has. */
export function matches({ events, from, channel, fields = {} }: AttentionMask, event: Event, agent: string): boolean {
  if (from === undefined ? event.agent === agent : !from.includes(event.agent ?? '')) return false;
  if (events !== undefined && !events.includes(event.type)) return false;
  if (channel !== undefined && event.data['channel'] !== channel) return false;
  return Object.entries(fields).every(([field, wanted]) =>
    isEqual(event.data[field], wanted === SELF ? agent : wanted),
  );
}

function isEqual(one: Json | undefined, other: Json): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
