import { join } from 'node:path';
import { checkValidity } from '../analysis/index.js';
import type { Clock } from '../foundation/clock.js';
import { writeJsonLines } from '../foundation/storage/index.js';
import { writeTablesOf, type MindSource } from '../run/index.js';
import type { CallRecord, Price } from '../model/index.js';
import {
  type ExaminationCheck,
  type LanguageModel,
  type RunRecord,
  type StudyQualification,
  type StudySummary,
} from '../spec/index.js';
import { writeAdaptation, type TellingRecords } from './adaptation.js';
import { playedRows } from './allotment.js';
import { ledgerTable, openLedger, writeLedger } from './ledger.js';
import { createFailureLimit, statusOf } from './_internals/endings.js';
import { openCondition, wantedArms, type GivenCondition, type ReadyCondition } from './conditions.js';
import type { StudyDesign, StudyFile } from './design.js';
import { doRuns } from './do-runs.js';
import type { Forecast } from './forecast.js';
import { STUDY_FILES, writeStudyFile, type FoundStudy } from './folder.js';
import { createModelStack, type ModelStack, type StackOptions } from './model-stack.js';
import { cacheFor } from './cache-for.js';
import { withMeanField } from './mean-field.js';
import { prepare } from './prepare.js';
import { qualifiedStudy } from './qualified-study.js';
import { sayWhatIsNotPriced } from './price-for.js';
import { CallLine, openRecords, recordedLines, type StudyRecords } from './records.js';
import { createReporter, type Reporter } from './reporter.js';
import type { StudyOptions } from './run-study.js';
import { sideModels } from './side-models.js';
import { foundBefore, noteSideModel } from './side-records.js';
import { createStudy, type Study } from './study.js';
import { evidenceIn } from './study-evidence.js';
import { fitsOf } from './fits-of.js';
import { summariseConditions } from './summarise-conditions.js';
import { summariseMinds } from './summarise-minds.js';
import { summariseStudy } from './summarise-study.js';
import { tellHistories } from './tell-histories.js';
import { writeTables } from './tables.js';
import { withValues, writeValues } from './values.js';

/** What is known of models before a study: of the first, and of each by the name of its mind where there are several. */
interface Qualified {
  readonly qualification?: StudyQualification;
  readonly qualifications?: { readonly [mind: string]: StudyQualification };
}

/** A study that is to be worked on, in a folder that this process holds. */
export interface Work {
  readonly options: StudyOptions;
  readonly given: readonly GivenCondition[];
  readonly source: MindSource;
  /** What the model costs, where it is known. */
  readonly price?: Price;
  /** The same of each mind, by its name, where several decide. */
  readonly prices?: { readonly [mind: string]: Price | undefined };
  readonly forecast: Forecast | null;
  readonly design: StudyDesign;
  readonly found: FoundStudy & { readonly resumed: boolean };
  readonly clock: Clock;
}

/** What a sitting works with. */
export interface Tools {
  readonly stack: ModelStack;
  readonly reporter: Reporter;
  readonly records: StudyRecords;
}

/**
 * One sitting of a study: examines, asks priors, does the runs that are not done, and writes what came out. However it
 * ends, the folder says so; it says `finished` only when tables and report are there.
 */
