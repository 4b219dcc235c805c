import { figure, type MeanField, type MeanFieldCourse } from 'mesocosm';
import { notOneByOne } from '../_internals/activation.js';
import { integrate } from '../_internals/integrate.js';
import { winnerValues } from '../_internals/winner-columns.js';
import { gridOf } from './measures.js';
import { statesOfMemory, type MemoryStates } from './memory-states.js';
import type { Resolved } from './resolve.js';
import { namingSituation, statesOf } from './situations.js';
import { FLIPPED_SHARE } from './tipping.js';

/** More states of memory than this are not integrated. */
const MOST_STATES = 10_000;
/** In interactions of one agent. */
const LONGEST_STEP = 0.1;
/** Shares that differ by less are alike. */
const ALIKE = 1e-9;

/**
 * Shares of the states of memory in a population without bound in which anybody meets anybody:
 * dx_k/dt = -x_k + sum_ij x_i x_j P_k(i, j), where P_k(i, j) is the probability that an agent in state i that meets one in j comes
 * to k; a partner is committed with the committed share. Time counts the interactions of one agent, of which there are 2 / N in
 * an interaction of the population.
 *
 * Source: Flint, Aiello, Pastor-Satorras, Baronchelli 2025, arXiv 2510.22422.
 */
export function namingMeanField(resolved: Resolved): MeanField {
  const { network, committed, agents, names, memory } = resolved;
  const order = notOneByOne(resolved.activation);
  const situations = statesOf(resolved);
  return {
    removes: 'takes away agents and chance: shares of the states of memory move as the policy says',
    situations,
    ...(order === undefined ? {} : { refuses: order }),
    ...(network === 'complete' ? {} : { refuses: 'it is of a population in which anybody may meet anybody' }),
    ...(situations > MOST_STATES
      ? { refuses: `there are ${situations} states of memory, and at most ${MOST_STATES} are integrated` }
      : {}),
    async integrate(ask) {
      const states = statesOfMemory(names.length, memory);
      const policy = await Promise.all(states.rounds.map((rounds) => ask(namingSituation(resolved, rounds))));
      return courseOf(resolved, { states, policy, committedShare: committed / agents });
    },
  };
}

interface Equations {
  readonly states: MemoryStates;
  readonly policy: readonly (readonly number[])[];
  readonly committedShare: number;
}

/** What free agents choose, and what was summed up over time. */
interface Moment {
  readonly free: readonly number[];
  readonly success: number;
  readonly first: number;
  readonly adopted: number;
}

const SUMS = 3;

function courseOf(resolved: Resolved, equations: Equations): MeanFieldCourse {
  const { agents, horizon, checkpoints, stretch, names, committed, alternativeOption } = resolved;
  const grid = gridOf(agents, horizon);
  const due = committed === 0 ? [] : checkpoints.filter((time) => time <= horizon);
  const from = (time: number): number => Math.max(0, time - stretch);
  const times = [...new Set([0, ...grid, ...due, ...due.map(from), horizon])].sort((a, b) => a - b);
  const moments = momentsAt(times, resolved, equations);
  const at = new Map(times.map((time, place) => [time, moments[place] as Moment]));
  const mean = (what: 'success' | 'first' | 'adopted', start: number, end: number): number =>
    ((at.get(end)?.[what] ?? 0) - (at.get(start)?.[what] ?? 0)) / (end - start);
  const over = (what: 'success' | 'first'): readonly number[] =>
    grid.map((time, place) => mean(what, grid[place - 1] ?? 0, time));
  const last = (at.get(horizon) as Moment).free;
  const tipped = due.flatMap((time) => {
    const adoption = mean('adopted', from(time), time);
    return [
      [`adoption_${time}`, adoption],
      [`flipped_${time}`, Number(adoption >= FLIPPED_SHARE)],
    ] as const;
  });
  const alternative = names[alternativeOption] as string;
  return {
    values: { ...winnerValues(names, rounded(last)), ...Object.fromEntries(tipped) },
    series: { success: over('success'), [`share_${names[0]}`]: over('first') },
    sentence:
      committed === 0
        ? `Without chance ${leading(names, last)} after ${horizon} interactions.`
        : `Without chance ${figure(last[alternativeOption] as number)} of the others say ${alternative} after ${horizon} interactions.`,
  };
}

function leading(names: readonly string[], shares: readonly number[]): string {
  const most = Math.max(...shares);
  const first = names.filter((_, option) => most - (shares[option] as number) < ALIKE);
  return first.length > 1
    ? `${first.join(' and ')} stay alike (${figure(most)} each)`
    : `${figure(most)} of all choices are ${first[0]}`;
}

function rounded(shares: readonly number[]): readonly number[] {
  return shares.map((share) => Math.round(share / ALIKE));
}

function momentsAt(
  times: readonly number[],
  { agents, incumbentOption, alternativeOption }: Resolved,
  { states, policy, committedShare }: Equations,
): readonly Moment[] {
  const size = states.rounds.length;
  const options = policy[0]?.length ?? 0;
  const free = new Float64Array(options);
  const met = new Float64Array(options);
  const choices = (state: Float64Array): void => {
    free.fill(0);
    for (let at = 0; at < size; at += 1) {
      const own = policy[at] as readonly number[];
      for (let option = 0; option < options; option += 1)
        free[option] = (free[option] as number) + (state[at] as number) * (own[option] as number);
    }
    // Rounding must not count as people: what is off 1 in sum would grow.
    const all = free.reduce((sum, share) => sum + share, 0);
    for (let option = 0; option < options; option += 1) {
      free[option] = (free[option] as number) / all;
      const committed = option === alternativeOption ? committedShare : 0;
      met[option] = (1 - committedShare) * (free[option] as number) + committed;
    }
  };
  const initial = new Float64Array(size + SUMS);
  initial[incumbentOption === undefined ? 0 : states.settled(incumbentOption)] = 1;
  const perOwn = agents / 2;
  return integrate({
    initial,
    sums: SUMS,
    times: times.map((time) => time / perOwn),
    longestStep: LONGEST_STEP,
    derivative(state, change) {
      choices(state);
      change.fill(0);
      for (let at = 0; at < size; at += 1) {
        const share = state[at] as number;
        change[at] = (change[at] as number) - share;
        const own = policy[at] as readonly number[];
        for (let said = 0; said < options; said += 1) {
          const saying = share * (own[said] as number);
          if (saying === 0) continue;
          for (let heard = 0; heard < options; heard += 1) {
            const to = states.after(at, said, heard);
            change[to] = (change[to] as number) + saying * (met[heard] as number);
          }
        }
      }
      change[size] = met.reduce((sum, share) => sum + share * share, 0);
      change[size + 1] = met[0] as number;
      change[size + 2] = free[alternativeOption] as number;
    },
    watch(state) {
      choices(state);
      const summed = (place: number): number => perOwn * (state[size + place] as number);
      return { free: [...free], success: summed(0), first: summed(1), adopted: summed(2) };
    },
  });
}
