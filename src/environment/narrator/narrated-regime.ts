import type { Activation, ActivationDraft, Committed, Pending, Reaction, Regime } from '../../spec/index.js';
import { together } from '../regimes/touching.js';
import { ATTEMPT_MADE, NARRATE } from './attempts.js';

/**
 * The players' regime, with the narrator after each attempt: at the same time, before anybody else acts. Attempts of one
 * activation are taken one by one, in their order.
 *
 * Where the narrator takes no part, the world alone acts in its place.
 */
export function narratedRegime(inner: Regime, narrator: string): Regime {
  const playersOf = (agents: readonly string[]): readonly string[] => agents.filter((agent) => agent !== narrator);
  return {
    name: `narrated:${inner.name}`,
    *activations(agents, chances) {
      for (const activation of inner.activations(playersOf(agents), chances)) yield heard(activation, narrator);
    },
    answering: [...(inner.answering ?? []), narrator],
    react: (agents, chances) => afterAttempts(inner.react?.(playersOf(agents), chances), narrator),
    ...reachOf(inner, narrator),
  };
}

/** What the narrator does may touch everybody, and wakes whom the players' regime lets be woken. */
function reachOf({ react, reach }: Regime, narrator: string): Pick<Regime, 'reach'> {
  if (react !== undefined && reach === undefined) return {};
  const wakes = react === undefined ? [] : ('all' as const);
  return {
    reach(agent) {
      if (agent === narrator) return { writes: 'all', wakes };
      const own = reach?.(agent) ?? { writes: [], wakes: [] };
      return { writes: alsoOf(own.writes, narrator), wakes: alsoOf(own.wakes, narrator) };
    },
  };
}

function alsoOf(list: readonly string[] | 'all', narrator: string): readonly string[] | 'all' {
  return together([list, [narrator]]);
}

/** An activation of players, whose attempts the narrator perceives and is woken by. */
function heard<Draft extends ActivationDraft>(activation: Draft, narrator: string): Draft {
  const { writes, wakes = [] } = activation;
  return { ...activation, writes: alsoOf(writes, narrator), wakes: alsoOf(wakes, narrator) };
}

function afterAttempts(own: Reaction | undefined, narrator: string): Reaction {
  /** Attempts that the narrator is due for, by seq. */
  const due = new Map<number, ActivationDraft>();
  const wakes = own === undefined ? [] : ('all' as const);

  const dueFor = ({ activation }: Committed, seq: number): ActivationDraft => {
    const { time, priority = 0, phase } = activation;
    const draft: ActivationDraft = {
      time,
      priority: priority - 1,
      agents: [narrator],
      reads: 'all',
      writes: 'all',
      wakes,
      ...(phase === undefined ? {} : { phase }),
      asks: NARRATE,
      event: seq,
      reason: 'somebody tried something',
    };
    due.set(seq, draft);
    return draft;
  };

  return {
    begin: (at) => (own?.begin?.(at) ?? []).map((draft) => heard(draft, narrator)),
    follow(committed, queue) {
      const { activation, events } = committed;
      const narrates = activation.asks === NARRATE;
      if (narrates && committed.passedOver === true && activation.event !== undefined) {
        return [
          { ...(due.get(activation.event) as ActivationDraft), agents: [], reason: 'there is nobody who narrates' },
        ];
      }
      if (narrates && activation.event !== undefined) due.delete(activation.event);
      const attempts = events.flatMap(({ type, seq }) => (type === ATTEMPT_MADE ? [dueFor(committed, seq)] : []));
      const kept = keeping(queue);
      const seen = narrates ? { ...committed, activation: outside(activation) } : committed;
      const follows = (own?.follow(seen, kept.queue) ?? []).map((draft) => heard(draft, narrator));
      // What the players' regime takes out of the queue is its own; the narrator's stays.
      return [...(kept.cleared() ? due.values() : attempts), ...follows];
    },
  };
}

/** To the players' regime, what the narrator does comes from outside. */
function outside(activation: Activation): Activation {
  return { ...activation, index: -1, agents: [], wakes: 'all' };
}

function keeping(queue: Pending): { readonly queue: Pending; cleared(): boolean } {
  let cleared = false;
  return {
    queue: {
      withdraw: (agent) => queue.withdraw(agent),
      clear() {
        cleared = true;
        queue.clear();
      },
    },
    cleared: () => cleared,
  };
}
