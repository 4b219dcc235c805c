import { basename, join } from 'node:path';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { forecastAsking, loadPopulation, measurePersonas, orThrow } from '../persona/index.js';
import type { PersonaReport } from '../report/index.js';
import type { Population, Questionnaire } from '../spec/index.js';
import { askedBy, parseAsking } from './_internals/asking.js';
import type { AskingOptions } from './_internals/asking-options.js';
import { folderBeside } from './_internals/folder-beside.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { refuseIdleWhere } from './_internals/idle-options.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords } from './_internals/persona-records.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import { questionnaireOf } from './_internals/questionnaire-of.js';
import { tellForecast } from './_internals/tell-forecast.js';
import { PERSONA_FILES, writePersonaReport } from './_internals/write-persona-report.js';
import type { Context } from './context.js';
import { personasNarrator } from './personas-narrator.js';
import { personasScreen } from './personas-screen.js';

/** Options of `personas measure`, as commander collects them. */
export interface MeasureCommandOptions extends ModelOptions, AskingOptions {
  readonly context?: string;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Asks a population its questionnaire, writes what was measured, and says what came out. */
export async function measurePersonasCommand(path: string, options: object, context: Context): Promise<void> {
  const wish = options as MeasureCommandOptions;
  const plan = parseAsking(wish);
  const needsModel = plan.answerer.who === 'model';
  refuseIdleWhere(wish, { needsModel, beside: '--answerer psychometric' });
  const population = await loadPopulation(path);
  const whole = await questionnaireFor(population, { path, wish, context });
  const questionnaire = withoutSteering(whole, { population, wish, context });
  const folder = wish.out ?? folderBeside(path, 'measured');
  const records = await openPersonaRecords(wish, { folder: join(folder, PERSONA_FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  try {
    const { model } = records;
    const { answerer, others } = askedBy(plan, { model, seed: wish.seed });
    const asked = model === undefined ? {} : { asked: { ...plan, model } };
    const size = population.personas.length;
    tellForecast(context.terminal, forecastAsking({ questionnaire, whole, size, ...asked }), model);
    const measurement = orThrow(
      await measurePersonas({
        population,
        questionnaire,
        whole,
        seed: wish.seed,
        answerer: answerer(questionnaire),
        others,
        ...(records.logs === undefined ? {} : { log: records.logs.answers }),
        ...(wish.concurrency === undefined ? {} : { concurrency: wish.concurrency }),
        radii: radiusStore(),
        signal: context.signal,
        onProgress: personasNarrator(context.terminal, records.cost),
      }),
      'the measuring of the population',
    );
    context.terminal.clear();
    const cost = records.cost() ?? { calls: 0, promptTokens: 0, completionTokens: 0, usd: 0, saved: 0 };
    const report: PersonaReport = {
      measurement,
      cost: { ...cost, seconds: (systemClock.monotonicMs() - start) / 1000 },
    };
    await writePersonaReport(folder, report);
    const file = join(folder, PERSONA_FILES.report);
    if (wish.json === true) {
      const { measures, heading, instrument } = measurement;
      return printJson(context.terminal, { status: 'done', data: { report: file, heading, instrument, measures } });
    }
    context.terminal.result(personasScreen(report, { width: context.terminal.width, files: [file] }));
  } catch (error) {
    if (needsModel) goOnAfter(error, context);
    throw error;
  } finally {
    context.terminal.clear();
    await records.close();
  }
}

/** @throws MesocosmError (usage) where there is no questionnaire to ask. */
async function questionnaireFor(
  population: Population,
  { path, wish, context }: { readonly path: string; readonly wish: MeasureCommandOptions; readonly context: Context },
): Promise<Questionnaire> {
  if (wish.context !== undefined) return questionnaireOf(wish.context, context);
  if (population.questionnaire !== undefined) return population.questionnaire;
  throw userError({
    kind: 'usage',
    what: `the population "${population.name}" holds no questionnaire`,
    where: basename(path),
    remedy: 'name one with --context: a file, or a context of `personas list`',
  });
}

/** A population that a loop wrote is measured by the items that did not steer it, unless a context is named. */
function withoutSteering(
  questionnaire: Questionnaire,
  how: { readonly population: Population; readonly wish: MeasureCommandOptions; readonly context: Context },
): Questionnaire {
  const { population, wish, context } = how;
  const loop = population.provenance?.['loop'];
  const heldOut = typeof loop === 'object' && loop !== null && !Array.isArray(loop) ? loop['heldOut'] : undefined;
  if (wish.context !== undefined || !Array.isArray(heldOut)) return questionnaire;
  const items = questionnaire.items.filter(({ id }) => heldOut.includes(id));
  if (items.length === 0) return questionnaire;
  context.terminal.tell(`A loop wrote these people: they are asked the ${items.length} items that did not steer it.`);
  return { ...questionnaire, items };
}
