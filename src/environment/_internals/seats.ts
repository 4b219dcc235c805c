import type { AgentSlot, StateReader, World } from '../../spec/index.js';
import type { WorldState } from '../state.js';

/** Who takes part in a run, and who is committed to what; changed by interventions alone. */
export interface Seats {
  /** Neither absent nor, where the world has a say in it, away. */
  isPresent(agent: string): boolean;
  commitment(agent: string): number | undefined;
  has(agent: string): boolean;
  /** Everybody who is not absent; the same array while nobody comes or goes. */
  everybody(): readonly string[];
  /** Those of an audience who are not absent. */
  among(audience: 'public' | readonly string[]): readonly string[];
  set(agent: string, change: { readonly absent?: boolean; readonly commitment?: number | null }): void;
}

export function createSeats<Shared, Slice>(
  agents: readonly AgentSlot[],
  world: World<Shared, Slice>,
  state: WorldState<Shared, Slice>,
): Seats {
  const ids = agents.map(({ id }) => id);
  const known = new Set(ids);
  const commitments = new Map(agents.map(({ id, commitment }) => [id, commitment]));
  const absent = new Set(agents.flatMap((agent) => (agent.absent === true ? [agent.id] : [])));
  let all: readonly string[] = ids.filter((id) => !absent.has(id));
  const reader = state.reader();
  const readers = new Map<string, StateReader<Shared, Slice>>();
  const ownReader = (agent: string): StateReader<Shared, Slice> => {
    let own = readers.get(agent);
    if (own === undefined) readers.set(agent, (own = onlyOwn(reader, agent)));
    return own;
  };
  return {
    isPresent: (agent) => !absent.has(agent) && (world.present === undefined || world.present(ownReader(agent), agent)),
    commitment: (agent) => commitments.get(agent),
    has: (agent) => known.has(agent),
    everybody: () => all,
    among(audience) {
      if (audience === 'public') return all;
      return absent.size === 0 ? audience : audience.filter((agent) => !absent.has(agent));
    },
    set(agent, change) {
      if (change.absent !== undefined) {
        if (change.absent) absent.add(agent);
        else absent.delete(agent);
        all = ids.filter((id) => !absent.has(id));
      }
      if (change.commitment !== undefined) commitments.set(agent, change.commitment ?? undefined);
    },
  };
}

/** A reader of one agent's slice: whether it takes part may hang on nothing else, for it is asked early. */
function onlyOwn<Shared, Slice>(reader: StateReader<Shared, Slice>, agent: string): StateReader<Shared, Slice> {
  const refused = (what: string): Error =>
    new Error(`whether "${agent}" takes part was made to depend on ${what}; it may depend on its own slice alone`);
  return {
    agents: reader.agents,
    get shared(): Shared {
      throw refused('the shared state');
    },
    slice(other) {
      if (other !== agent) throw refused(`the slice of "${other}"`);
      return reader.slice(agent);
    },
  };
}
