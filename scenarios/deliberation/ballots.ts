import type { AgentSlot, InterviewAnswer } from 'mesocosm';
import { PRIVATE_BALLOT } from './situations.js';

/** Private ballots of a run: what each of those who answered would vote for, at each of some times; `null` is the end. */
export interface Ballots {
  readonly times: readonly (number | null)[];
  /** The distribution of an agent at a time, where it gave one. */
  of(agent: string, time: number | null): readonly number[] | undefined;
  /** All distributions at a time, in the order of the agents. */
  at(time: number | null): readonly (readonly number[])[];
}

/** Puts the answers of the interviews of a run in order. */
export function ballotsOf(
  answers: readonly InterviewAnswer[],
  agents: readonly Pick<AgentSlot, 'id'>[],
  times: readonly number[],
): Ballots {
  const given = new Map(
    answers.flatMap(({ interview, agent, time, probabilities }) =>
      interview === PRIVATE_BALLOT && probabilities !== undefined ? [[`${time} ${agent}`, probabilities] as const] : [],
    ),
  );
  const of = (agent: string, time: number | null): readonly number[] | undefined => given.get(`${time} ${agent}`);
  return {
    times: [...times, null],
    of,
    at: (time) => agents.flatMap(({ id }) => [of(id, time)].filter((one) => one !== undefined)),
  };
}
