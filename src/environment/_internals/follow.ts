import type { Activation, ActivationDraft, Committed, Pending, Regime, StateReader } from '../../spec/index.js';
import { isDeclared } from './declared.js';
import type { Queue } from './queue.js';
import type { Dispatch } from './dispatch.js';

/** Schedules what follows from a commit. */
export type Follow = (committed: Committed) => void;

/**
 * @throws Error (when called) where an agent is activated that the activation did not declare it may wake, before its
 *   time, or with more than the regime says such an agent can reach.
 */
export function createFollow(
  regime: Regime,
  made: {
    readonly agents: readonly string[];
    readonly chances: Parameters<Regime['activations']>[1];
    readonly queue: Queue;
    readonly dispatch: Dispatch;
    readonly state: StateReader<unknown, unknown>;
  },
): Follow {
  const { agents, chances, queue, dispatch, state } = made;
  const reaction = regime.react?.(agents, chances);
  if (reaction === undefined) return () => undefined;
  const pending: Pending = {
    withdraw: (agent) => queue.withdraw(agent, dispatch.undo),
    clear: () => queue.clear(dispatch.undo),
  };
  for (const draft of reaction.begin?.({ state, time: 0 }) ?? []) queue.add(draft);
  return (committed) => {
    for (const draft of reaction.follow(committed, pending)) {
      assertFollows(regime, committed.activation, draft);
      queue.add(draft);
    }
  };
}

function assertFollows(regime: Regime, after: Activation, draft: ActivationDraft): void {
  const from = `activation ${after.index} ("${after.reason}")`;
  if (!(draft.time >= after.time)) {
    throw new Error(
      `an activation at time ${draft.time} follows from ${from} at time ${after.time}; nothing goes back`,
    );
  }
  for (const agent of draft.agents) {
    if (!isDeclared(after.wakes ?? [], agent)) {
      throw new Error(`"${agent}" was woken by ${from}, which did not declare that it may wake it`);
    }
    const reach = regime.reach?.(agent);
    if (reach === undefined) continue;
    for (const [what, list] of [
      ['writes', draft.writes],
      ['wakes', draft.wakes ?? []],
    ] as const) {
      // prettier-ignore
      const allowed = reach[what];
      const stray =
        list === 'all' ? (allowed === 'all' ? undefined : 'all') : list.find((one) => !isDeclared(allowed, one));
      if (stray === undefined) continue;
      throw new Error(
        `an activation of "${agent}" ${what} "${stray}", which the reach of "${agent}" in the regime "${regime.name}" leaves out`,
      );
    }
  }
}
