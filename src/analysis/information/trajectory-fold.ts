import { canonicalJson } from '../../foundation/storage/index.js';
import type { Event } from '../../spec/index.js';
import type { RunTrajectories, TrajectoryValue } from './trajectory.js';

/** How decisions become steps. */
export interface TrajectoryFoldOptions {
  /** Name of the run. */
  readonly run: string;
  /** Whose decisions, in this order. */
  readonly agents: readonly string[];
  /** Kind of the situations whose decisions are taken; default all. */
  readonly kind?: string;
  /**
   * Virtual time of a step. A step then holds what the agent decided last before its end, and misses what a failed decision
   * left open. By default the steps of an agent are its own decisions, one after the other, as fits simultaneous rounds.
   */
  readonly every?: number;
}

/** Reads trajectories from the events of a run, in the order of its journal. */
export interface TrajectoryFold {
  observe(event: Event): void;
  /** What was seen so far. Agents that have fewer steps than others miss the rest. */
  finish(): RunTrajectories;
}

/**
 * Turns the decisions in a run's events into trajectories: the option chosen, or the value given (text of what is neither text
 * nor number). A decision that failed is a missing value.
 *
 * @example
 * const fold = trajectoryFold({ run: 'default.interacting.1', agents, every: agents.length });
 * for await (const event of readJournal(file)) fold.observe(event);
 * const trajectories = fold.finish();
 */
export function trajectoryFold({ run, agents, kind, every }: TrajectoryFoldOptions): TrajectoryFold {
  const series = new Map<string, (TrajectoryValue | null)[]>(agents.map((agent) => [agent, []]));
  let reached = 0;
  const put = (values: (TrajectoryValue | null)[], step: number, value: TrajectoryValue | null): void => {
    const held = values.at(-1) ?? null;
    while (values.length < step) values.push(held);
    values[step] = value;
  };
  return {
    observe({ type, agent, time, data }) {
      if (every !== undefined) reached = Math.max(reached, Math.floor(time / every) + 1);
      const values = agent === undefined ? undefined : series.get(agent);
      if (values === undefined || (type !== 'decision-made' && type !== 'decision-failed')) return;
      if (kind !== undefined && data['kind'] !== kind) return;
      const value = type === 'decision-made' ? valueOf(data['option'] ?? data['value']) : null;
      put(values, every === undefined ? values.length : Math.floor(time / every), value);
    },
    finish() {
      const steps = Math.max(reached, ...[...series.values()].map(({ length }) => length));
      const trajectories = agents.map((agent) => {
        const values = series.get(agent) ?? [];
        const last = every === undefined ? null : (values.at(-1) ?? null);
        return { run, agent, values: [...values, ...Array.from({ length: steps - values.length }, () => last)] };
      });
      return { run, trajectories };
    },
  };
}

function valueOf(value: Event['data'][string] | undefined): TrajectoryValue | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : canonicalJson(value);
}
