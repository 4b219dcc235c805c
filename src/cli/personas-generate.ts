import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { makeFolder, readJsonFile } from '../foundation/storage/index.js';
import {
  formatOf,
  generatePersonas,
  LOOP_ROUNDS,
  placementOf,
  savePopulation,
  type GeneratedPersonas,
  type GenerateOptions,
} from '../persona/index.js';
import type { PersonaReport } from '../report/index.js';
import { TargetDensity, type PersonaGenerator, type Questionnaire } from '../spec/index.js';
import type { AskingOptions, WriterOption } from './_internals/asking-options.js';
import { askedBy, composesTexts, parseAsking, type AskingPlan } from './_internals/asking.js';
import { claimReportFolder } from './_internals/claim-report-folder.js';
import { designHash } from './_internals/design-hash.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { folderBeside } from './_internals/folder-beside.js';
import { forecastFor } from './_internals/forecast-for.js';
import { generatorOf } from './_internals/generator-of.js';
import { refuseIdleWhere } from './_internals/idle-options.js';
import { leftOutWarning } from './_internals/left-out-warning.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords, type PersonaRecords } from './_internals/persona-records.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import { questionnaireOrSentence } from './_internals/questionnaire-of.js';
import { tellForecast } from './_internals/tell-forecast.js';
import { PERSONA_FILES, writePersonaReport } from './_internals/write-persona-report.js';
import type { Context } from './context.js';
import { personasNarrator } from './personas-narrator.js';
import { personasScreen } from './personas-screen.js';

