import type { Remembering } from 'mesocosm';
import type { Resolved } from './resolve.js';
import { NAMES_EXCHANGED } from './rules.js';

/** A round as an agent remembers it: what it said and what its partner said, as options. */
export interface Round {
  readonly own: number;
  readonly partner: number;
}

/** Agents remember their last rounds; those of a settled population start with successes of the incumbent. */
export function namingMemory(resolved: Resolved, committed: ReadonlySet<string>): Remembering {
  const { names, memory, incumbentOption } = resolved;
  const options = new Map(names.map((name, option) => [name, option]));
  // One object for each round that can be, shared by all who remember it.
  const rounds = names.map((_, own) => names.map((__, partner): Round => ({ own, partner })));
  const settled =
    incumbentOption === undefined
      ? []
      : Array.from({ length: memory }, () => rounds[incumbentOption]?.[incumbentOption] as Round);
  return {
    window: memory,
    item(event, agent, lens) {
      if (event.type !== NAMES_EXCHANGED) return undefined;
      const agents = event.data['agents'] as readonly string[];
      const choices = event.data['choices'] as readonly string[];
      const me = agents[0] === agent ? 0 : 1;
      const own = options.get(choices[me] as string) as number;
      const partner = lens(options.get(choices[1 - me] as string) as number, agents[1 - me] as string);
      return rounds[own]?.[partner];
    },
    initial: (agent) => (committed.has(agent) ? [] : settled),
  };
}
