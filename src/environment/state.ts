import { createDraft, finishDraft, freeze } from 'immer';
import type { Chance, Event, StateDraft, StateReader, World } from '../spec/index.js';
import { isDeclared } from './_internals/declared.js';

/** What a computation looked at: slices by agent, and whether it looked at the shared state. */
export interface Reading {
  readonly slices: Set<string>;
  shared: boolean;
}

/** The state of a world between commits: one shared part and one slice an agent, all frozen. */
export interface WorldState<Shared, Slice> {
  readonly agents: readonly string[];
  /** A reader that notes in `reading` what was looked at. Without `reading` nothing is noted. */
  reader(reading?: Reading): StateReader<Shared, Slice>;
  /** The state as it is now, whatever is committed later. */
  snapshot(): StateReader<Shared, Slice>;
  /**
   * Applies events in order and commits them together.
   *
   * @throws Error when the world writes a slice outside `writes`; nothing is committed then.
   */
  commit(events: readonly Event[], writes: readonly string[] | 'all'): void;
  /** Seq of the last event of the last commit that changed this agent's slice, if any. */
  lastChange(agent: string): number | undefined;
  /** The same for the shared state. */
  lastSharedChange(): number | undefined;
}

/**
 * Holds a world's state. Slices are drafted one by one, when a rule first touches them, so that a commit costs what it
 * changes and not what the world holds.
 */
export function createState<Shared, Slice>(
  world: World<Shared, Slice>,
  agents: readonly string[],
  chance: Chance,
): WorldState<Shared, Slice> {
  const start = world.initial(agents, chance);
  let shared = freeze(start.shared, true);
  const slices = new Map(agents.map((agent) => [agent, freeze(start.slice(agent), true)]));
  const changes = new Map<string, number>();
  let sharedChange: number | undefined;

  const sliceOf = (agent: string): Slice => {
    const slice = slices.get(agent);
    if (slice === undefined) throw new Error(`no agent "${agent}" in this world; there are ${agents.join(', ')}`);
    return slice;
  };

  return {
    agents,
    reader: (reading) => ({
      agents,
      get shared() {
        if (reading !== undefined) reading.shared = true;
        return shared;
      },
      slice(agent) {
        reading?.slices.add(agent);
        return sliceOf(agent);
      },
    }),
    snapshot() {
      const [sharedNow, slicesNow] = [shared, new Map(slices)];
      return { agents, shared: sharedNow, slice: (agent) => slicesNow.get(agent) ?? sliceOf(agent) };
    },
    commit(events, writes) {
      const drafts = new Map<string, Slice>();
      let sharedDraft: Shared | undefined;
      const draft: StateDraft<Shared, Slice> = {
        get shared() {
          return (sharedDraft ??= createDraft(shared as object) as Shared);
        },
        slice(agent) {
          let found = drafts.get(agent);
          if (found === undefined) {
            if (!isDeclared(writes, agent)) {
              throw new Error(`the world changed the slice of "${agent}", which this activation did not declare`);
            }
            found = createDraft(sliceOf(agent) as object) as Slice;
            drafts.set(agent, found);
          }
          return found;
        },
      };
      for (const event of events) reduced(() => world.reduce(draft, event), event);
      const seq = events.at(-1)?.seq;
      for (const [agent, touched] of drafts) {
        const finished = finishDraft(touched as object) as Slice;
        if (finished !== slices.get(agent)) changes.set(agent, seq ?? 0);
        slices.set(agent, finished);
      }
      if (sharedDraft !== undefined) {
        const finished = finishDraft(sharedDraft as object) as Shared;
        if (finished !== shared) sharedChange = seq;
        shared = finished;
      }
    },
    lastChange: (agent) => changes.get(agent),
    lastSharedChange: () => sharedChange,
  };
}

/** Lets a rule change the draft alone: what an event says is a fact, and stands in the journal as it was said. */
function reduced(reduce: () => void, { type, data }: Event): void {
  freeze(data, true);
  try {
    reduce();
  } catch (error) {
    if (!(error instanceof TypeError) || !/read only|read-only|not extensible|Cannot delete/.test(error.message))
      throw error;
    throw new Error(`reduce changed what a ${type} says, or a state that is no draft: ${error.message}`, {
      cause: error,
    });
  }
}