export async function workOn(work: Work): Promise<Study> {
  const { options, found, clock } = work;
  const { folder } = found;
  const start = clock.monotonicMs();
  const records = await openRecords(folder);
  const reporter = createReporter({
    clock,
    onProgress: options.onProgress,
    forecast: work.forecast?.calls ?? undefined,
  });
  const stack = createModelStack(work.source, {
    ...records,
    clock,
    reporter,
    limits: { calls: options.maxCalls, tokens: options.maxTokens, usd: options.maxUsd },
    allotment: options.allotment,
    price: work.price,
    ...storesOf(work, reporter.warning),
    concurrency: options.concurrency,
    elicitation: options.elicitation,
  });
  const sides = sideModels(stack, {
    ...options,
    price: work.price,
    beside: stack.model !== undefined,
    // Where an endpoint decides, it is that one which is said to be reached so.
    ...(work.source.model?.description['kind'] === 'endpoint' ? {} : { endpoint: options.languageModel }),
    foundBefore: (asked) => foundBefore(folder, asked),
    onOpen: (asked, model) => noteSideModel(folder, asked, model),
  });
  const given = work.given.map((one) => ({ ...one, scenario: sides.within(one.scenario) }));
  sayWhatIsNotPriced(work, reporter);
  const file = { ...found.file, status: 'running' as const };
  await writeStudyFile(folder, file);

  const asOfNow = (status: StudyFile['status']): StudyFile => {
    const seconds = file.seconds + (clock.monotonicMs() - start) / 1000;
    const finishedAt = status === 'finished' ? clock.iso() : null;
    return {
      ...file,
      status,
      finishedAt,
      seconds: Math.round(seconds * 10) / 10,
      saved: file.saved + reporter.saved(),
    };
  };
  try {
    // Before anything is paid for that could not be held to the limit.
    if (options.maxUsd !== undefined) await sides.open();
    const qualification = await qualificationOf(work, { stack, reporter });
    const { conditions, ...examined } = await ready({ ...work, given }, { stack, reporter, records });
    const limit = createFailureLimit(work.design.maxFailures);
    const ledger = openLedger(records.ledger);
    const all = await doRuns(work, conditions, { stack, reporter, records, limit, ledger });
    const rows = playedRows(all);
    const answers = await tellHistories(work, conditions, { stack, reporter });
    const stopped = [...all.values()].filter((row) => row.stopped !== undefined);
    reporter.writing(folder);
    const ended = asOfNow(limit.passed() ? 'too-many-failures' : 'finished');
    const price = sides.price();
    const lines = ledger.lines();
    const telling = { design: work.design, source: stack.source, answers, rows, lines };
    const minds = await mindsOf(work, { ...qualification, ...examined, conditions, rows });
    const figures = summarise({
      work,
      price,
      file: ended,
      stack,
      conditions,
      ...examined,
      ...qualification,
      minds,
      rows,
      stopped,
      telling,
    });
    const validity = checkValidity(await evidenceIn(folder, figures, work.design));
    const summary: StudySummary = { ...figures, validity: [...validity] };
    await writeTables(folder, summary, [...rows.values()]);
    await writeLedger(folder, ledgerTable(conditions, rows, lines));
    await writeAdaptation(folder, conditions, telling);
    await writeValues(folder, conditions, { rows, lines });
    await writeStudyFile(folder, ended);
    return createStudy({ folder, summary, conditions, rows, sourceOf: () => stack.source });
  } catch (error) {
    await writeStudyFile(folder, asOfNow(statusOf(error)));
    throw error;
  } finally {
    await sides.close();
    stack.close();
    records.close();
  }
}

/** The cache of the model, or price and cache of each where there are several. */
function storesOf(
  { source, options, prices = {} }: Work,
  warn: (message: string) => void,
): Pick<StackOptions, 'cache' | 'each'> {
  const cacheOf = (one: MindSource) => (options.cache === false ? undefined : cacheFor(one, warn));
  if (source.several === undefined) return { cache: cacheOf(source) };
  const each = Object.entries(source.several).map(([mind, one]) => [
    mind,
    { price: prices[mind], cache: cacheOf(one) },
  ]);
  return { each: Object.fromEntries(each) as StackOptions['each'] };
}

/** What was known of each model before, and whether it is still so; `qualification` is that of the first. */
async function qualificationOf(work: Work, { stack, reporter }: Pick<Tools, 'stack' | 'reporter'>): Promise<Qualified> {
  const { source } = work;
  if (source.several === undefined) {
    return stack.fresh === undefined ? {} : { qualification: await qualified(work, source, { ...stack, reporter }) };
  }
  const qualifications: Record<string, StudyQualification> = {};
  for (const [mind, fresh] of Object.entries(stack.freshByMind ?? {})) {
    const one = source.several[mind] as MindSource;
    qualifications[mind] = await qualified(work, one, { fresh, reporter });
  }
  const [first] = Object.values(qualifications);
  return { qualifications, ...(first === undefined ? {} : { qualification: first }) };
}

