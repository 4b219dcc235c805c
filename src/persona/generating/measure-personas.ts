import { z } from 'zod';
import { systemClock, type Clock } from '../../foundation/clock.js';
import type { AppendLog } from '../../foundation/storage/index.js';
import {
  AnswerMode,
  Axis,
  failed,
  success,
  type AnswerTable,
  type LanguageModel,
  type ModelFailure,
  type Persona,
  type Population,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import {
  administer,
  answerTable,
  modeAgreement,
  relativeStance,
  RelativeStance,
  Responses,
  standingOf,
  type Answerer,
} from '../answering/index.js';
import { checkInstrument, InstrumentCheck, instrumentHeading } from '../instrument/index.js';
import {
  calibratedRadius,
  measurePopulation,
  PopulationMeasures,
  positionsOf,
  type CalibratedRadius,
  type RadiusStore,
} from '../measuring/index.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';
import { cloneTable } from './clone-table.js';

/** What came out when a population answered its questionnaire. */
export const PersonaMeasurement = z.object({
  formatVersion: z.literal(1),
  kind: z.literal('persona-measurement'),
  /** Name of the population, and of who answered. */
  population: z.string(),
  answeredBy: z.string(),
  /** How it was asked, in words. */
  asked: z.string(),
  questionnaire: z.object({ name: z.string(), description: z.string(), axes: z.array(Axis) }),
  /** Whether the instrument measures anything in these answers. */
  instrument: InstrumentCheck,
  /** What heads every table where it does not. */
  heading: z.string().nullable(),
  measures: PopulationMeasures,
  responses: Responses,
  /** Where each person was meant to stand, in the order of the responses; `null` for who has no place. */
  targets: z.array(z.record(z.string(), z.number()).nullable()),
  /** By likelihood, where it was asked for: never to be set beside Likert coverage. */
  stance: RelativeStance.nullable(),
  stanceInstrument: InstrumentCheck.nullable(),
  /** How far other modes order people as the first does, for each axis. */
  agreement: z.array(
    z.object({
      /** The other mode. */
      with: AnswerMode,
      axis: z.string(),
      correlation: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
      n: z.number().int(),
    }),
  ),
});
export type PersonaMeasurement = z.infer<typeof PersonaMeasurement>;

/** Whom to measure, by whose answers. */
export interface MeasureOptions {
  readonly population: Pick<Population, 'name' | 'personas'>;
  readonly questionnaire: Questionnaire;
  /** What the instrument is checked with, where people are asked a part of it. Default: the questionnaire. */
  readonly whole?: Questionnaire;
  readonly answerer: ChoosingAnswerer;
  /** A model by whose likelihoods people are weighed as well. */
  readonly stanceBy?: LanguageModel;
  /** A second way of choosing whose agreement with the first is told, for example by appropriateness. */
  readonly second?: ChoosingAnswerer;
  readonly seed: number | string;
  /** Where answers are recorded, so that a later sitting asks only the rest. Default: nowhere. */
  readonly log?: AppendLog;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Keeps calibrated radii of uncommon sizes, which take long. */
  readonly radii?: RadiusStore;
  /** Times the calibration. */
  readonly clock?: Clock;
  onProgress?(progress: MeasureProgress): void;
}

/**
 * What is being asked: pole people, the population, its clones, or texts that are weighed; and the radius at which coverage
 * is counted, with where it came from and what it took.
 */
export type MeasureProgress = AskingProgress | RadiusProgress;

/** The radius at which coverage is counted. */
export interface RadiusProgress {
  readonly stage: 'radius';
  readonly radius: CalibratedRadius;
  readonly seconds: number;
}

/** How far an asking has come. */
export interface AskingProgress {
  readonly stage: 'instrument' | 'answers' | 'clones' | 'likelihoods';
  readonly done: number;
  /** `null` where it is not known. */
  readonly total: number | null;
}

/** Neutral clones are drawn anew so many times, where drawing costs nothing. */
const CLONE_DRAWS = 5;

/**
 * Asks a population its questionnaire, and measures the answers: the instrument first, then the people, then as many
 * copies of a neutral persona, and the numbers of {@link measurePopulation}. Expected scores are measured, for every mind
 * gives distributions (counted ones where its model must be sampled).
 *
 * @returns the failure that depends on the hour where one came; with a log the same call then goes on.
 *   `malformed` where fewer than two people answered on every axis.
 */
export async function measurePersonas(options: MeasureOptions): Promise<Result<PersonaMeasurement, ModelFailure>> {
  const { population, questionnaire, answerer, seed, log, concurrency, signal } = options;
  const asked = { questionnaire, seed, log, concurrency, signal };
  const instrument = await instrumentOf(options, answerer);
  if (!instrument.ok) return instrument;
  const responses = await administer({
    ...asked,
    ...answerer,
    personas: population.personas,
    onAnswer: ({ done, total }) => options.onProgress?.({ stage: 'answers', done, total }),
  });
  if (!responses.ok) return responses;
  const table = answerTable(responses.value);
  const able = positionsOf(table).positions.length;
  if (able < 2) return failed(tooFew(able, responses.value));
  const clones = await clonesOf(options, table);
  if (!clones.ok) return clones;
  const others = await otherModes(options, table);
  if (!others.ok) return others;
  const { stance, stanceInstrument, secondInstrument, agreement } = others.value;
  const persons = table.personas.map((name) => personOf(population.personas, name));
  const measures = measurePopulation({
    table,
    radius: radiusFor(options, able),
    seed,
    levels: levelsOf(questionnaire),
    constraints: questionnaire.constraints,
    targets: persons.map(({ position }) => position),
    texts: persons.map(({ text }) => text),
    clones: clones.value,
    unit: instrument.value.acquiescence?.flagged === true ? 'key-balanced parcels' : 'items',
  });
  const checks = [stanceInstrument, secondInstrument].filter((check) => check !== null);
  return success({
    formatVersion: 1,
    kind: 'persona-measurement',
    population: population.name,
    answeredBy: answerer.mind.name,
    asked: answerer.asked,
    questionnaire: { name: questionnaire.name, description: questionnaire.description, axes: questionnaire.axes },
    instrument: instrument.value,
    heading: instrumentHeading(instrument.value, checks) ?? null,
    measures,
    responses: responses.value,
    targets: population.personas.map(({ position }) => position ?? null),
    stance,
    stanceInstrument,
    agreement,
  });
}

/** Number of levels of the axes that have some. */
function levelsOf({ axes }: Questionnaire): Readonly<Record<string, number>> {
  return Object.fromEntries(axes.flatMap((axis) => ('levels' in axis ? [[axis.name, axis.levels.length]] : [])));
}

/** Uncommon sizes take long: what it took is told apart. */
function radiusFor({ questionnaire, radii, clock = systemClock, onProgress }: MeasureOptions, size: number) {
  const start = clock.monotonicMs();
  const radius = calibratedRadius({ size, axes: questionnaire.axes.length, ...(radii && { store: radii }) });
  onProgress?.({ stage: 'radius', radius, seconds: (clock.monotonicMs() - start) / 1000 });
  return radius;
}

/** What the mind said is a finding, and no fault of whoever asks. */
function tooFew(able: number, { personas, answers }: Responses): ModelFailure {
  const first = answers.flat().find((answer) => answer.kind === 'missing');
  const said = first?.kind === 'missing' ? `; the first answer that is missing: ${first.message}` : '';
  const message = `${able} of ${personas.length} people answered on every axis, and at least two are needed${said}`;
  return { kind: 'malformed', message, retryable: false };
}

function instrumentOf(
  { questionnaire: asked, whole: questionnaire = asked, seed, log, concurrency, signal, onProgress }: MeasureOptions,
  answerer: Answerer,
): ReturnType<typeof checkInstrument> {
  let done = 0;
  const onAnswer = (): void => onProgress?.({ stage: 'instrument', done: (done += 1), total: null });
  return checkInstrument({ questionnaire, answerer, seed, log, concurrency, signal, onAnswer });
}

/** Copies with other draws each time, where the copies are drawn; once, where nothing is drawn. */
async function clonesOf(
  { questionnaire, answerer, seed, log, concurrency, signal, onProgress }: MeasureOptions,
  { personas, kind }: AnswerTable,
): Promise<Result<readonly AnswerTable[], ModelFailure>> {
  const drawn = answerer.clones === 'once' && answerer.samples !== undefined;
  const draws = drawn ? CLONE_DRAWS : 1;
  const tables: AnswerTable[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const size = personas.length;
    const how = { questionnaire, answerer, size, kind, log, concurrency, signal };
    const reply = await cloneTable({ ...how, seed, draw });
    if (!reply.ok) return reply;
    tables.push(reply.value);
    onProgress?.({ stage: 'clones', done: draw + 1, total: draws });
  }
  return success(tables);
}

interface OtherModes {
  readonly stance: RelativeStance | null;
  readonly stanceInstrument: InstrumentCheck | null;
  readonly secondInstrument: InstrumentCheck | null;
  readonly agreement: PersonaMeasurement['agreement'];
}

async function otherModes(options: MeasureOptions, table: AnswerTable): Promise<Result<OtherModes, ModelFailure>> {
  const { population, questionnaire, stanceBy, second, seed, log, concurrency, signal, onProgress } = options;
  const found: { -readonly [Key in keyof OtherModes]: OtherModes[Key] } = {
    stance: null,
    stanceInstrument: null,
    secondInstrument: null,
    agreement: [],
  };
  if (stanceBy !== undefined) {
    const check = await instrumentOf(options, { mode: 'likelihood', model: stanceBy });
    if (!check.ok) return check;
    const stance = await relativeStance({
      questionnaire,
      personas: population.personas,
      model: stanceBy,
      log,
      concurrency,
      signal,
      onPerson: ({ done, total }) => onProgress?.({ stage: 'likelihoods', done, total }),
    });
    if (!stance.ok) return stance;
    Object.assign(found, { stance: stance.value, stanceInstrument: check.value });
    found.agreement.push(...agreementOf(table, stance.value, seed));
  }
  if (second !== undefined) {
    const check = await instrumentOf(options, second);
    if (!check.ok) return check;
    const asked = { questionnaire, personas: population.personas, seed, log, concurrency, signal };
    const reply = await administer({ ...asked, ...second });
    if (!reply.ok) return reply;
    found.secondInstrument = check.value;
    found.agreement.push(...agreementOf(table, standingOf(answerTable(reply.value)), seed));
  }
  return success(found);
}

function agreementOf(
  table: AnswerTable,
  other: Parameters<typeof modeAgreement>[1],
  seed: number | string,
): PersonaMeasurement['agreement'] {
  return modeAgreement(standingOf(table), other, { seed }).map((row) => ({ with: other.mode, ...row }));
}

function personOf(personas: readonly Persona[], name: string): Persona {
  return personas.find((persona) => persona.name === name) as Persona;
}
