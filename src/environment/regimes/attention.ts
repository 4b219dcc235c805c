import { z } from 'zod';
import type { ActivationDraft, Chance, Chances, Committed, Reaction, Regime } from '../../spec/index.js';
import { readOptions } from '../_internals/read-options.js';
import { createDues, type Due } from './_internals/dues.js';
import { AttentionMask, matches } from './attention-mask.js';
import { onceEach, type Touching } from './touching.js';

/** A timer by which an agent acts where nothing woke it: it starts anew whenever the agent acts. */
export const AttentionTimer = z.strictObject({
  /** Mean time from one activation to the next, where nothing else wakes the agent. */
  mean: z.number().positive(),
  /** Always `mean`, and not drawn from an exponential distribution. */
  regular: z.boolean().default(false),
});
export type AttentionTimer = z.infer<typeof AttentionTimer>;

/** A time that events of a type name, at which the world alone acts: its rules are applied to no action. */
export interface Alarm {
  readonly event: string;
  /** The field of the event's data that holds the time. */
  readonly field: string;
}

/** What {@link attention} needs. */
export interface AttentionOptions extends Touching {
  readonly masks: readonly z.input<typeof AttentionMask>[];
  readonly timer?: z.input<typeof AttentionTimer>;
  /** Who acts at time 0. Default nobody where there is a timer, and everybody where there is none. */
  readonly first?: readonly string[];
  readonly alarms?: readonly Alarm[];
}

/**
 * Event-triggered: an agent acts a stated time after an event reaches it that one of its masks matches, or when its own
 * timer rings. An event that is late on its way wakes it when it arrives; one that is lost never does.
 *
 * Nobody is due twice: one activation serves all that the agent knows by then. Where nothing happens, nobody acts; when
 * nothing is due any more, the run ends. An agent may see and change everything, unless `reads` and `writes` say
 * otherwise; an activation wakes those whom it writes to and who have a mask, and itself.
 *
 * @throws MesocosmError (usage) when a mask or the timer is not as its schema says.
 */
export function attention(options: AttentionOptions): Regime {
  const masks = options.masks.map((mask) => readOptions(AttentionMask, mask, 'a mask of attention'));
  const { reads = () => 'all' as const, writes = () => 'all' as const } = options;
  const [readsOf, writesOf] = [onceEach(reads), onceEach(writes)];
  const masksOf = onceEach((agent) => masks.filter(({ agents }) => agents === undefined || agents.includes(agent)));
  const wakesOf = onceEach((agent) => {
    const touched = writesOf(agent);
    if (touched === 'all') return touched;
    return [...new Set([agent, ...touched.filter((other) => masksOf(other).length > 0)])];
  });
  return {
    name: 'attention',
    activations: () => [],
    react: (agents, chances) => reaction({ ...options, agents, chances, readsOf, writesOf, wakesOf, masksOf }),
    reach: (agent) => ({ writes: writesOf(agent), wakes: wakesOf(agent) }),
  };
}

type List = readonly string[] | 'all';

interface Parts extends Pick<AttentionOptions, 'timer' | 'first' | 'alarms'> {
  readonly agents: readonly string[];
  readonly chances: Chances;
  readsOf(agent: string): List;
  writesOf(agent: string): List;
  wakesOf(agent: string): List;
  masksOf(agent: string): readonly AttentionMask[];
}

function reaction({ agents, chances, alarms = [], ...parts }: Parts): Reaction {
  const { readsOf, writesOf, wakesOf, masksOf } = parts;
  const timer = parts.timer === undefined ? undefined : readOptions(AttentionTimer, parts.timer, 'the timer');
  const first = parts.first ?? (timer === undefined ? agents : []);
  const dues = createDues();
  const pending = new Map<string, Due>();
  const timers = onceEach((agent): Chance => chances('timer', agent));
  const latencies = onceEach((agent): Chance => chances('latency', agent));

  const wind = (agent: string, now: number): void => {
    if (timer === undefined) return;
    const time = now + timer.mean * (timer.regular ? 1 : timers(agent).exponential());
    dues.wind(agent, { time, known: time, reason: 'its timer rang' });
  };

  const draftOf = (agent: string, { time, reason, event }: Due): ActivationDraft => ({
    time,
    agents: [agent],
    reads: readsOf(agent),
    writes: writesOf(agent),
    wakes: wakesOf(agent),
    ...(event === undefined ? {} : { event }),
    reason,
  });

  /** What is pending of an agent becomes what is due first. */
  const reschedule = (agent: string, withdraw?: (agent: string) => void): readonly ActivationDraft[] => {
    const [due, before] = [dues.next(agent), pending.get(agent)];
    if (due === before) return [];
    if (before !== undefined) withdraw?.(agent);
    if (due === undefined) {
      pending.delete(agent);
      return [];
    }
    pending.set(agent, due);
    return [draftOf(agent, due)];
  };

  const notice = (agent: string, one: Committed['perceived'][number], now: number): boolean => {
    const { event, later } = one;
    const mask = masksOf(agent).find((each) => matches(each, event, agent));
    if (mask === undefined) return false;
    const known = later?.[agent] ?? event.time;
    const more = mask.spread === 0 ? 0 : mask.spread * latencies(agent).exponential();
    const about = { reason: `it attends to ${event.type}`, event: event.seq };
    dues.add(agent, { time: known + mask.latency + more, known, ...about }, now);
    return true;
  };

  return {
    begin({ time }) {
      for (const agent of first) dues.add(agent, { time, known: time, reason: 'the beginning' }, time);
      for (const agent of agents) if (!first.includes(agent)) wind(agent, time);
      return agents.flatMap((agent) => reschedule(agent));
    },
    follow({ activation, perceived }, { withdraw }) {
      const changed = new Set<string>();
      for (const agent of activation.agents) {
        pending.delete(agent);
        dues.served(agent, activation.time);
        wind(agent, activation.time);
        changed.add(agent);
      }
      for (const one of perceived) {
        for (const agent of one.by === 'public' ? agents : one.by)
          if (notice(agent, one, activation.time)) changed.add(agent);
      }
      const rung = alarms.flatMap((alarm) => perceived.flatMap(({ event }) => alarmOf(alarm, event, parts)));
      return [...[...changed].flatMap((agent) => reschedule(agent, withdraw)), ...rung];
    },
  };
}

/** The world alone acts when the event says; it may touch what the agent may touch whose event it is. */
function alarmOf(
  { event: type, field }: Alarm,
  event: Committed['events'][number],
  { writesOf, wakesOf }: Pick<Parts, 'writesOf' | 'wakesOf'>,
): readonly ActivationDraft[] {
  const time = event.data[field];
  if (event.type !== type || typeof time !== 'number') return [];
  const touched = event.agent === undefined ? 'all' : writesOf(event.agent);
  const wakes = event.agent === undefined ? 'all' : wakesOf(event.agent);
  const reason = `${type} of ${event.agent ?? 'the world'} is over`;
  return [{ time, agents: [], reads: [], writes: touched, wakes, asks: type, event: event.seq, reason }];
}
