import type { RunRecord } from '../../src/spec/index.js';
import { runRecord } from './run-records.js';

/** A run in which agents made these choices, in turn; of options by index. */
export function chosenRun(
  seed: number,
  courses: { readonly [agent: string]: readonly (number | null)[] },
  about: Partial<RunRecord> = {},
): RunRecord {
  const last = Object.entries(courses).flatMap(([agent, course]) => {
    const option = course.findLast((one) => one !== null);
    return option === undefined || option === null ? [] : [[agent, { option }] as const];
  });
  const all = Object.entries(courses).map(([agent, course]) => [agent, [...course]] as [string, (number | null)[]]);
  return runRecord({ seed, choices: { courses: Object.fromEntries(all), last: Object.fromEntries(last) }, ...about });
}
