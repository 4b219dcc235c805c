import { userError } from '../../foundation/errors/index.js';
import {
  success,
  type LanguageModel,
  type ModelFailure,
  type Persona,
  type PersonaGenerator,
  type PlannedPerson,
  type Population,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import { administer, answerTable } from '../answering/index.js';
import { generateQuestionnaire } from '../contexts/index.js';
import { closeLoop, splitItems, type LoopReport } from '../loop/index.js';
import { placementOf } from '../placement/index.js';
import { writePopulation, type MissingPerson, type PersonDone } from '../writing/index.js';
import { loopRadius } from './_internals/loop-radius.js';
import { orThrow } from './_internals/or-throw.js';
import { modelAnswerer, type ChoosingAnswerer } from './choosing-answerer.js';
import type { GenerateOptions, GeneratedPersonas } from './generating-options.js';
import { measurePersonas, type MeasureOptions, type PersonaMeasurement } from './measure-personas.js';
import { psychometricAnswerer } from './psychometric-answerer.js';
import { writeInRounds } from './write-in-rounds.js';

const SIZE = 25;

/** Most rounds of a loop after the first, where nothing is said of them. */
export const LOOP_ROUNDS = 10;

/**
 * Generates a population in two stages (places for all, then a text for each), lets it answer its questionnaire, and
 * measures how much of the intended diversity reached the answers; with `loop` it is written again, person by person, until
 * the space is covered or nothing more is gained.
 *
 * @example
 * const people = await generatePersonas(firstPerson, { context, size: 24, model, seed: 1 });
 * people.fidelity.axes['trust in neighbours']?.slope.value;
 *
 * @throws MesocosmError (usage) for what is asked wrongly; (failures) where fewer than two people could be written, or no
 *   questionnaire; (unreachable), (budget) or (interrupted) for what depends on the hour: with logs the same call goes on.
 */
export async function generatePersonas(
  generator: PersonaGenerator,
  options: GenerateOptions,
): Promise<GeneratedPersonas> {
  const { size = SIZE, seed = 1, loop = false, measure = true } = options;
  refuseTheImpossible({ size, loop, measure });
  const writer = options.writer === undefined ? options.model : (options.writer ?? undefined);
  const questionnaire = await questionnaireOf(options);
  const plan = orThrow(await placed(generator, { ...options, questionnaire, writer }), 'the placement of people');
  const { checked = new Map(), others = [] } = options;
  const about = { generator, options: { ...options, checked }, questionnaire, plan, writer, seed };
  if (loop === false) {
    const { population, missing } = await writtenOnce(about);
    const measurement = measure ? await measured(about, { population, questionnaire, others }) : undefined;
    return finished({ population, questionnaire, missing, measurement });
  }
  return closedLoop(about);
}

interface About {
  readonly generator: PersonaGenerator;
  readonly options: GenerateOptions;
  readonly questionnaire: Questionnaire;
  readonly plan: readonly PlannedPerson[];
  readonly writer: LanguageModel | undefined;
  readonly seed: number | string;
}

function refuseTheImpossible(asked: {
  readonly size: number;
  readonly loop: GenerateOptions['loop'];
  readonly measure: boolean;
}): void {
  const { size, loop, measure } = asked;
  if (!Number.isInteger(size) || size < 2) {
    throw userError({ kind: 'usage', what: `a population of ${size} was asked for`, expected: 'at least 2 people' });
  }
  if (loop !== false && loop !== undefined && !measure) {
    const remedy = 'leave the loop out, or let people answer';
    throw userError({ kind: 'usage', what: 'a loop is closed by answers, and nobody is to be asked', remedy });
  }
}

async function questionnaireOf(options: GenerateOptions): Promise<Questionnaire> {
  const { context, model, seed = 1, axes, items, signal, onProgress } = options;
  if (typeof context !== 'string') return context;
  if (model === undefined) {
    throw userError({
      kind: 'usage',
      what: `the context "${context}" is a sentence, and without a language model no questionnaire comes of it`,
      remedy: 'name a model, or give a questionnaire',
    });
  }
  onProgress?.({ stage: 'context', done: 0, total: null });
  const reply = await generateQuestionnaire({ description: context, model, axes, items, seed, signal });
  if (reply.ok) return reply.value;
  const { failure } = reply;
  if (failure.kind === 'model')
    return orThrow({ ok: false, failure: failure.failure }, `the writing of ${failure.step}`);
  throw userError({
    kind: 'failures',
    what: `${model.name} wrote no ${failure.step} that is fit for use in ${failure.tries} attempts`,
    expected: `a questionnaire; the last would not do because ${failure.reasons[0] ?? 'nothing could be read'}`,
    remedy: 'name a larger model, or give a questionnaire of your own',
  });
}

async function placed(
  generator: PersonaGenerator,
  options: GenerateOptions & { readonly questionnaire: Questionnaire; readonly writer: LanguageModel | undefined },
): Promise<Result<readonly PlannedPerson[], ModelFailure>> {
  const { questionnaire, writer, size = SIZE, seed = 1, densities, signal, onProgress } = options;
  const { context, axes, constraints } = questionnaire;
  const placement = options.placement ?? placementOf(generator.placement);
  if (placement.needsModel && writer === undefined) {
    throw userError({
      kind: 'usage',
      what: `the placement "${placement.name}" asks a language model, and there is none`,
      remedy: 'name a model, or choose a placement that needs none, for example sobol',
    });
  }
  return placement.place({
    context,
    axes,
    size,
    seed,
    ...(constraints === undefined ? {} : { constraints }),
    ...(densities === undefined ? {} : { densities }),
    ...(writer === undefined ? {} : { model: writer }),
    ...(signal === undefined ? {} : { signal }),
    onPlaced: (done) => onProgress?.({ stage: 'placing', done, total: size }),
  });
}

function writing({ generator, options, questionnaire, writer, seed }: About) {
  const { concurrency, logs, signal, onProgress } = options;
  let failed = 0;
  return {
    generator,
    questionnaire,
    seed,
    ...(writer === undefined ? {} : { model: writer }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(logs?.replies === undefined ? {} : { log: logs.replies }),
    ...(signal === undefined ? {} : { signal }),
    onPerson: ({ outcome, done, of }: PersonDone) => {
      if (!outcome.ok) failed += 1;
      onProgress?.({ stage: 'writing', done, failed, total: of });
    },
  };
}

async function writtenOnce(
  about: About,
): Promise<{ readonly population: Population; readonly missing: readonly MissingPerson[] }> {
  const written = await writePopulation({ ...writing(about), plan: about.plan });
  if (written.status === 'suspended') return orThrow({ ok: false, failure: written.failure }, 'the writing of people');
  refuseTooFew(written.population.personas, written.missing);
  return written;
}

/** @throws MesocosmError (failures) where it is no population. */
function refuseTooFew(personas: readonly Persona[], missing: readonly MissingPerson[]): void {
  if (personas.length >= 2) return;
  const [first] = missing;
  throw userError({
    kind: 'failures',
    what: `${personas.length} of ${personas.length + missing.length} people could be written`,
    expected: `at least two; of ${first?.name ?? 'the first'} it is said: ${first?.failure.message ?? 'nothing'}`,
    remedy: 'name a model that writes better, another generator, or none to compose the texts',
  });
}

function answererOf({ options, questionnaire, seed }: About): ChoosingAnswerer {
  const { answerer, model } = options;
  if (typeof answerer === 'function') return answerer(questionnaire);
  if (answerer !== undefined) return answerer;
  return model === undefined ? psychometricAnswerer({ questionnaire, seed }) : modelAnswerer({ model });
}

async function measured(
  about: About,
  of: Pick<MeasureOptions, 'questionnaire' | 'others'> & { readonly population: Population },
): Promise<PersonaMeasurement> {
  const { logs, checked, concurrency, signal, onProgress } = about.options;
  const reply = await measurePersonas({
    ...of,
    whole: about.questionnaire,
    ...(about.options.radii === undefined ? {} : { radii: about.options.radii }),
    answerer: answererOf(about),
    seed: about.seed,
    ...(checked === undefined ? {} : { checked }),
    ...(logs?.answers === undefined ? {} : { log: logs.answers }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return orThrow(reply, 'the measuring of the population');
}

async function closedLoop(about: About): Promise<GeneratedPersonas> {
  const { options, questionnaire, plan, seed, generator, writer } = about;
  const wish = typeof options.loop === 'object' ? options.loop : {};
  const rounds = writeInRounds({ ...writing(about), plan });
  const answerer = answererOf(about);
  const { logs, concurrency, signal, onProgress } = options;
  let first: readonly Persona[] = [];
  const closed = await closeLoop<Persona>({
    questionnaire,
    targets: plan.map(({ position }) => position),
    async write(requests, round) {
      const reply = await rounds.write(requests, round);
      if (reply.ok && round === 0) {
        first = reply.value.filter((persona) => persona !== undefined);
        refuseTooFew(first, rounds.missing);
      }
      return reply;
    },
    async answer(personas) {
      const reply = await administer({
        questionnaire,
        personas,
        ...answerer,
        seed,
        ...(logs?.answers === undefined ? {} : { log: logs.answers }),
        ...(concurrency === undefined ? {} : { concurrency }),
        ...(signal === undefined ? {} : { signal }),
        onAnswer: ({ done, total }) => onProgress?.({ stage: 'answers', done, total }),
      });
      return reply.ok ? success(answerTable(reply.value)) : reply;
    },
    radius: await loopRadius({ size: plan.length, axes: questionnaire.axes.length }, options),
    budget: { rounds: wish.rounds ?? LOOP_ROUNDS, ...(wish.rewrites === undefined ? {} : { rewrites: wish.rewrites }) },
    ...(wish.goal === undefined ? {} : { goal: wish.goal }),
    seed,
    ...(signal === undefined ? {} : { signal }),
    onRound: (round) => onProgress?.({ stage: 'round', round }),
  });
  const { people, report } = orThrow(closed, 'the loop');
  const missing = rounds.missing.filter(({ name }) => !people.some((persona) => persona.name === name));
  const author = writer === undefined ? 'without a language model' : `with ${writer.name}`;
  const population: Population = {
    formatVersion: 1,
    name: `${questionnaire.name}-${generator.name}-loop`,
    context: questionnaire.description,
    source: `written by the generator "${generator.name}" of Mesocosm in a closed loop, ${author}`,
    questionnaire,
    provenance: {
      generator: generator.name,
      seed,
      planned: plan.length,
      model: writer === undefined ? null : { name: writer.name, fingerprint: writer.fingerprint },
      loop: {
        rounds: report.rounds.length,
        rewrites: report.rewrites,
        stoppedBy: report.stoppedBy,
        heldOut: [...report.items.heldOut],
      },
      missing: missing.map(({ name, index, failure: { kind, message } }) => ({ name, index, kind, message })),
    },
    personas: [...people],
  };
  // Both populations are measured by the items that the loop never looked at.
  const unseen = heldOut(questionnaire, seed);
  const { others = [] } = options;
  const measurement = await measured(about, { population, questionnaire: unseen, others });
  const before = { ...population, personas: [...first] };
  const openLoop = await measured(about, { population: before, questionnaire: unseen });
  return finished({ population, questionnaire, missing, measurement, openLoop, loop: report });
}

function heldOut(questionnaire: Questionnaire, seed: number | string): Questionnaire {
  const unseen = new Set(splitItems({ items: questionnaire.items, seed }).heldOut);
  return { ...questionnaire, items: questionnaire.items.filter(({ id }) => unseen.has(id)) };
}

function finished(of: {
  readonly population: Population;
  readonly questionnaire: Questionnaire;
  readonly missing: readonly MissingPerson[];
  readonly measurement?: PersonaMeasurement;
  readonly openLoop?: PersonaMeasurement;
  readonly loop?: LoopReport;
}): GeneratedPersonas {
  const { population, measurement, ...rest } = of;
  const rows = measurement?.measures.fidelity ?? [];
  return {
    ...population,
    ...rest,
    ...(measurement === undefined ? {} : { measurement }),
    fidelity: { axes: Object.fromEntries(rows.map((row) => [row.axis, row])) },
  };
}
