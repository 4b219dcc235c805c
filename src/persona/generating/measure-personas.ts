import { z } from 'zod';
import { systemClock, type Clock } from '../../foundation/clock.js';
import type { PieceProgress } from '../../foundation/pieces.js';
import type { AppendLog } from '../../foundation/storage/index.js';
import {
  Axis,
  failed,
  success,
  type AnswerMode,
  type AnswerTable,
  type ModelFailure,
  type Persona,
  type Population,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import { administer, answerTable, RelativeStance, Responses, type Answerer } from '../answering/index.js';
import { checkInstrument, InstrumentCheck, instrumentHeading } from '../instrument/index.js';
import {
  calibratedRadiusInPieces,
  measurePopulationInPieces,
  PopulationMeasures,
  positionsOf,
  type CalibratedRadius,
  type RadiusStore,
} from '../measuring/index.js';
import { computed } from '../_internals/computed.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';
import { cloneDraws, cloneTable } from './clone-table.js';
import { AgreementRow, otherModes } from './other-modes.js';

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
  /** The instrument in the other modes that were asked. */
  otherInstruments: z.array(InstrumentCheck),
  /** How far other modes order people as the first does, for each axis. */
  agreement: z.array(AgreementRow),
});
export type PersonaMeasurement = z.infer<typeof PersonaMeasurement>;

/** Whom to measure, by whose answers. */
export interface MeasureOptions {
  readonly population: Pick<Population, 'name' | 'personas'>;
  readonly questionnaire: Questionnaire;
  /** What the instrument is checked with, where people are asked a part of it. Default: the questionnaire. */
  readonly whole?: Questionnaire;
  readonly answerer: ChoosingAnswerer;
  /** Other ways of asking, each mode once: their instrument checks and their agreement with the first are told. */
  readonly others?: readonly Answerer[];
  /** Checks by mode of the same instrument and the same answerers, which are not made again; new ones are put there. */
  readonly checked?: Map<AnswerMode, InstrumentCheck>;
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
export type MeasureProgress = AskingProgress | RadiusProgress | ComputingProgress;

/** The radius at which coverage is counted. */
export interface RadiusProgress {
  readonly stage: 'radius';
  readonly radius: CalibratedRadius;
  readonly seconds: number;
}

/** How far the numbers of a population have come, told now and then. */
export interface ComputingProgress extends PieceProgress {
  readonly stage: 'computing';
}

/** How far an asking has come. */
export interface AskingProgress {
  readonly stage: 'instrument' | 'answers' | 'clones' | 'likelihoods';
  readonly done: number;
  /** `null` where it is not known. */
  readonly total: number | null;
}

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
  const others = await otherModes(
    { ...options, others: options.others ?? [], check: (other) => instrumentOf(options, other) },
    table,
  );
  if (!others.ok) return others;
  const { stance, instruments, agreement } = others.value;
  const persons = table.personas.map((name) => personOf(population.personas, name));
  const radius = await radiusFor(options, able);
  if (!radius.ok) return radius;
  const measures = await computed(
    measurePopulationInPieces({
      table,
      radius: radius.value,
      seed,
      levels: levelsOf(questionnaire),
      constraints: questionnaire.constraints,
      targets: persons.map(({ position }) => position),
      texts: persons.map(({ text }) => text),
      clones: clones.value,
      unit: instrument.value.acquiescence?.flagged === true ? 'key-balanced parcels' : 'items',
    }),
    measuring(options),
  );
  if (!measures.ok) return measures;
  // The people before a loop are asked in one mode; what is known of the instrument in others holds for them too.
  const tried = [...instruments, ...(options.checked?.values() ?? [])];
  const untried = (answerer.modes ?? []).filter((mode) => mode !== answerer.mode);
  return success({
    formatVersion: 1,
    kind: 'persona-measurement',
    population: population.name,
    answeredBy: answerer.mind.name,
    asked: answerer.asked,
    questionnaire: { name: questionnaire.name, description: questionnaire.description, axes: questionnaire.axes },
    instrument: instrument.value,
    heading: instrumentHeading(instrument.value, tried, untried) ?? null,
    measures: measures.value,
    responses: responses.value,
    targets: population.personas.map(({ position }) => position ?? null),
    stance,
    otherInstruments: [...instruments],
    agreement: [...agreement],
  });
}

/** Number of levels of the axes that have some. */
function levelsOf({ axes }: Questionnaire): Readonly<Record<string, number>> {
  return Object.fromEntries(axes.flatMap((axis) => ('levels' in axis ? [[axis.name, axis.levels.length]] : [])));
}

/** Uncommon sizes take long: what it took is told apart. */
async function radiusFor(options: MeasureOptions, size: number): Promise<Result<CalibratedRadius, ModelFailure>> {
  const { questionnaire, radii, clock = systemClock, onProgress } = options;
  const start = clock.monotonicMs();
  const of = { size, axes: questionnaire.axes.length, ...(radii && { store: radii }) };
  const radius = await computed(calibratedRadiusInPieces(of), measuring(options));
  if (radius.ok) onProgress?.({ stage: 'radius', radius: radius.value, seconds: (clock.monotonicMs() - start) / 1000 });
  return radius;
}

/** What is computed hears of an interruption, and tells how far it is. */
function measuring({ signal, onProgress }: Pick<MeasureOptions, 'signal' | 'onProgress'>) {
  const told = (progress: PieceProgress): void => onProgress?.({ stage: 'computing', ...progress });
  return { what: 'the measuring', signal, onProgress: told };
}

/** What the mind said is a finding, and no fault of whoever asks. */
function tooFew(able: number, { personas, answers }: Responses): ModelFailure {
  const first = answers.flat().find((answer) => answer.kind === 'missing');
  const said = first?.kind === 'missing' ? `; the first answer that is missing: ${first.message}` : '';
  const message = `${able} of ${personas.length} people answered on every axis, and at least two are needed${said}`;
  return { kind: 'malformed', message, retryable: false };
}

async function instrumentOf(
  options: MeasureOptions,
  answerer: Answerer,
): Promise<Result<InstrumentCheck, ModelFailure>> {
  const { whole: questionnaire = options.questionnaire, seed, log, concurrency, signal, checked } = options;
  const before = checked?.get(answerer.mode);
  if (before !== undefined) return success(before);
  let done = 0;
  const onAnswer = (): void => options.onProgress?.({ stage: 'instrument', done: (done += 1), total: null });
  const reply = await checkInstrument({ questionnaire, answerer, seed, log, concurrency, signal, onAnswer });
  if (reply.ok) checked?.set(answerer.mode, reply.value);
  return reply;
}

/** Copies with other draws each time, where what they answer is drawn; once, where it is always the same. */
async function clonesOf(
  { questionnaire, answerer, seed, log, concurrency, signal, onProgress }: MeasureOptions,
  { personas, kind }: AnswerTable,
): Promise<Result<readonly AnswerTable[], ModelFailure>> {
  const draws = cloneDraws(answerer, personas.length * questionnaire.items.length);
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

function personOf(personas: readonly Persona[], name: string): Persona {
  return personas.find((persona) => persona.name === name) as Persona;
}
