import type { Lens, Seen } from '../spec/index.js';

/** How the kernel makes a lens: for an agent, and for which of its decisions or of the events that reached it. */
export type LensOf = (agent: string, ...key: readonly (string | number)[]) => Lens;

/** Notes what everybody sees and remembers of others as it is looked at. */
export interface SeenNotes {
  /** The same lens, noted; without one, things are seen as they are. */
  around(lens?: LensOf): LensOf;
  /** What was seen, by agent. */
  seen(): { readonly [agent: string]: Seen };
}

export function noteSeen(): SeenNotes {
  const notes = new Map<string, { readonly [kind in keyof Seen]: number[][] }>();
  return {
    around:
      (lens) =>
      (agent, ...key) => {
        const inner = lens?.(agent, ...key);
        const choices: number[] = [];
        const of = notes.get(agent) ?? { sees: [], remembers: [] };
        notes.set(agent, of);
        // A situation may be made more than once: the last time counts, and is like the first.
        of[kindOf(key)][Number(key[1])] = choices;
        return (choice, who) => {
          const shown = inner === undefined ? choice : inner(choice, who);
          if (who !== agent) choices.push(shown);
          return shown;
        };
      },
    seen: () =>
      Object.fromEntries(
        [...notes].map(([agent, { sees, remembers }]) => [agent, { sees: whole(sees), remembers: whole(remembers) }]),
      ),
  };
}

/**
 * Shows each agent, in place of what others choose, what the same agent saw at that point of another run: at its so many-eth
 * decision, or in its so many-eth event. Where that run was over, its last again. Its own choices stay.
 */
export function yokedLens(seen: { readonly [agent: string]: Seen }): LensOf {
  return (agent, ...key) => {
    const entries = seen[agent]?.[kindOf(key)] ?? [];
    const there = (at: number): readonly number[] => entries[at] ?? [];
    let at = Math.min(Number(key[1]), entries.length - 1);
    while (at > 0 && there(at).length === 0) at -= 1;
    const choices = there(at);
    let place = 0;
    return (choice, who) => {
      if (who === agent) return choice;
      const shown = choices[Math.min(place, choices.length - 1)];
      place += 1;
      return shown ?? choice;
    };
  };
}

function kindOf([kind]: readonly (string | number)[]): keyof Seen {
  if (kind === 'sees' || kind === 'remembers') return kind;
  throw new Error(`a lens is for what an agent sees or remembers, and this is for "${kind}"`);
}

/** Without holes. */
function whole(entries: readonly (readonly number[] | undefined)[]): number[][] {
  return Array.from(entries, (choices = []) => [...choices]);
}
