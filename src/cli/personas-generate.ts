import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import { makeFolder, readJsonFile } from '../foundation/storage/index.js';
import {
  formatOf,
  generatePersonas,
  placementOf,
  savePopulation,
  type GeneratedPersonas,
  type GenerateOptions,
} from '../persona/index.js';
import type { PersonaReport } from '../report/index.js';
import { TargetDensity, type PersonaGenerator, type Questionnaire } from '../spec/index.js';
import { answererFor, parseAnswerer, type ParsedAnswerer } from './_internals/answerer-option.js';
import { claimReportFolder } from './_internals/claim-report-folder.js';
import { designHash } from './_internals/design-hash.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { elicitationSettings } from './_internals/elicitation-option.js';
import { generatorOf } from './_internals/generator-of.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords, type PersonaRecords } from './_internals/persona-records.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import { questionnaireOrSentence } from './_internals/questionnaire-of.js';
import { PERSONA_FILES, writePersonaReport } from './_internals/write-persona-report.js';
import type { Context } from './context.js';
import { personasNarrator } from './personas-narrator.js';
import { personasScreen } from './personas-screen.js';

/** Options of `personas generate`, as commander collects them. */
export interface GenerateCommandOptions extends ModelOptions {
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
  readonly answerer?: string;
  /** `none` composes texts, whoever answers. */
  readonly writer?: 'model' | 'none';
  readonly mode: 'single' | 'appropriateness';
  readonly elicitation?: string;
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
  const answerer = parseAnswerer(wish.answerer, wish.model);
  refuseToOverwrite(wish);
  formatOf(wish.out);
  const generator = await generatorOf(wish.generator, context);
  const questionnaire = await questionnaireOrSentence(given, context);
  const composes = wish.model === 'none' || wish.writer === 'none';
  const needsModel = !composes || typeof questionnaire === 'string' || (wish.measure && answerer.who === 'model');
  if (typeof questionnaire === 'string' && wish.model === 'none') throw withoutModel(questionnaire);
  const folder = folderBeside(wish.out);
  const claim = { out: wish.out, force: wish.force === true, design: designOf(wish, { generator, questionnaire }) };
  if (needsModel) await claimReportFolder(folder, claim);
  const records = await openPersonaRecords(wish, { folder: join(folder, PERSONA_FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  try {
    const placement = wish.placement === undefined ? undefined : placementOf(wish.placement);
    const densities = wish.densities === undefined ? undefined : await readJsonFile(wish.densities, Densities);
    const people = await generatePersonas(generator, {
      context: questionnaire,
      ...settingsOf(wish, { ...records, answerer }),
      ...(composes ? { writer: null } : {}),
      ...(placement === undefined ? {} : { placement }),
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
    print(people, { report, wish, folder, context });
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
  'mode',
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
  { model, logs, answerer }: PersonaRecords & { readonly answerer: ParsedAnswerer },
): Omit<GenerateOptions, 'context'> {
  const { size, seed, measure, loop, rounds, goal, axes, items, mode, elicitation, concurrency } = wish;
  return {
    size,
    seed,
    measure,
    ...(model === undefined ? {} : { model }),
    ...(logs === undefined ? {} : { logs }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(axes === undefined ? {} : { axes }),
    ...(items === undefined ? {} : { items }),
    ...(measure
      ? { answerer: answererFor(answerer, { mode, seed, model, elicitation: elicitationSettings(elicitation) }) }
      : {}),
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
function refuseIdle({ loop, rounds, goal, measure, answerer }: GenerateCommandOptions): void {
  const idle = (option: string, without: string): Error =>
    userError({ kind: 'usage', what: `${option} has nothing to do ${without}`, remedy: 'leave one of them out' });
  if (loop !== true && rounds !== undefined) throw idle('--rounds', 'without --loop');
  if (loop !== true && goal !== undefined) throw idle('--goal', 'without --loop');
  if (!measure && loop === true) throw idle('--loop', 'with --no-measure, for it is closed by answers');
  if (!measure && answerer !== undefined) throw idle('--answerer', 'with --no-measure');
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

/** `people.jsonl` has its report in `people.report`. */
function folderBeside(out: string): string {
  return `${out.replace(/\.[a-z]+$/i, '')}.report`;
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
    readonly context: Context;
  },
): void {
  const { report, wish, folder, context } = how;
  const { terminal } = context;
  const file = join(folder, PERSONA_FILES.report);
  const warnings = people.missing.map(({ name, failure }) => `${name} could not be written: ${failure.message}`);
  if (wish.json === true) {
    const data = { file: wish.out, people: people.personas.length, missing: people.missing.length };
    const more = report === undefined ? {} : { report: file, measures: report.measurement.measures };
    return printJson(terminal, { status: 'done', data: { ...data, ...more }, warnings });
  }
  for (const warning of warnings) terminal.warn(warning);
  if (report === undefined) return terminal.result(`${wish.out}: ${people.personas.length} people; nobody was asked`);
  terminal.result(personasScreen(report, { width: terminal.width, files: [wish.out, file] }));
}
