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
  type EvaluateOptions,
  type EvaluationProgress,
  type EvaluationRow,
} from '../persona/index.js';
import {
  evaluationScreen,
  evaluationTable,
  renderEvaluation,
  type EvaluatedPopulation,
  type EvaluationReport,
} from '../report/index.js';
import type { Questionnaire } from '../spec/index.js';
import { answererFor, parseAnswerer, type ParsedAnswerer } from './_internals/answerer-option.js';
import { designHash } from './_internals/design-hash.js';
import { goOnAfter } from './_internals/go-on-after.js';
import { elicitationSettings } from './_internals/elicitation-option.js';
import { generatorsOf } from './_internals/generator-of.js';
import type { ModelOptions } from './_internals/model-options.js';
import { openPersonaRecords, type PersonaRecords } from './_internals/persona-records.js';
import { openRecordLog } from './_internals/open-record-log.js';
import { printJson } from './_internals/print-json.js';
import { radiusStore } from './_internals/radius-store.js';
import type { Context, ContextSplit } from './context.js';
import { personasNarrator } from './personas-narrator.js';

/** Options of `personas evaluate`, as commander collects them. */
export interface EvaluateCommandOptions extends ModelOptions {
  readonly split: ContextSplit;
  /** Why the test split is opened. */
  readonly openTestSplit?: string;
  readonly generators: string;
  readonly contexts?: number;
  readonly size: number;
  readonly loop?: boolean;
  readonly rounds?: number;
  readonly answerer?: string;
  readonly writer?: 'model' | 'none';
  readonly mode: 'single' | 'appropriateness';
  readonly elicitation?: string;
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Files of an evaluation. */
const FILES = {
  rows: 'rows.jsonl',
  table: 'table.csv',
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
  const answerer = parseAnswerer(wish.answerer, wish.model);
  const generators = await generatorsOf(wish.generators, context);
  const composes = wish.model === 'none' || wish.writer === 'none';
  const needsModel = !composes || answerer.who === 'model';
  const records = await openPersonaRecords(wish, { folder: join(wish.out, FILES.records), context, needsModel });
  const start = systemClock.monotonicMs();
  let opened: { readonly log: AppendLog; readonly lock: FolderLock } | undefined;
  try {
    const contexts = await contextsOf(wish, context);
    opened = await openRows(wish.out);
    const { log } = opened;
    const settings = settingsOf(wish, { records, composes, answerer });
    const rows = await evaluateGenerators({
      ...settings,
      generators,
      contexts,
      log,
      design: designOf(wish, { records, contexts }),
      radii: radiusStore(),
      signal: context.signal,
      onProgress: narrator(context, records),
    });
    context.terminal.clear();
    const [first] = contexts;
    const asked = first === undefined ? undefined : settings.answerer(first);
    const report: EvaluationReport = {
      split: wish.split,
      size: wish.size,
      answeredBy: asked?.mind.name ?? '',
      asked: asked?.asked ?? '',
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
function withOpenLoop({ openLoop, ...row }: EvaluationRow): readonly EvaluatedPopulation[] {
  if (openLoop === null) return [row];
  const open = { ...row, measures: openLoop, calls: null, tokens: null };
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
  {
    records,
    composes,
    answerer,
  }: { readonly records: PersonaRecords; readonly composes: boolean; readonly answerer: ParsedAnswerer },
) {
  const { size, seed, loop, rounds, mode, elicitation, concurrency } = wish;
  const { model, logs, cost } = records;
  return {
    size,
    seed,
    ...(model === undefined ? {} : { model }),
    ...(composes ? { writer: null } : {}),
    ...(logs === undefined ? {} : { logs }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(loop === true ? { loop: rounds === undefined ? {} : { rounds } } : {}),
    answerer: answererFor(answerer, { mode, seed, model, elicitation: elicitationSettings(elicitation) }),
    spent: () => {
      const { calls, promptTokens, completionTokens } = cost() ?? { calls: 0, promptTokens: 0, completionTokens: 0 };
      const known = promptTokens !== null && completionTokens !== null;
      return { calls, tokens: known ? promptTokens + completionTokens : null };
    },
  } satisfies Partial<EvaluateOptions>;
}

/** Options that make other rows. */
const DESIGN = ['size', 'seed', 'loop', 'rounds', 'answerer', 'writer', 'mode', 'elicitation', 'model'] as const;

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
  const { html, markdown } = await renderEvaluation(report);
  await writeFileAtomic(join(folder, FILES.html), html);
  await writeFileAtomic(join(folder, FILES.markdown), markdown);
  await writeFileAtomic(join(folder, FILES.table), evaluationTable(report));
  await writeJsonFile(join(folder, 'evaluation.json'), {
    formatVersion: 1,
    kind: 'generator-evaluation',
    ...report,
    rows,
  });
}