/** Options of `personas generate`, as commander collects them. */
export interface GenerateCommandOptions extends ModelOptions, AskingOptions, WriterOption {
  readonly size: number;
  readonly generator?: string;
  readonly placement?: string;
  /** File with target densities by axis. */
  readonly densities?: string;
  readonly out: string;
  readonly seed: number;
  readonly loop?: boolean;
  readonly rounds?: number;
  /** Coverage of the steering items at which the loop stops. */
  readonly goal?: number;
  /** False with `--no-measure`. */
  readonly measure: boolean;
  readonly axes?: number;
  readonly items?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Target densities in a file, by axis. */
const Densities = z.record(z.string(), TargetDensity);

/** Generates a population, writes it with what was measured of it, and says what came out. */
export async function generatePersonasCommand(given: string, options: object, context: Context): Promise<void> {
  const wish = options as GenerateCommandOptions;
  refuseIdle(wish);
  const plan = parseAsking(wish);
  const composes = composesTexts(wish);
  refuseToOverwrite(wish);
  formatOf(wish.out);
  const generator = await generatorOf(wish.generator, context);
  const questionnaire = await questionnaireOrSentence(given, context);
  if (typeof questionnaire === 'string' && wish.model === 'none') throw withoutModel(questionnaire);
  if (typeof questionnaire !== 'string') refuseIdleShape(wish);
  const placement = placementOf(wish.placement ?? generator.placement);
  const answersByModel = wish.measure && plan.answerer.who === 'model';
  const needsModel = !composes || typeof questionnaire === 'string' || answersByModel;
  const nobodyAnswers = wish.measure ? '--answerer psychometric' : '--no-measure';
  refuseIdleWhere(wish, { needsModel, beside: `--writer none and ${nobodyAnswers}` });
  const folder = folderBeside(wish.out, 'report');
  const claim = {
    out: wish.out,
    force: wish.force === true,
    design: designOf({ ...wish, modes: plan.modes.join() }, { generator, questionnaire }),
  };
  if (needsModel) await claimReportFolder(folder, claim);
  const records = await openPersonaRecords(wish, { folder: join(folder, PERSONA_FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  try {
    const { model } = records;
    tellForecast(
      context.terminal,
      await forecastFor(questionnaire, {
        axes: wish.axes,
        items: wish.items,
        generator,
        size: wish.size,
        writes: !composes,
        places: placement.needsModel,
        rounds: wish.loop === true ? (wish.rounds ?? LOOP_ROUNDS) : 0,
        ...(answersByModel && model !== undefined ? { asked: { ...plan, model } } : {}),
      }),
      model,
    );
    const densities = wish.densities === undefined ? undefined : await readJsonFile(wish.densities, Densities);
    const people = await generatePersonas(generator, {
      context: questionnaire,
      ...settingsOf(wish, { records, plan }),
      ...(composes ? { writer: null } : {}),
      placement,
      ...(densities === undefined ? {} : { densities }),
      radii: radiusStore(),
      signal: context.signal,
      onProgress: personasNarrator(context.terminal, records.cost),
    });
    context.terminal.clear();
    const seconds = (systemClock.monotonicMs() - start) / 1000;
    const report = reportOf(people, { wish, generator, records, composes, seconds });
    if (report !== undefined) {
      await claimReportFolder(folder, claim);
      await writePersonaReport(folder, report);
    }
    // Last: a population that is there has all that belongs to it.
    await makeFolder(dirname(wish.out));
    await savePopulation(wish.out, populationOf(people));
    const named = typeof questionnaire === 'string' ? undefined : given;
    print(people, { report, wish, folder, named, context });
  } catch (error) {
    if (needsModel) goOnAfter(error, context);
    throw error;
  } finally {
    context.terminal.clear();
    await records.close();
  }
}

/** Options that make another population. */
const DESIGN = [
  'size',
  'seed',
  'placement',
  'densities',
  'loop',
  'rounds',
  'goal',
  'answerer',
  'writer',
  'modes',
  'elicitation',
  'model',
  'axes',
  'items',
] as const;

/** What a population hangs on: with another of these it is another population. */
function designOf(
  wish: GenerateCommandOptions,
  about: { readonly generator: PersonaGenerator; readonly questionnaire: Questionnaire | string },
): string {
  return designHash(wish, DESIGN, {
    generator: about.generator.name,
    questionnaire: about.questionnaire,
  });
}

function settingsOf(
  wish: GenerateCommandOptions,
  { records, plan }: { readonly records: PersonaRecords; readonly plan: AskingPlan },
): Omit<GenerateOptions, 'context'> {
  const { size, seed, measure, loop, rounds, goal, axes, items, concurrency } = wish;
  const { model, logs } = records;
  const { answerer, others } = measure ? askedBy(plan, { model, seed }) : { answerer: undefined, others: [] };
  return {
    size,
    seed,
    measure,
    ...(model === undefined ? {} : { model }),
    ...(logs === undefined ? {} : { logs }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(axes === undefined ? {} : { axes }),
    ...(items === undefined ? {} : { items }),
    ...(answerer === undefined ? {} : { answerer, others }),
    ...(loop === true
      ? {
          loop: {
            ...(rounds === undefined ? {} : { rounds }),
            ...(goal === undefined ? {} : { goal: { coverage: goal } }),
          },
        }
      : {}),
  };
}

/** @throws MesocosmError (usage) naming an option that cannot act. */
function refuseIdle(wish: GenerateCommandOptions): void {
  const { loop, rounds, goal, measure } = wish;
  const idle = (option: string, without: string): Error =>
    userError({ kind: 'usage', what: `${option} has nothing to do ${without}`, remedy: 'leave one of them out' });
  if (loop !== true && rounds !== undefined) throw idle('--rounds', 'without --loop');
  if (loop !== true && goal !== undefined) throw idle('--goal', 'without --loop');
  if (!measure && loop === true) throw idle('--loop', 'with --no-measure, for it is closed by answers');
  if (measure) return;
  for (const name of ['answerer', 'modes', 'elicitation'] as const) {
    if (wish[name] !== undefined) throw idle(`--${name}`, 'with --no-measure');
  }
}

/** @throws MesocosmError (usage) where a questionnaire is to be given a shape that it has. */
function refuseIdleShape(wish: GenerateCommandOptions): void {
  for (const name of ['axes', 'items'] as const) {
    if (wish[name] === undefined) continue;
    const what = `--${name} shapes a context that is begun with a sentence, and this one has its own`;
    throw userError({ kind: 'usage', what, remedy: `leave --${name} away` });
  }
}

/** @throws MesocosmError (usage) when the file is there and nobody said that it may go. */
function refuseToOverwrite({ out, force }: GenerateCommandOptions): void {
  if (force === true || !existsSync(out)) return;
  throw userError({
    kind: 'usage',
    what: 'the file is there already',
    where: out,
    remedy: 'name another with --out, or replace it with --force',
  });
}

function withoutModel(sentence: string): Error {
  return userError({
    kind: 'usage',
    what: `"${sentence}" is a sentence, and without a language model no questionnaire comes of it`,
    remedy: 'name a model with --model, or a context of `mesocosm personas list`',
  });
}

/** What a file holds, without what was found out. */
function populationOf(people: GeneratedPersonas): Parameters<typeof savePopulation>[1] {
  const { missing: _m, measurement: _a, openLoop: _o, loop: _l, fidelity: _f, ...population } = people;
  return population;
}

function reportOf(
  people: GeneratedPersonas,
  how: {
    readonly wish: GenerateCommandOptions;
    readonly generator: PersonaGenerator;
    readonly records: PersonaRecords;
    readonly composes: boolean;
    readonly seconds: number;
  },
): PersonaReport | undefined {
  const { measurement, openLoop, loop, missing } = people;
  if (measurement === undefined) return undefined;
  const { wish, generator, records, composes, seconds } = how;
  const cost = records.cost() ?? { calls: 0, promptTokens: 0, completionTokens: 0, usd: 0, saved: 0 };
  return {
    measurement,
    ...(openLoop === undefined ? {} : { openLoop }),
    ...(loop === undefined ? {} : { loop }),
    made: {
      generator: generator.name,
      placement: wish.placement ?? generator.placement,
      writer: composes ? 'no language model' : (records.model?.name ?? 'no language model'),
      people: wish.size,
      missing: missing.map(({ name, failure }) => ({ name, why: failure.message })),
    },
    cost: { ...cost, seconds },
  };
}

function print(
  people: GeneratedPersonas,
  how: {
    readonly report: PersonaReport | undefined;
    readonly wish: GenerateCommandOptions;
    readonly folder: string;
    /** How the questionnaire was named; absent where it was written from a sentence. */
    readonly named: string | undefined;
    readonly context: Context;
  },
): void {
  const { report, wish, folder, context } = how;
  const { terminal } = context;
  const file = join(folder, PERSONA_FILES.report);
  const warnings = [
    ...people.missing.map(({ name, failure }) => `${name} could not be written: ${failure.message}`),
    ...leftOutWarning(populationOf(people), {
      out: wish.out,
      ...(how.named === undefined ? {} : { context: how.named }),
    }),
  ];
  if (wish.json === true) {
    const data = { file: wish.out, people: people.personas.length, missing: people.missing.length };
    const more = report === undefined ? {} : { report: file, measures: report.measurement.measures };
    return printJson(terminal, { status: 'done', data: { ...data, ...more }, warnings });
  }
  for (const warning of warnings) terminal.warn(warning);
  if (report === undefined) return terminal.result(`${wish.out}: ${people.personas.length} people; nobody was asked`);
  terminal.result(personasScreen(report, { width: terminal.width, files: [wish.out, file] }));
}
