/** A time at which an agent is to act. */
export interface Due {
  readonly time: number;
  /** From when on the agent knows why: it need not act for it again once it has acted at or after that. */
  readonly known: number;
  readonly reason: string;
  /** Seq of the event that woke it. */
  readonly event?: number;
}

/** When each agent is to act next, as seldom as it needs: one activation serves all that is known by then. */
export interface Dues {
  add(agent: string, due: Due, now: number): void;
  /** Sets the agent's timer, in place of the one it had. */
  wind(agent: string, due: Due): void;
  /** The agent has acted, or could have: what it knew by then is done with. */
  served(agent: string, time: number): void;
  next(agent: string): Due | undefined;
}

export function createDues(): Dues {
  const dues = new Map<string, readonly Due[]>();
  const timers = new Map<string, Due>();
  return {
    add(agent, due, now) {
      const all = [...(dues.get(agent) ?? []), due];
      // Of what is known already, the first serves all; what is still on its way is not served by acting before.
      const first = earliest(all.filter(({ known }) => known <= now));
      const coming = all.filter(({ known }) => known > now);
      dues.set(agent, first === undefined ? coming : [first, ...coming]);
    },
    wind: (agent, due) => void timers.set(agent, due),
    served(agent, time) {
      timers.delete(agent);
      const left = (dues.get(agent) ?? []).filter(({ known }) => known > time);
      if (left.length === 0) dues.delete(agent);
      else dues.set(agent, left);
    },
    next(agent) {
      const timer = timers.get(agent);
      return earliest([...(dues.get(agent) ?? []), ...(timer === undefined ? [] : [timer])]);
    },
  };
}

function earliest(dues: readonly Due[]): Due | undefined {
  return dues.reduce<Due | undefined>(
    (first, due) => (first === undefined || due.time < first.time ? due : first),
    undefined,
  );
}
