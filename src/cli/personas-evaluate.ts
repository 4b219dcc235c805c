import { join } from 'node:path';
import { systemClock } from '../foundation/clock.js';
import { userError } from '../foundation/errors/index.js';
import {
  lockFolder,
  makeFolder,
  writeFileAtomic,
  writeJsonFile,
  type AppendLog,
  type FolderLock,
} from '../foundation/storage/index.js';
import {
  evaluateGenerators,
  forecastGeneration,
  LOOP_ROUNDS,
  placementOf,
  type CallForecast,
  type EvaluateOptions,
  type EvaluationProgress,
  type EvaluationRow,
} from '../persona/index.js';
import {
  evaluationScreen,
  evaluationTable,
  modesTable,
  renderEvaluation,
  type EvaluatedPopulation,
  type EvaluationReport,
} from '../report/index.js';
import type { PersonaGenerator, Questionnaire } from '../spec/index.js';
import type { AskingOptions, WriterOption } from './_internals/asking-options.js';
import { askedBy, composesTexts, parseAsking, type Asked, type AskingPlan } from './_internals/asking.js';
import { designHash } from './_internals/design-hash.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { generatorsOf } from './_internals/generator-of.js';
import { refuseIdleWhere } from './_internals/idle-options.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords, type PersonaRecords } from './_internals/persona-records.js';
import { openRecordLog } from './_internals/open-record-log.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import { allOf, tellForecast } from './_internals/tell-forecast.js';
import type { Context, ContextSplit } from './context.js';
import { personasNarrator } from './personas-narrator.js';

