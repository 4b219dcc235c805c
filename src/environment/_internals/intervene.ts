import type {
  Change,
  Committed,
  Event,
  EventDraft,
  Intervention,
  Json,
  Moment,
  Moves,
  Persona,
  StateReader,
} from '../../spec/index.js';
import type { Commit } from './commit.js';
import type { Seats } from './seats.js';
import { holds } from './state-condition.js';

/** What is done to a run from outside, each at its moment. */
export interface Interventions {
  /** Does what is due before an activation at this time; what was committed by it. */
  before(time: number): readonly Committed[];
  /** The virtual time before which nothing is due but what waits for events. */
  next(): number;
  /** Takes note of what happened. */
  observe(events: readonly Event[]): void;
  /** Somebody else's text, where a persona was put in an agent's place. */
  persona(agent: string): Persona | undefined;
}

interface Pending {
  readonly intervention: Intervention;
  /** Events that are still to come, where it waits for them. */
  left: number;
}

/** @param parts.moved What follows in the world where agents are taken out or let in. */
export function createInterventions(
  interventions: readonly Intervention[],
  parts: {
    readonly commit: Commit;
    readonly seats: Seats;
    readonly options: readonly string[];
    /** What conditions look at. */
    readonly state: StateReader<unknown, unknown>;
    moved(moves: Moves): readonly EventDraft[];
  },
): Interventions {
  const { commit, seats, options, state, moved } = parts;
  let pending: Pending[] = interventions.map((intervention) => ({ intervention, left: countIn(intervention.when) }));
  const personas = new Map<string, Persona>();

  const apply = (change: Change): readonly EventDraft[] => {
    if (change.do === 'inject') return [change.event];
    if (change.do === 'persona') personas.set(change.agent, change.persona);
    if (change.do === 'remove') seats.set(change.agent, { absent: true });
    if (change.do === 'add') seats.set(change.agent, { absent: false });
    if (change.do === 'commit') {
      seats.set(change.agent, { commitment: change.option === null ? null : options.indexOf(change.option) });
    }
    return [];
  };

  const isDue = ({ intervention: { when }, left }: Pending, time: number): boolean => {
    if ('time' in when) return time >= when.time;
    if ('seq' in when) return commit.next() >= when.seq;
    if ('state' in when) return holds(when.state, state);
    return left <= 0;
  };

  return {
    before(time) {
      const done: Committed[] = [];
      for (const one of pending.filter((each) => isDue(each, time))) {
        const { when, changes } = one.intervention;
        const before = seats.everybody();
        const injected = changes.flatMap(apply);
        const { removed, added } = difference(before, seats.everybody());
        const stirred = removed.length + added.length > 0;
        const more = pending.length > 1;
        const drafts = stirred ? [...injected, ...moved({ removed, added, injected, more })] : injected;
        const draft = { type: 'intervention-made', data: { changes: changes.map(asData) } };
        const committed = commit.outside(draft, drafts, 'time' in when ? when.time : time);
        pending = pending.filter((each) => each !== one);
        observe(pending, committed.events);
        done.push(committed);
      }
      return done;
    },
    next: () => Math.min(...pending.map(({ intervention: { when } }) => ('time' in when ? when.time : Infinity))),
    observe: (events) => observe(pending, events),
    persona: (agent) => personas.get(agent),
  };
}

/** Who was there and is no longer, and who is there now. */
function difference(before: readonly string[], after: readonly string[]): Pick<Moves, 'removed' | 'added'> {
  if (before === after) return { removed: [], added: [] };
  const [was, is] = [new Set(before), new Set(after)];
  return { removed: before.filter((agent) => !is.has(agent)), added: after.filter((agent) => !was.has(agent)) };
}

function countIn(when: Moment): number {
  return 'after' in when ? when.after.count : 0;
}

function observe(pending: readonly Pending[], events: readonly Event[]): void {
  for (const one of pending) {
    const { when } = one.intervention;
    if (!('after' in when)) continue;
    const { event: type, agent } = when.after;
    one.left -= events.filter((event) => event.type === type && (agent === undefined || event.agent === agent)).length;
  }
}

/** A change as the journal tells it: a persona by its name, an event by its type, for its line follows. */
function asData(change: Change): Json {
  if (change.do === 'persona') return { do: change.do, agent: change.agent, persona: change.persona.name };
  if (change.do === 'inject') return { do: change.do, event: change.event.type };
  return change;
}