async function qualified(
  { given, options, found, clock }: Work,
  source: MindSource,
  { fresh, reporter }: { readonly fresh?: LanguageModel; readonly reporter: Reporter },
): Promise<StudyQualification> {
  const known = await qualifiedStudy(source, {
    model: fresh as LanguageModel,
    scenario: (given[0] as GivenCondition).scenario,
    elicitation: options.elicitation,
    people: given.some(({ population }) => population !== null),
    // Each sitting asks anew, also where answers are drawn.
    stream: `canary/${found.file.id}/${clock.iso()}`,
    signal: options.signal,
    onWarning: reporter.warning,
  });
  if (known.drift?.verdict === 'drifted') reporter.warning(known.drift.sentence);
  return known;
}

/** The minds of a study that has several. */
async function mindsOf(
  { source, found }: Work,
  given: Qualified & Omit<Parameters<typeof summariseMinds>[0], 'several' | 'calls'>,
): Promise<StudySummary['minds']> {
  if (source.several === undefined) return undefined;
  const calls = (await recordedLines(
    join(found.folder, STUDY_FILES.calls),
    CallLine,
  )) as unknown as readonly CallRecord[];
  return summariseMinds({ ...given, several: source.several, calls });
}

/** Examines the model on every condition and asks every agent alone. */
async function ready(
  { given, found, options, design }: Work,
  { stack, reporter }: Tools,
): Promise<{
  readonly conditions: readonly ReadyCondition[];
  readonly examination: readonly ExaminationCheck[];
  readonly examinations: { readonly [mind: string]: readonly ExaminationCheck[] };
}> {
  const { folder } = found;
  const { source } = stack;
  if (source.table !== undefined) await writeJsonLines(join(folder, STUDY_FILES.policy), [source.table]);
  if (source.several !== undefined) await writeTablesOf(source, folder);
  const conditions: ReadyCondition[] = [];
  const examinations: Record<string, readonly ExaminationCheck[]> = {};
  let examination: readonly ExaminationCheck[] = [];
  for (const one of given) {
    const opened = openCondition(one, source);
    const wanted = wantedArms(one.scenario, options.arms);
    const {
      condition,
      checks,
      checksByMind = {},
    } = await prepare(opened, {
      source,
      stack,
      reporter,
      wanted,
      seed: options.seed ?? 1,
      runs: design.runs,
      signal: options.signal,
    });
    if (conditions.length === 0) examination = checks;
    for (const [mind, found] of Object.entries(checksByMind)) examinations[mind] ??= found;
    const valued = await withValues(condition, { seed: design.seed, reporter, signal: options.signal });
    conditions.push(await withMeanField(valued, { wanted, source, options }));
  }
  const probes = conditions.flatMap(({ priors }) => priors.probes);
  await writeJsonLines(join(folder, STUDY_FILES.probes), probes);
  return { conditions, examination, examinations };
}

/** Runs of every arm: all have as many. */
function runsMade(rows: readonly RunRecord[]): number {
  return new Set(rows.map(({ seed }) => seed)).size;
}

function summarise(given: {
  readonly work: Work;
  /** Of all that was asked, where minds of the scenario asked too. */
  readonly price: Price | null | undefined;
  readonly file: StudyFile;
  readonly stack: ModelStack;
  readonly conditions: readonly ReadyCondition[];
  readonly examination: readonly ExaminationCheck[];
  readonly qualification?: StudyQualification;
  readonly minds: StudySummary['minds'];
  /** Rows of runs that were not played to their end. */
  readonly stopped: readonly RunRecord[];
  readonly rows: ReadonlyMap<string, RunRecord>;
  /** Of what agents answered when runs were over, and who were told histories. */
  readonly telling: TellingRecords;
}): StudySummary {
  const { work, file, stack, conditions, rows } = given;
  const { design } = work;
  return summariseStudy({
    file,
    design,
    source: stack.source,
    meter: stack.meter,
    price: given.price === undefined ? work.price : given.price,
    examination: [...given.examination],
    qualification: given.qualification,
    minds: given.minds,
    scenario: (conditions[0] as ReadyCondition).scenario,
    runs: runsMade([...rows.values(), ...given.stopped]),
    records: [...rows.values()],
    stopped: given.stopped,
    ...(work.options.standings === undefined ? {} : { standings: work.options.standings }),
    ...fitsOf(design, conditions, [...rows.values()]),
    ...summariseConditions(conditions, rows, {
      design,
      standings: work.options.standings,
      lines: given.telling.lines,
      telling: given.telling,
      stopped: given.stopped,
    }),
  });
}
