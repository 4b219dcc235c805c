import type { Activation, ActivationDraft } from '../../spec/index.js';
import type { Dispatched } from './dispatch.js';
import type { Reaches } from './reaches.js';
import { inOrder, type Entry, type Schedule } from './schedule.js';

/** The activations that are due next, in order, some of them started before their turn. */
export interface Queue {
  /** The next activation that is due, not started by this. */
  peek(): Activation | undefined;
  /** The next activation, started now if it was not. */
  head(start: (activation: Activation) => Dispatched): Dispatched | undefined;
  /** Starts every activation among the next of the window that no earlier open one can touch. */
  startEarly(start: (activation: Activation) => Dispatched, within?: Bounds): void;
  shift(): void;
  add(draft: ActivationDraft): void;
  /** Takes out what followed from something, was to activate this agent alone and has not been due yet. */
  withdraw(agent: string, undo: (started: Dispatched) => void): number;
  /** Takes out all that followed from something and has not been due yet. */
  clear(undo: (started: Dispatched) => void): void;
  /** Takes back all that was started, so that it is started anew when it is due. */
  restart(undo: (started: Dispatched) => void): void;
  /** Waits for all that was started. Rejects never. */
  settle(): Promise<void>;
}

/** How far may be looked ahead: so many activations, and none at or after a time. */
export interface Bounds {
  readonly atMost?: number;
  readonly before?: number;
}

interface Waiting extends Entry {
  started?: Dispatched;
}

export function createQueue(
  schedule: Schedule,
  options: { readonly lookahead: number; readonly reaches: Reaches },
): Queue {
  const { lookahead, reaches } = options;
  const window: Waiting[] = [];
  const following = new Map<string, Set<Waiting>>();
  const followed = new Set<Waiting>();
  let abandoned: Dispatched[] = [];

  const fill = (length: number): void => {
    while (window.length < length) {
      const next = schedule.take();
      if (next === undefined) return;
      window.push(next);
    }
  };

  const forget = (entry: Waiting): void => {
    const [agent] = entry.activation.agents;
    followed.delete(entry);
    if (entry.followed && agent !== undefined) following.get(agent)?.delete(entry);
  };

  /** What comes before the last of the window belongs into it. */
  const place = (entry: Waiting): void => {
    const last = window.at(-1);
    if (last === undefined || inOrder(entry, last) > 0) return;
    const taken = schedule.take();
    if (taken !== entry) throw new Error('an activation was scheduled out of order');
    let at = window.length;
    while (at > 0 && inOrder(entry, window[at - 1] as Entry) < 0) at -= 1;
    window.splice(at, 0, entry);
  };

  const abandon = (started: Dispatched, undo: (started: Dispatched) => void): void => {
    undo(started);
    abandoned.push(started);
  };

  const takeOut = (entry: Waiting, undo: (started: Dispatched) => void): void => {
    entry.withdrawn = true;
    followed.delete(entry);
    const at = window.indexOf(entry);
    if (at >= 0) window.splice(at, 1);
    if (entry.started !== undefined) abandon(entry.started, undo);
  };

  return {
    peek() {
      fill(1);
      return window[0]?.activation;
    },
    head(start) {
      fill(1);
      const entry = window[0];
      if (entry === undefined) return undefined;
      return (entry.started ??= start(entry.activation));
    },
    startEarly(start, { atMost = Infinity, before = Infinity } = {}) {
      fill(Math.min(lookahead, atMost));
      const touched = new Set<string>();
      for (const entry of window) {
        const { time, reads, writes, agents, wakes = [] } = entry.activation;
        if (time >= before) return;
        const free = touched.size === 0 || (reads !== 'all' && !reads.some((agent) => touched.has(agent)));
        if (free && !agents.some((agent) => touched.has(agent))) entry.started ??= start(entry.activation);
        if (writes === 'all' || wakes === 'all') return;
        for (const agent of writes) touched.add(agent);
        for (const agent of agents) touched.add(agent);
        if (wakes.length === 0) continue;
        const reached = reaches(wakes);
        if (reached === 'all') return;
        for (const agent of reached) touched.add(agent);
      }
    },
    shift() {
      const entry = window.shift();
      if (entry !== undefined) forget(entry);
    },
    add(draft) {
      const entry: Waiting = schedule.add(draft);
      followed.add(entry);
      const [agent] = draft.agents;
      if (agent !== undefined && draft.agents.length === 1) {
        let entries = following.get(agent);
        if (entries === undefined) following.set(agent, (entries = new Set()));
        entries.add(entry);
      }
      place(entry);
    },
    withdraw(agent, undo) {
      const entries = following.get(agent);
      if (entries === undefined) return 0;
      for (const entry of entries) takeOut(entry, undo);
      following.delete(agent);
      return entries.size;
    },
    clear(undo) {
      // As in `restart`: the last that was started goes first.
      for (const entry of window.toReversed()) if (entry.followed) takeOut(entry, undo);
      for (const entry of followed) takeOut(entry, undo);
      following.clear();
    },
    restart(undo) {
      // The last that was started is taken back first, so that occasions go back in their order.
      for (const entry of window.toReversed()) {
        if (entry.started === undefined) continue;
        abandon(entry.started, undo);
        delete entry.started;
      }
    },
    async settle() {
      const started = [...abandoned, ...window.flatMap(({ started: one }) => one ?? [])];
      abandoned = [];
      await Promise.allSettled(started.flatMap(({ judgements }) => judgements));
    },
  };
}