/** Options of `personas evaluate`, as commander collects them. */
export interface EvaluateCommandOptions extends ModelOptions, AskingOptions, WriterOption {
  readonly split: ContextSplit;
  /** Why the test split is opened. */
  readonly openTestSplit?: string;
  readonly generators: string;
  readonly contexts?: number;
  readonly size: number;
  readonly loop?: boolean;
  readonly rounds?: number;
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Files of an evaluation. */
const FILES = {
  rows: 'rows.jsonl',
  table: 'table.csv',
  modes: 'modes.csv',
  html: 'report.html',
  markdown: 'report.md',
  records: 'records',
};

/** Compares generators over the contexts of a split, and writes the table. */
export async function evaluateGeneratorsCommand(options: object, context: Context): Promise<void> {
  const wish = options as EvaluateCommandOptions;
  if (wish.loop !== true && wish.rounds !== undefined) {
    throw userError({ kind: 'usage', what: '--rounds has nothing to do without --loop', remedy: 'leave it out' });
  }
  const plan = parseAsking(wish);
  const composes = composesTexts(wish);
  const answersByModel = plan.answerer.who === 'model';
  const needsModel = !composes || answersByModel;
  refuseIdleWhere(wish, { needsModel, beside: '--writer none and --answerer psychometric' });
  const generators = await generatorsOf(wish.generators, context);
  const records = await openPersonaRecords(wish, { folder: join(wish.out, FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  let opened: { readonly log: AppendLog; readonly lock: FolderLock } | undefined;
  try {
    const contexts = await contextsOf(wish, context);
    opened = await openRows(wish.out);
    const { log } = opened;
    const asked = askedBy(plan, { model: records.model, seed: wish.seed });
    const settings = settingsOf(wish, { records, composes, asked });
    const forecast = await forecastOf(wish, { records, composes, plan, generators, contexts });
    tellForecast(context.terminal, forecast, records.model);
    const rows = await evaluateGenerators({
      ...settings,
      generators,
      contexts,
      log,
      design: designOf({ ...wish, modes: plan.modes.join() }, { records, contexts }),
      radii: radiusStore(),
      signal: context.signal,
      onProgress: narrator(context, records),
    });
    context.terminal.clear();
    const [first] = contexts;
    const answerer = first === undefined ? undefined : asked.answerer(first);
    const report: EvaluationReport = {
      split: wish.split,
      size: wish.size,
      answeredBy: answerer?.mind.name ?? '',
      asked: answerer?.asked ?? '',
      modes: plan.modes,
      untried: asked.untried,
      rows: rows.flatMap(withOpenLoop),
      seed: wish.seed,
      seconds: (systemClock.monotonicMs() - start) / 1000,
    };
    await writeEvaluation(wish.out, report, rows);
    const files = [FILES.html, FILES.table].map((name) => join(wish.out, name));
    if (wish.json === true) return printJson(context.terminal, { status: 'done', data: { ...report, files } });
    context.terminal.result(evaluationScreen(report, { width: context.terminal.width, files }));
  } catch (error) {
    goOnAfter(error, context);
    throw error;
  } finally {
    context.terminal.clear();
    opened?.log.close();
    opened?.lock.release();
    await records.close();
  }
}

/** Where a loop was closed, the people as they were first written stand beside. */
function withOpenLoop({ openLoop, openLoopPlaces, ...row }: EvaluationRow): readonly EvaluatedPopulation[] {
  if (openLoop === null) return [row];
  const open = { ...row, measures: openLoop, places: openLoopPlaces, agreement: [], calls: null, tokens: null };
  return [open, { ...row, generator: `${row.generator} + loop` }];
}

/** @throws MesocosmError (usage) when another process writes to the folder, or a line of its log is broken. */
async function openRows(folder: string): Promise<{ readonly log: AppendLog; readonly lock: FolderLock }> {
  await makeFolder(folder);
  const lock = await lockFolder(folder);
  try {
    return { log: await openRecordLog(join(folder, FILES.rows)), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** @throws MesocosmError (usage) where the test split is closed, or opened for nothing. */
async function contextsOf(
  { split, openTestSplit, contexts }: EvaluateCommandOptions,
  context: Context,
): Promise<readonly Questionnaire[]> {
  const registry = await context.generators();
  if (openTestSplit !== undefined && split !== 'test') {
    const remedy = 'leave it out, or say --split test';
    throw userError({ kind: 'usage', what: `--open-test-split has nothing to do with --split ${split}`, remedy });
  }
  if (openTestSplit !== undefined) await registry.openTestSplit({ why: openTestSplit });
  const all = await registry.loadContexts(split);
  return all.slice(0, contexts ?? all.length);
}

function settingsOf(
  wish: EvaluateCommandOptions,
  { records, composes, asked }: { readonly records: PersonaRecords; readonly composes: boolean; readonly asked: Asked },
) {
  const { size, seed, loop, rounds, concurrency } = wish;
  const { model, logs, cost } = records;
  return {
    size,
    seed,
    ...(model === undefined ? {} : { model }),
    ...(composes ? { writer: null } : {}),
    ...(logs === undefined ? {} : { logs }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(loop === true ? { loop: rounds === undefined ? {} : { rounds } } : {}),
    answerer: asked.answerer,
    others: asked.others,
    spent: () => {
      const { calls, promptTokens, completionTokens } = cost() ?? { calls: 0, promptTokens: 0, completionTokens: 0 };
      const known = promptTokens !== null && completionTokens !== null;
      return { calls, tokens: known ? promptTokens + completionTokens : null };
    },
  } satisfies Partial<EvaluateOptions>;
}

/** Of all populations; the instrument and copies are those of a context, whoever writes. */
async function forecastOf(
  wish: EvaluateCommandOptions,
  how: {
    readonly records: PersonaRecords;
    readonly composes: boolean;
    readonly plan: AskingPlan;
    readonly generators: readonly PersonaGenerator[];
    readonly contexts: readonly Questionnaire[];
  },
): Promise<CallForecast> {
  const { records, composes, plan, generators, contexts } = how;
  const { model } = records;
  const rounds = wish.loop === true ? (wish.rounds ?? LOOP_ROUNDS) : 0;
  const asked = plan.answerer.who === 'model' && model !== undefined ? { asked: { ...plan, model } } : {};
  const tasks = contexts.flatMap((questionnaire) =>
    generators.map((generator, at) => ({ questionnaire, generator, at })),
  );
  const forecasts = tasks.map(async ({ questionnaire, generator, at }) => {
    const places = placementOf(generator.placement).needsModel;
    const about = { questionnaire, generator, size: wish.size, writes: !composes, places, rounds, ...asked };
    const forecast = await forecastGeneration(about);
    return at === 0 ? forecast : { ...forecast, instrument: 0, copies: 0 };
  });
  return allOf(await Promise.all(forecasts));
}

/** Options that make other rows. */
const DESIGN = ['size', 'seed', 'loop', 'rounds', 'answerer', 'writer', 'modes', 'elicitation', 'model'] as const;

/** What rows hang on beside generator and context. */
function designOf(
  wish: EvaluateCommandOptions,
  { records, contexts }: { readonly records: PersonaRecords; readonly contexts: readonly Questionnaire[] },
): string {
  return designHash(wish, DESIGN, { fingerprint: records.model?.fingerprint ?? null, contexts });
}

function narrator({ terminal }: Context, { cost }: PersonaRecords): (progress: EvaluationProgress) => void {
  let finished = '';
  return (progress) => {
    if (progress.kind === 'population') {
      if (progress.step.stage === 'round') return;
      return personasNarrator(terminal, cost, `${finished}${progress.generator}, ${progress.context}: `)(progress.step);
    }
    finished = `${progress.done}/${progress.total} `;
    const { generator, context, failed } = progress.row;
    if (failed !== null) terminal.warn(`${generator}, ${context}: ${failed}`);
  };
}

async function writeEvaluation(
  folder: string,
  report: EvaluationReport,
  rows: readonly EvaluationRow[],
): Promise<void> {
  const { html, markdown } = await renderEvaluation(report, FILES.html);
  await writeFileAtomic(join(folder, FILES.html), html);
  await writeFileAtomic(join(folder, FILES.markdown), markdown);
  await writeFileAtomic(join(folder, FILES.table), evaluationTable(report));
  await writeFileAtomic(join(folder, FILES.modes), modesTable(report));
  await writeJsonFile(join(folder, 'evaluation.json'), {
    formatVersion: 1,
    kind: 'generator-evaluation',
    ...report,
    rows,
  });
}
