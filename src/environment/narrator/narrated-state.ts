import type { Moves, StateDraft, StateReader } from '../../spec/index.js';
import type { Attempt } from './attempts.js';

/** What is shared in a narrated world: the world's own, and attempts of which nothing has come yet. */
export interface NarratedShared<Shared> {
  own: Shared;
  attempts: readonly Attempt[];
}

/** What belongs to an agent of a narrated world; nothing belongs to the narrator. */
export interface NarratedSlice<Slice> {
  own: Slice | null;
}

/** The world's own view of its state: of its players alone, and without attempts. */
export interface Readers<Shared, Slice> {
  readonly players: readonly string[];
  state(of: StateReader<NarratedShared<Shared>, NarratedSlice<Slice>>): StateReader<Shared, Slice>;
  /** The same for conditions: nothing belongs to the narrator. */
  written(of: StateReader<NarratedShared<Shared>, NarratedSlice<Slice>>): StateReader<Shared, Slice | null>;
  draft(of: StateDraft<NarratedShared<Shared>, NarratedSlice<Slice>>): StateDraft<Shared, Slice>;
}

export function createReaders<Shared, Slice>(players: readonly string[]): Readers<Shared, Slice> {
  return {
    players,
    state: (state) => ({
      agents: players,
      get shared() {
        return state.shared.own;
      },
      slice: (agent) => ownOf(state.slice(agent), agent),
    }),
    written: (state) => ({
      agents: players,
      get shared() {
        return state.shared.own;
      },
      slice: (agent) => state.slice(agent).own,
    }),
    draft: (draft) => ({
      get shared() {
        return draft.shared.own;
      },
      set shared(own) {
        draft.shared.own = own;
      },
      slice: (agent) => ownOf(draft.slice(agent), agent),
    }),
  };
}

function ownOf<Slice>({ own }: NarratedSlice<Slice>, agent: string): Slice {
  if (own === null) throw new Error(`"${agent}" narrates this world, and nothing in it belongs to it`);
  return own;
}

/** What a narrated world's own rules know of who comes and goes: nothing of the narrator. */
export function movesOf(players: readonly string[], { removed, added, ...rest }: Moves): Moves {
  const isPlayer = (agent: string): boolean => players.includes(agent);
  return { ...rest, removed: removed.filter(isPlayer), added: added.filter(isPlayer) };
}
