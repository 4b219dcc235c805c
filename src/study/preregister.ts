import { systemClock } from '../foundation/clock.js';
import { preregistrationSections, renderHtml, renderMarkdown, type Preregistered } from '../report/index.js';
import { chooseMinds } from './choose-minds.js';
import { openCondition } from './conditions.js';
import { withInterventions } from './arms.js';
import { designHash, type StudyDesign } from './design.js';
import { conditionsOf, designOf } from './design-of.js';
import { readStudyFile } from './folder.js';
import type { ScenarioOf } from './open-study.js';
import { studyOpening } from './opening.js';
import type { StudyOptions } from './run-study.js';

/** The hash of a frozen design, and the page that tells it. */
export interface Preregistration {
  /** By which the study will be known: it is in its `study.json` and its report. */
  readonly hash: string;
  readonly markdown: string;
  readonly html: string;
}

/**
 * Freezes the design of a study and tells it as a preregistration, before anything is run: no folder is made, and a model is
 * asked no more than it takes to open it. `runStudy` with the same options has the same hash.
 *
 * @throws MesocosmError (usage) for whatever could not be run either.
 */
export async function preregister(options: StudyOptions): Promise<Preregistration> {
  const given = conditionsOf(options);
  const opening = studyOpening(options, { given, clock: options.clock ?? systemClock });
  const population = given.find((one) => one.population !== null)?.population ?? undefined;
  const around = { ...options.languageModel, signal: options.signal, around: opening.around };
  const chosen = await chooseMinds({ ...options, population }, (given[0] as (typeof given)[number]).scenario, around);
  try {
    const { source } = chosen;
    const scenarios = given.map((one) => openCondition(one, source).scenario);
    const design = designOf(options, given, source);
    const { command } = options;
    return await told({
      design,
      hash: designHash(design),
      scenarios,
      ...(command === undefined ? {} : { command }),
    });
  } finally {
    await opening.release();
    if (chosen.owned) await chosen.source.model?.close();
  }
}

/**
 * The preregistration of a study that was begun, from the design that its folder holds, with what was changed since.
 *
 * @throws MesocosmError (usage) when the folder is no study.
 */
export async function preregistrationOf(folder: string, scenarioOf: ScenarioOf): Promise<Preregistration> {
  const { design, hash, command, deviations } = await readStudyFile(folder);
  const scenarios = design.conditions.map(({ parametersGiven }) =>
    withInterventions(scenarioOf({ scenario: design.scenario, parametersGiven }), design.interventions),
  );
  return told({ design, hash, scenarios, deviations, ...(command === null ? {} : { command }) });
}

async function told(given: Preregistered & { readonly design: StudyDesign }): Promise<Preregistration> {
  const sections = preregistrationSections(given);
  const { design, hash } = given;
  const about = `${design.name}, design ${hash.slice(0, 12)}.`;
  const title = `Preregistration of ${design.name}`;
  return { hash, markdown: renderMarkdown(sections, { about }), html: await renderHtml(sections, { title, about }) };
}
