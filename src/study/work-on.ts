import { join } from 'node:path';
import { checkValidity } from '../analysis/index.js';
import type { Clock } from '../foundation/clock.js';
import { writeJsonLines } from '../foundation/storage/index.js';
import type { MindSource } from '../run/index.js';
import type { Price } from '../model/index.js';
import {
  MEAN_FIELD,
  type ExaminationCheck,
  type LedgerLine,
  type RunRecord,
  type StudyQualification,
  type StudySummary,
} from '../spec/index.js';
import { ledgerTable, openLedger, writeLedger } from './ledger.js';
import { createFailureLimit, statusOf } from './_internals/endings.js';
import { openCondition, wantedArms, type GivenCondition, type ReadyCondition } from './conditions.js';
import type { StudyDesign, StudyFile } from './design.js';
import { doRuns } from './do-runs.js';
import type { Forecast } from './forecast.js';
import { STUDY_FILES, writeStudyFile, type FoundStudy } from './folder.js';
import { createModelStack, type ModelStack } from './model-stack.js';
import { cacheFor } from './cache-for.js';
import { meanFieldOf } from './mean-field.js';
import { prepare } from './prepare.js';
import { qualifiedStudy } from './qualified-study.js';
import { sayWhatIsNotPriced } from './price-for.js';
import { openRecords, type StudyRecords } from './records.js';
import { createReporter, type Reporter } from './reporter.js';
import type { StudyOptions } from './run-study.js';
import { sideModels } from './side-models.js';
import { foundBefore, noteSideModel } from './side-records.js';
import { createStudy, type Study } from './study.js';
import { evidenceIn } from './study-evidence.js';
import { fitsOf } from './fits-of.js';
import { summariseConditions } from './summarise-conditions.js';
import { summariseStudy } from './summarise-study.js';
import { writeTables } from './tables.js';

/** A study that is to be worked on, in a folder that this process holds. */
export interface Work {
  readonly options: StudyOptions;
  readonly given: readonly GivenCondition[];
  readonly source: MindSource;
  /** What the model costs, where it is known. */
  readonly price?: Price;
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
    price: work.price,
    cache: options.cache === false ? undefined : cacheFor(work.source, reporter.warning),
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
    const { conditions, examination } = await ready({ ...work, given }, { stack, reporter, records });
    const limit = createFailureLimit(work.design.maxFailures);
    const ledger = openLedger(records.ledger);
    const rows = await doRuns(work, conditions, { stack, reporter, records, limit, ledger });
    reporter.writing(folder);
    const ended = asOfNow(limit.passed() ? 'too-many-failures' : 'finished');
    const price = sides.price();
    const lines = ledger.lines();
    const figures = summarise({ work, price, file: ended, stack, conditions, examination, qualification, rows, lines });
    const validity = checkValidity(await evidenceIn(folder, figures, work.design));
    const summary: StudySummary = { ...figures, validity: [...validity] };
    await writeTables(folder, summary, [...rows.values()]);
    await writeLedger(folder, ledgerTable(conditions, rows, lines));
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

/** What was known of the model before, and whether it is still so. */
async function qualificationOf(
  work: Work,
  { stack, reporter }: Pick<Tools, 'stack' | 'reporter'>,
): Promise<StudyQualification | undefined> {
  const { source, given, options, found, clock } = work;
  if (stack.fresh === undefined) return undefined;
  const known = await qualifiedStudy(source, {
    model: stack.fresh,
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

/** Examines the model on every condition and asks every agent alone. */
async function ready(
  { given, found, options, design }: Work,
  { stack, reporter }: Tools,
): Promise<{ readonly conditions: readonly ReadyCondition[]; readonly examination: readonly ExaminationCheck[] }> {
  const { folder } = found;
  const { source } = stack;
  if (source.table !== undefined) await writeJsonLines(join(folder, STUDY_FILES.policy), [source.table]);
  const conditions: ReadyCondition[] = [];
  let examination: readonly ExaminationCheck[] = [];
  for (const one of given) {
    const opened = openCondition(one, source);
    const wanted = wantedArms(one.scenario, options.arms);
    const { condition, checks } = await prepare(opened, {
      source,
      stack,
      reporter,
      wanted,
      seed: options.seed ?? 1,
      runs: design.runs,
      signal: options.signal,
    });
    if (conditions.length === 0) examination = checks;
    conditions.push(await withMeanField(condition, { wanted, source, options }));
  }
  const probes = conditions.flatMap(({ priors }) => priors.probes);
  await writeJsonLines(join(folder, STUDY_FILES.probes), probes);
  return { conditions, examination };
}

/** The curves that the design declares. */
/** The condition with what its equations give, or why they give nothing. */
async function withMeanField(
  condition: ReadyCondition,
  about: { readonly wanted: readonly string[]; readonly source: MindSource; readonly options: StudyOptions },
): Promise<ReadyCondition> {
  const { wanted, source, options } = about;
  if (!wanted.includes(MEAN_FIELD)) return condition;
  const named = (options.arms ?? []).some((arm) => arm.replace(/^\+/, '') === MEAN_FIELD);
  const found = await meanFieldOf(condition, { source, named, seed: options.seed ?? 1, signal: options.signal });
  if ('meanField' in found) return { ...condition, meanField: found.meanField };
  return { ...condition, notApplicable: [...condition.notApplicable, { arm: MEAN_FIELD, reason: found.reason }] };
}

/** Runs of every arm: all have as many. */
function runsMade(rows: ReadonlyMap<string, RunRecord>): number {
  return new Set([...rows.values()].map(({ seed }) => seed)).size;
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
  readonly rows: ReadonlyMap<string, RunRecord>;
  readonly lines: ReadonlyMap<string, LedgerLine>;
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
    scenario: (conditions[0] as ReadyCondition).scenario,
    runs: runsMade(rows),
    records: [...rows.values()],
    ...(work.options.standings === undefined ? {} : { standings: work.options.standings }),
    ...fitsOf(design, conditions, [...rows.values()]),
    ...summariseConditions(conditions, rows, {
      design,
      standings: work.options.standings,
      lines: given.lines,
    }),
  });
}
