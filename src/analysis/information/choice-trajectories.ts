import type { RunRecord } from '../../spec/index.js';
import type { RunTrajectories } from './trajectory.js';

/**
 * What agents chose in finished runs, as trajectories: the first step is the first choice of each, the second the second,
 * and so on up to the choice that all of a run have made. Steps are each agent's own choices and no moments of time, so that
 * agents who never meet are alike whether they came from one run or from several: who is asked when leaves no mark.
 *
 * @param records Finished runs of one condition and arm, with what was chosen on record; others are left out.
 * @param options The scenario's, in order.
 */
export function choiceTrajectories(
  records: readonly Pick<RunRecord, 'seed' | 'choices'>[],
  options: readonly string[],
): RunTrajectories[] {
  const agents = [...new Set(records.flatMap(({ choices }) => Object.keys(choices?.courses ?? {})))];
  return records.flatMap(({ seed, choices }) => {
    if (choices === undefined) return [];
    const run = String(seed);
    const courses = agents.map((agent) => choices.courses[agent] ?? []);
    const steps = Math.min(...courses.map(({ length }) => length));
    const trajectories = courses.map((course, at) => ({
      run,
      agent: agents[at] as string,
      values: course.slice(0, steps).map((option) => (option === null ? null : (options[option] ?? null))),
    }));
    return [{ run, trajectories }];
  });
}
