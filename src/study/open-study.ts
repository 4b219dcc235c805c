import { join } from 'node:path';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { createMeter, openAnswers } from '../model/index.js';
import { recordedSource, severalSource, type MindSource } from '../run/index.js';
import { StudySummary, type Scenario } from '../spec/index.js';
import { openCondition, type GivenCondition, type ReadyCondition } from './conditions.js';
import { withInterventions } from './arms.js';
import { populationOf, type StudyFile } from './design.js';
import { isComplete, readStudyFile, STUDY_FILES } from './folder.js';
import { prepare } from './prepare.js';
import { recordedRows } from './recorded-rows.js';
import { createReporter } from './reporter.js';
import { createStudy, type Study } from './study.js';

/** Makes a scenario from its name and parameters, as a study wrote them. */
export type ScenarioOf = (made: {
  readonly scenario: string;
  readonly parametersGiven: { readonly [name: string]: unknown };
}) => Scenario;

/**
 * Opens a finished study from its folder: its figures, and every run of it, made again from its seed and the recorded
 * answers. No model is asked and nothing is written.
 *
 * @throws MesocosmError (usage) when the folder is no finished study, or a mind of the user's own decided in it.
 */
export async function openStudy(folder: string, scenarioOf: ScenarioOf): Promise<Study> {
  const file = await readStudyFile(folder);
  if (!isComplete(folder, file)) throw unfinished(folder, file);
  const summary = await readJsonFile(join(folder, STUDY_FILES.summary), StudySummary);
  const rows = await recordedRows(folder);
  const answers = await openAnswers(join(folder, STUDY_FILES.answers), { readOnly: true });
  const conditions: ReadyCondition[] = [];
  const sources = new Map<string, MindSource>();
  for (const { name, parametersGiven, settings, arms, minds, ...more } of file.design.conditions) {
    const made = scenarioOf({ scenario: file.design.scenario, parametersGiven });
    const scenario = withInterventions(made, file.design.interventions);
    const source =
      minds === undefined
        ? await recordedSource(folder, { ...file.design.mind, settings }, answers)
        : await recordedMinds(folder, minds, answers);
    sources.set(name, source);
    const { condition } = await readied(source, {
      name,
      scenario,
      parametersGiven,
      population: populationOf(file.design, more.population),
      ...(more.levels === undefined ? {} : { levels: more.levels }),
      ...(file.design.values === undefined ? {} : { values: file.design.values }),
      ...(minds === undefined ? {} : { shares: Object.fromEntries(minds.map((one) => [one.name, one.share])) }),
      arms,
      file,
    });
    conditions.push(condition);
  }
  return createStudy({ folder, summary, conditions, rows, sourceOf: (name) => sources.get(name) as MindSource });
}

/** The minds of a condition that has several. */
async function recordedMinds(
  folder: string,
  minds: NonNullable<StudyFile['design']['conditions'][number]['minds']>,
  answers: Awaited<ReturnType<typeof openAnswers>>,
): Promise<MindSource> {
  const each = minds.map(async ({ name, mind }) => [name, await recordedSource(folder, mind, answers)] as const);
  return severalSource(Object.fromEntries(await Promise.all(each)));
}

async function readied(
  source: MindSource,
  about: GivenCondition & { readonly arms: readonly string[]; readonly file: StudyFile },
): ReturnType<typeof prepare> {
  const { arms: wanted, file, ...given } = about;
  const opened = openCondition(given, source);
  const reporter = createReporter({ clock: systemClock });
  const stack = { source, model: source.model, meter: createMeter(), close: () => undefined };
  return prepare(opened, { source, stack, reporter, wanted, seed: file.design.seed, runs: file.design.runs });
}

function unfinished(folder: string, { status }: StudyFile): Error {
  return userError({
    kind: 'usage',
    what: `this study is not finished: it is marked "${status}"`,
    where: folder,
    expected: 'a finished study',
    remedy: `\`mesocosm resume ${folder}\` goes on with it`,
  });
}
