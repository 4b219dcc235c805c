import type { Event, MetState, PlannedAgent } from '../spec/index.js';

/** Counts in which states agents decide, and how. */
export interface MetFold {
  observe(events: readonly Event[]): void;
  /** In the order in which the states were first met. */
  states(): readonly MetState[];
}

interface Met {
  readonly agent: string;
  readonly state: string;
  visits: number;
  readonly sums: number[];
}

/**
 * Adds up the decisions of a run by who the agents are (persona and mind) and by the state of the decision problem: agents who
 * are nobody in particular, with one mind, are counted together. Decisions that failed or were committed are not there.
 */
export function metFold(agents: readonly PlannedAgent[]): MetFold {
  const first = firstAlike(agents);
  const met = new Map<string, Met>();
  return {
    observe(events) {
      for (const { type, agent, data } of events) {
        const probabilities = data['probabilities'];
        if (type !== 'decision-made' || agent === undefined || !Array.isArray(probabilities)) continue;
        const [who, state] = [first.get(agent) ?? agent, String(data['state'])];
        const key = JSON.stringify([who, state]);
        let one = met.get(key);
        if (one === undefined) met.set(key, (one = { agent: who, state, visits: 0, sums: [] }));
        one.visits += 1;
        for (const [option, p] of (probabilities as readonly number[]).entries()) {
          one.sums[option] = (one.sums[option] ?? 0) + p;
        }
      }
    },
    states: () =>
      [...met.values()].map(({ sums, visits, ...about }) => ({
        ...about,
        visits,
        probabilities: sums.map((sum) => sum / visits),
      })),
  };
}

/** For each agent the first that is the same person with the same mind. */
export function firstAlike(agents: readonly PlannedAgent[]): ReadonlyMap<string, string> {
  const minds = new Map<unknown, number>();
  const known = new Map<string, string>();
  return new Map(
    agents.map(({ id, persona, mind }) => {
      if (!minds.has(mind)) minds.set(mind, minds.size);
      const who = JSON.stringify([minds.get(mind), persona?.name ?? null, persona?.text ?? null]);
      if (!known.has(who)) known.set(who, id);
      return [id, known.get(who) as string];
    }),
  );
}
