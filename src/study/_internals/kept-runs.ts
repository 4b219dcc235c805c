import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../../foundation/errors/index.js';
import { runSeed } from '../design.js';
import { STUDY_FILES } from '../folder.js';
import { openStudy, type ScenarioOf } from '../open-study.js';

/**
 * Folders of runs: those that are given, or the runs of a study in the order of its design, which are kept, when it is their
 * turn, where they were not.
 *
 * @param options.arms Of a study: arms whose runs are wanted. Default `interacting`.
 * @throws MesocosmError (usage) when the study is not finished, or has no run of an arm.
 */
export async function keptRuns(
  from: string | readonly string[],
  options: { readonly scenarioOf: ScenarioOf; readonly arms?: readonly string[] | undefined },
): Promise<readonly (() => Promise<string>)[]> {
  const folders = typeof from === 'string' ? [from] : from;
  if (typeof from !== 'string' || !existsSync(join(from, STUDY_FILES.study))) {
    return folders.map((folder) => () => Promise.resolve(folder));
  }
  const { arms = ['interacting'] } = options;
  const study = await openStudy(from, options.scenarioOf);
  const first = runSeed(study.summary.design.seed, 0);
  const wanted = study.conditions.flatMap(({ name }) =>
    study.records
      .filter(({ condition, arm }) => condition === name && arms.includes(arm))
      .toSorted((a, b) => arms.indexOf(a.arm) - arms.indexOf(b.arm) || a.seed - b.seed),
  );
  const unknown = arms.find((arm) => !wanted.some((one) => one.arm === arm));
  if (unknown !== undefined) {
    const available = [...new Set(study.records.map(({ arm }) => arm))];
    const what = `the study has no run of the arm "${unknown}"`;
    throw userError({ kind: 'usage', what, where: from, given: unknown, available });
  }
  return wanted.map(
    ({ arm, seed, condition }) =>
      () =>
        study.run(arm, seed - first, condition).keep(),
  );
}
