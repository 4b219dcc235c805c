import { z } from 'zod';
import { isMesocosmError, userError } from '../../foundation/errors/index.js';
import { runJob, type AppendLog } from '../../foundation/storage/index.js';
import { AnswerMode, type PersonaGenerator, type Questionnaire } from '../../spec/index.js';
import { PopulationMeasures } from '../measuring/index.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';
import type { InstrumentCheck } from '../instrument/index.js';
import { generatePersonas } from './generate-personas.js';
import type { GenerateOptions, GeneratedPersonas, GenerateProgress } from './generating-options.js';
import { AgreementRow } from './other-modes.js';
import { PopulationPlaces, populationPlaces, roundedPlaces } from './population-places.js';

/** What one generator came to in one context. */
export const EvaluationRow = z.object({
  generator: z.string(),
  context: z.string(),
  /** Whether the generator's texts hang on the position. */
  steers: z.boolean(),
  /** `null` where the population could not be measured. */
  measures: PopulationMeasures.nullable(),
  /** Why not; `null` where it was. */
  failed: z.string().nullable(),
  /** Axes that the instrument could not measure in these answers. */
  instrumentFailed: z.array(z.string()),
  /** The same of the other modes that were asked; none in rows of versions that asked in one. */
  otherModes: z.array(z.object({ mode: AnswerMode, instrumentFailed: z.array(z.string()) })).default([]),
  /** How far they order people as the first does, for each axis; of the final people, where a loop was closed. */
  agreement: z.array(AgreementRow).default([]),
  /** Coverage, hull and dispersion before a loop was closed, by the same items; `null` without a loop. */
  openLoop: PopulationMeasures.nullable(),
  /** What pictures are drawn from; `null` where there are no measures, absent from rows of versions without it. */
  places: PopulationPlaces.nullable().optional(),
  /** The same before a loop was closed. */
  openLoopPlaces: PopulationPlaces.nullable().optional(),
  planned: z.number().int(),
  written: z.number().int(),
  /**
   * Requests to models and tokens that writing and answering took in the sitting that made it; those of pole people and
   * copies, which serve all generators, are left out.
   */
  calls: z.number().int(),
  tokens: z.number().int().nullable(),
});
export type EvaluationRow = z.infer<typeof EvaluationRow>;

/** What is compared, on what. */
export interface EvaluateOptions extends Pick<
  GenerateOptions,
  'model' | 'writer' | 'loop' | 'radii' | 'seed' | 'logs' | 'concurrency' | 'signal' | 'size'
> {
  readonly generators: readonly PersonaGenerator[];
  readonly contexts: readonly Questionnaire[];
  readonly answerer?: (questionnaire: Questionnaire) => ChoosingAnswerer;
  /** Other ways of asking in a context, as in {@link GenerateOptions}. */
  readonly others?: GenerateOptions['others'];
  /** Where finished rows are recorded, so that a later sitting makes only the rest. */
  readonly log: AppendLog;
  /** Names what rows hang on beside generator and context, in the key of a row. */
  readonly design: string;
  /** What models took so far. */
  spent?(): { readonly calls: number; readonly tokens: number | null };
  onProgress?(progress: EvaluationProgress): void;
}

/** Which population is made, and what is done with it. */
export type EvaluationProgress =
  | { readonly kind: 'row'; readonly row: EvaluationRow; readonly done: number; readonly total: number }
  | {
      readonly kind: 'population';
      readonly generator: string;
      readonly context: string;
      readonly step: GenerateProgress;
    };

/**
 * Generates and measures a population for every generator in every context, and keeps one row of each. All generators
 * have the same places, names and items in a context, so that their differences are paired.
 *
 * A population that cannot be written or measured is a row that says why, and no number. What depends on the hour is
 * thrown: with the log the same call goes on with the rows that are not there.
 *
 * @returns rows by context, then by generator.
 * @throws MesocosmError (unreachable), (budget) or (interrupted) where it was cut off; (usage) where the log holds a row
 * that cannot be read, before anybody is asked.
 */
export async function evaluateGenerators(options: EvaluateOptions): Promise<readonly EvaluationRow[]> {
  const { generators, contexts, log, design, onProgress, signal } = options;
  const tasks = contexts.flatMap((context) =>
    generators.map((generator) => ({ key: `${design}/${context.name}/${generator.name}`, generator, context })),
  );
  // The instrument is that of a context, whoever writes.
  const checked = new Map(contexts.map(({ name }) => [name, new Map<AnswerMode, InstrumentCheck>()]));
  let done = 0;
  const { rows, finished } = await runJob<EvaluationRow, (typeof tasks)[number]>({
    tasks,
    log,
    // One population at a time: within it as many questions are open as there may be.
    concurrency: 1,
    ...(signal === undefined ? {} : { signal }),
    read: (row, { generator, context }) => recordedRow(row, `${generator.name}, ${context.name}`),
    work: ({ generator, context }) => rowOf(options, { generator, context, checked: checked.get(context.name) }),
    onDone: (_, row) => onProgress?.({ kind: 'row', row, done: (done += 1), total: tasks.length }),
  });
  if (!finished) throw userError({ kind: 'interrupted', what: 'the evaluation stopped: it was interrupted' });
  return tasks.map(({ key }) => rows.get(key) as EvaluationRow);
}

