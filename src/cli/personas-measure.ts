import { basename, join } from 'node:path';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { loadPopulation, measurePersonas, modelAnswerer, modesOf } from '../persona/index.js';
import { orThrow } from '../persona/index.js';
import type { PersonaReport } from '../report/index.js';
import { AnswerMode, type Population, type Questionnaire } from '../spec/index.js';
import { answererFor, parseAnswerer, type ParsedAnswerer } from './_internals/answerer-option.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { elicitationSettings } from './_internals/elicitation-option.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords, type PersonaRecords } from './_internals/persona-records.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import { questionnaireOf } from './_internals/questionnaire-of.js';
import { PERSONA_FILES, writePersonaReport } from './_internals/write-persona-report.js';
import type { Context } from './context.js';
import { personasNarrator } from './personas-narrator.js';
import { personasScreen } from './personas-screen.js';

/** Options of `personas measure`, as commander collects them. */
export interface MeasureCommandOptions extends ModelOptions {
  readonly context?: string;
  readonly answerer?: string;
  readonly modes?: string;
  readonly elicitation?: string;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Asks a population its questionnaire, writes what was measured, and says what came out. */
export async function measurePersonasCommand(path: string, options: object, context: Context): Promise<void> {
  const wish = options as MeasureCommandOptions;
  const modes = modesIn(wish.modes);
  const answerer = parseAnswerer(wish.answerer, wish.model);
  const population = await loadPopulation(path);
  const whole = await questionnaireFor(population, { path, wish, context });
  const questionnaire = withoutSteering(whole, { population, wish, context });
  const folder = wish.out ?? `${path.replace(/\.[a-z]+$/i, '')}.measured`;
  const needsModel = answerer.who === 'model' || modes.length > 1;
  const records = await openPersonaRecords(wish, { folder: join(folder, PERSONA_FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  try {
    const measurement = orThrow(
      await measurePersonas({
        population,
        questionnaire,
        whole,
        seed: wish.seed,
        ...askedBy({ wish, answerer, modes, records, questionnaire }),
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

/** @throws MesocosmError (usage) for a mode that there is not. */
function modesIn(text = 'single'): readonly AnswerMode[] {
  return [...new Set(text.split(',').map((part) => part.trim()))].map((given) => {
    const mode = AnswerMode.safeParse(given);
    if (mode.success) return mode.data;
    throw userError({ kind: 'usage', what: `there is no mode "${given}"`, given, available: AnswerMode.options });
  });
}

/** The first choosing mode measures; the others stand beside it. */
function askedBy(of: {
  readonly wish: MeasureCommandOptions;
  readonly answerer: ParsedAnswerer;
  readonly modes: readonly AnswerMode[];
  readonly records: PersonaRecords;
  readonly questionnaire: Questionnaire;
}) {
  const { wish, answerer, modes, records, questionnaire } = of;
  const { model } = records;
  const elicitation = elicitationSettings(wish.elicitation);
  const [first, second] = modes.filter((mode) => mode !== 'likelihood');
  if (first === undefined) {
    throw userError({
      kind: 'usage',
      what: '--modes likelihood alone gives no Likert scores to measure',
      remedy: 'name a mode of choosing first, for example --modes single,likelihood',
    });
  }
  const { seed } = wish;
  const other = modes.find((mode) => mode !== first);
  if (model === undefined && other !== undefined) {
    const remedy = 'name a model with --model, or leave the mode out';
    throw userError({ kind: 'usage', what: `--modes ${other} needs a language model, and there is none`, remedy });
  }
  const missing = model === undefined ? undefined : modes.find((mode) => !modesOf(model).includes(mode));
  if (model !== undefined && missing !== undefined) {
    throw userError({
      kind: 'usage',
      what: `${model.name} cannot answer by "${missing}"`,
      available: modesOf(model),
      remedy: 'leave the mode out, or name another model',
    });
  }
  return {
    answerer: answererFor(answerer, { mode: first, seed, model, elicitation })(questionnaire),
    ...(modes.includes('likelihood') && model !== undefined ? { stanceBy: model } : {}),
    ...(second !== undefined && model !== undefined
      ? { second: modelAnswerer({ model, mode: second, elicitation }) }
      : {}),
  };
}
