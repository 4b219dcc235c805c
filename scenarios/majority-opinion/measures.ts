import type { Event, Measure } from 'mesocosm';
import { winnerColumnTitles, winnerValues } from '../_internals/winner-columns.js';
import type { ResolvedParameters } from './parameters.js';
import { OPINION_CHANGED } from './rules.js';

/** Order must last over the last tenth of the run. */
export const LASTING_PART = 10;
/** Share of the free agents that must hold the alternative for a population to count as flipped. */
export const FLIPPED_SHARE = 0.95;
const GRID_POINTS = 50;

/** The number of holders of the first option after each step, from the events of a run. */
export interface Poll {
  /** @returns the number after this event, or `undefined` for an event that is no step. */
  observe(event: Event): { readonly step: number; readonly before: number; readonly after: number } | undefined;
}

/** Follows the number of holders through the events of a run. */
export function poll({
  labels,
  agents,
  activation,
}: Pick<ResolvedParameters, 'labels' | 'agents' | 'activation'>): Poll {
  // Where all act at once there is nothing to be seen in the middle of a round.
  const every = activation === 'simultaneous-rounds' ? agents : 1;
  let step = 0;
  let settled: number | undefined;
  return {
    observe(event) {
      if (!event.type.startsWith('opinion-')) return undefined;
      const after = event.data['first'] as number;
      const moved = event.type === OPINION_CHANGED ? (event.data['option'] === labels[0] ? 1 : -1) : 0;
      step += 1;
      const before = settled ?? after - moved;
      settled = step % every === 0 ? after : before;
      return { step, before, after: settled };
    },
  };
}

/**
 * Order |m| over time, with m = (N0 - N1) / N over the whole population: lasting order is its mean over the last tenth
 * of the run; the first unanimity may be lost again.
 */
export function orderMeasure(parameters: ResolvedParameters): Measure {
  const { agents, sweeps } = parameters;
  const horizon = sweeps * agents;
  const times = orderTimes({ agents, sweeps });
  const order = (first: number): number => Math.abs(2 * first - agents) / agents;
  return {
    name: 'order',
    columns: {
      lasting_order: { title: `mean |m| over the last ${sweeps / LASTING_PART} of ${sweeps} sweeps`, unit: '|m|' },
      final_order: { title: '|m| at the end', unit: '|m|' },
      first_unanimity: { title: 'first time that all agree', unit: 'sweeps', when: true },
    },
    grid: { title: 'time (activations)', times },
    start() {
      const watch = poll(parameters);
      const series: number[] = [];
      const lasting = { sum: 0, steps: 0 };
      let current: number | undefined;
      let unanimous: number | undefined;
      const note = (step: number, value: number): void => {
        if (value === 1) unanimous ??= step / agents;
        while ((times[series.length] ?? Infinity) <= step) series.push(value);
        current = value;
      };
      return {
        observe(event) {
          const seen = watch.observe(event);
          if (seen === undefined) return;
          if (seen.step === 1) note(0, order(seen.before));
          note(seen.step, order(seen.after));
          if (seen.step <= horizon - horizon / LASTING_PART) return;
          lasting.sum += order(seen.after);
          lasting.steps += 1;
        },
        finish() {
          const missing: Record<string, string> = {};
          if (lasting.steps === 0) missing['lasting_order'] = 'the run ended before its last tenth';
          if (current === undefined) missing['final_order'] = 'nobody gave an opinion';
          if (unanimous === undefined) missing['first_unanimity'] = 'never unanimous';
          return {
            values: {
              lasting_order: lasting.steps === 0 ? null : lasting.sum / lasting.steps,
              final_order: current ?? null,
              first_unanimity: unanimous ?? null,
            },
            missing,
            series: { order: times.map((_, index) => series[index] ?? null) },
          };
        },
      };
    },
  };
}

/** Times of the series of order, in activations. */
export function orderTimes({ agents, sweeps }: Pick<ResolvedParameters, 'agents' | 'sweeps'>): readonly number[] {
  const horizon = sweeps * agents;
  const points = Math.min(GRID_POINTS, horizon);
  return Array.from({ length: points + 1 }, (_, index) => Math.round((index * horizon) / points));
}

/** Which opinion most of the free agents hold at the end; a tie is half. */
export function winnerMeasure(parameters: ResolvedParameters): Measure {
  const { labels, agents, committed, committedTo } = parameters;
  const [held, others] = committedTo === 'second' ? [0, committed] : [committed, 0];
  const columns = winnerColumnTitles(labels, committed > 0 ? 'free agents' : 'agents');
  return {
    name: 'winner',
    columns,
    start() {
      const watch = poll(parameters);
      let first: number | undefined;
      return {
        observe(event) {
          first = watch.observe(event)?.after ?? first;
        },
        finish() {
          if (first !== undefined) return { values: winnerValues(labels, [first - held, agents - first - others]) };
          const names = Object.keys(columns);
          return {
            values: Object.fromEntries(names.map((name) => [name, null])),
            missing: Object.fromEntries(names.map((name) => [name, 'nobody gave an opinion'])),
          };
        },
      };
    },
  };
}

/** How far the committed minority carried the others by the end of the run. */
export function tippingMeasure(parameters: ResolvedParameters): Measure {
  const { labels, agents, committed, committedTo, sweeps } = parameters;
  const free = agents - committed;
  const carried = labels[committedTo === 'second' ? 1 : 0];
  return {
    name: 'tipping',
    columns: {
      adoption: { title: `share of the free agents that hold ${carried} at ${sweeps} N`, unit: 'share' },
      flipped: {
        title: `tipped by ${sweeps} N: at least ${FLIPPED_SHARE * 100} % of the free agents hold ${carried} then`,
        unit: 'yes = 1',
        proportion: true,
        headline: true,
        horizon: { time: sweeps, unit: 'sweeps' },
      },
    },
    start() {
      const watch = poll(parameters);
      let first = 0;
      let steps = 0;
      return {
        observe(event) {
          const seen = watch.observe(event);
          if (seen === undefined) return;
          first = seen.after;
          steps = seen.step;
        },
        finish() {
          if (steps < sweeps * agents) {
            const reason = `the run ended before ${sweeps} N`;
            return { values: { adoption: null, flipped: null }, missing: { adoption: reason, flipped: reason } };
          }
          const adoption = (committedTo === 'second' ? free - first : first - committed) / free;
          return { values: { adoption, flipped: Number(adoption >= FLIPPED_SHARE) } };
        },
      };
    },
  };
}