/** Reads a row of another sitting, which may be of another version. */
function recordedRow(row: unknown, of: string): EvaluationRow {
  const parsed = EvaluationRow.safeParse(row);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || 'row';
  throw userError({
    kind: 'usage',
    what: `the recorded row of ${of} cannot be read: its "${field}" is missing or of another kind`,
    remedy: 'evaluate into another folder; a row of another version cannot always be gone on with',
  });
}

async function rowOf(
  options: EvaluateOptions,
  of: { readonly generator: PersonaGenerator; readonly context: Questionnaire } & Pick<GenerateOptions, 'checked'>,
): Promise<EvaluationRow> {
  const { generator, context, checked } = of;
  const { model, writer, loop, seed, logs, radii, concurrency, signal, size = 25, answerer, others } = options;
  const booking = bookingOf(options.spent);
  let written = 0;
  const people = await generatePersonas(generator, {
    context,
    size,
    ...(model === undefined ? {} : { model }),
    ...(writer === undefined ? {} : { writer }),
    ...(loop === undefined ? {} : { loop }),
    ...(seed === undefined ? {} : { seed }),
    ...(logs === undefined ? {} : { logs }),
    ...(radii === undefined ? {} : { radii }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(signal === undefined ? {} : { signal }),
    ...(answerer === undefined ? {} : { answerer }),
    ...(others === undefined ? {} : { others }),
    ...(checked === undefined ? {} : { checked }),
    onProgress(step) {
      booking.book(step.stage);
      // In the rounds of a loop some of the same people are written again.
      if (step.stage === 'writing') written = Math.max(written, step.done - step.failed);
      options.onProgress?.({ kind: 'population', generator: generator.name, context: context.name, step });
    },
  }).catch((error: unknown) => {
    // What the model said, or left unsaid, is a finding about the generator; anything else is not.
    if (isMesocosmError(error) && error.kind === 'failures') return error.message;
    throw error;
  });
  return {
    generator: generator.name,
    context: context.name,
    steers: generator.steers,
    ...(typeof people === 'string' ? nothingOf(people, written) : foundIn(people)),
    planned: size,
    ...booking.taken(),
  };
}

/** Books what was spent since it was last asked: pole people and copies serve all generators, and count for none. */
function bookingOf(spent: EvaluateOptions['spent']) {
  let last = spent?.();
  let [calls, tokens]: [number, number | null] = [0, 0];
  const book = (stage: GenerateProgress['stage'] | 'end'): void => {
    const now = spent?.();
    if (now === undefined || last === undefined) return;
    if (stage !== 'instrument' && stage !== 'clones') {
      calls += now.calls - last.calls;
      tokens =
        now.tokens === null || last.tokens === null || tokens === null ? null : tokens + now.tokens - last.tokens;
    }
    last = now;
  };
  return {
    book,
    taken() {
      book('end');
      return { calls, tokens };
    },
  };
}

/** What was found out about a population. */
type Found = Omit<EvaluationRow, 'generator' | 'context' | 'steers' | 'planned' | 'calls' | 'tokens'>;

/** Of one that could not be measured: that, and how many people had been written. */
function nothingOf(failed: string, written: number): Found {
  const nothing = { measures: null, openLoop: null, places: null, openLoopPlaces: null };
  return { ...nothing, failed, instrumentFailed: [], otherModes: [], agreement: [], written };
}

function foundIn(people: GeneratedPersonas): Found {
  const { measurement, openLoop, loop, personas } = people;
  return {
    measures: measurement?.measures ?? null,
    failed: null,
    instrumentFailed: [...(measurement?.instrument.failed ?? [])],
    otherModes: (measurement?.otherInstruments ?? []).map(({ mode, failed }) => ({
      mode,
      instrumentFailed: [...failed],
    })),
    agreement: [...(measurement?.agreement ?? [])],
    openLoop: openLoop?.measures ?? null,
    places: measurement === undefined ? null : roundedPlaces(populationPlaces(measurement, loop)),
    openLoopPlaces: openLoop === undefined ? null : roundedPlaces(populationPlaces(openLoop)),
    written: personas.length,
  };
}
