import { userError } from '../../foundation/errors/index.js';
import { turns } from '../../foundation/pieces.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { contentHash, type Task } from '../../foundation/storage/index.js';
import {
  success,
  type Judgement,
  type LikertItem,
  type Mind,
  type ModelFailure,
  type Persona,
  type Questionnaire,
  type Result,
  type Situation,
} from '../../spec/index.js';
import { dependsOnTheHour, Suspended } from './_internals/depends-on-the-hour.js';
import { keyedJob, type Asked } from './_internals/keyed-job.js';
import { missingOf } from './_internals/missing.js';
import { itemSituation } from './item-situation.js';
import type { ItemAnswer, Responses } from './responses.js';

/** Whom to ask what, through which mind. */
export interface AdministerOptions extends Asked {
  readonly questionnaire: Questionnaire;
  readonly personas: readonly Persona[];
  readonly mind: Mind;
  /** What the mind does with an item, for the record. Default `single`. */
  readonly mode?: Responses['mode'];
  /** What answers hang on beside the mind's name, for the log: fingerprint of a model, temperature, elicitation. */
  readonly fingerprint?: string;
  /** Of drawn answers, drawn presentations and sampled models. */
  readonly seed: number | string;
  /** Ids of the items to ask. Default all. */
  readonly items?: readonly string[];
  /** Share of an axis' items that may be missing, in [0, 1]; with more, or all, a persona is excluded. Default .2. */
  readonly mostMissing?: number;
  /** Default `questionnaire`. */
  readonly purpose?: string;
  /** Told of every answer, also of those that the log holds. */
  onAnswer?(progress: { readonly done: number; readonly total: number; readonly from: 'log' | 'work' }): void;
}

/**
 * Puts every item to every persona, each with an empty memory, and keeps the distribution, the expected score and one
 * drawn answer. What the mind refused or garbled is missing; who misses too much is excluded and named.
 *
 * Everything in the result is a function of the mind's answers and the seed, whatever the order in which they came. With a
 * log a sitting that was cut off goes on where it was: a failure that depends on the hour suspends it, and is what comes
 * back.
 *
 * @throws MesocosmError (usage) where there is nobody, or an item is named that the questionnaire does not have.
 */
export async function administer(options: AdministerOptions): Promise<Result<Responses, ModelFailure>> {
  const { questionnaire, personas, mind, seed, mode = 'single', mostMissing = 0.2 } = options;
  if (personas.length === 0) {
    throw userError({ kind: 'usage', what: 'there is nobody to ask', expected: 'at least one persona' });
  }
  const items = chosenItems(questionnaire, options.items);
  const questions = await eachInTurn(personas, (persona) =>
    items.map((item) => questionOf(options, { persona, item })),
  );
  const all = questions.flat();
  let done = 0;
  const onDone = (_: Question, from: 'log' | 'work'): void =>
    options.onAnswer?.({ done: (done += 1), total: all.length, from });
  const reply = await keyedJob<Judged, Question>(all, options, { work: (question) => ask(options, question), onDone });
  if (!reply.ok) return reply;

  const chances = chancesFrom(seed);
  const answers = await eachInTurn(personas, (_, at) =>
    (questions[at] ?? []).map(({ key, persona, item }): ItemAnswer => {
      const judged = reply.value.get(key) as Judged;
      if (judged.kind !== 'distribution') {
        const { kind: reason, message, evidence } = judged;
        return { kind: 'missing', reason, message, ...(evidence === undefined ? {} : { evidence }) };
      }
      const { probabilities, evidence } = judged;
      const drawn = chances('answer', persona.name, item.id).draw(probabilities);
      const about = evidence === undefined ? {} : { evidence };
      return { kind: 'answered', probabilities, expected: expectedScore(item, probabilities), drawn, ...about };
    }),
  );
  const names = personas.map(({ name }) => name);
  return success({
    formatVersion: 1,
    questionnaire: questionnaire.name,
    mode,
    mind: mind.name,
    seed,
    axes: questionnaire.axes.map(({ name }) => name),
    items: items.map(({ id, axis, reverseKeyed, points }) => ({ id, axis, reverseKeyed, points })),
    personas: names,
    answers,
    mostMissing,
    ...missingOf({ personas: names, items, answers, mostMissing }),
  });
}

/** A judgement that says something of who was asked, and not of the hour. */
type Judged = Extract<Judgement, { kind: 'distribution' | 'refused' | 'malformed' }> | Garbled;
type Garbled = { readonly kind: 'refused' | 'malformed'; readonly message: string; readonly evidence?: undefined };

interface Question extends Task {
  readonly persona: Persona;
  readonly item: LikertItem;
  readonly situation: Situation;
}

function questionOf(
  { questionnaire, mind, mode = 'single', fingerprint = '', seed }: AdministerOptions,
  { persona, item }: { readonly persona: Persona; readonly item: LikertItem },
): Question {
  const situation = itemSituation(questionnaire, item, persona.name);
  const { name, text, position = null } = persona;
  const hash = contentHash({ name, text, position, situation, item, mode, mind: mind.name, fingerprint, seed });
  return { key: `${name}/${item.id}/${hash.slice(0, 16)}`, persona, item, situation };
}

async function ask(options: AdministerOptions, { persona, item, situation }: Question): Promise<Judged> {
  const { mind, seed, signal, purpose = 'questionnaire' } = options;
  const judgement = await mind.judge(situation, {
    agent: persona.name,
    persona,
    occasion: 0,
    stream: `${seed}/${item.id}`,
    purpose,
    signal,
  });
  if (judgement.kind === 'distribution') {
    const { length } = judgement.probabilities;
    if (length === item.points) return judgement;
    return { kind: 'malformed', message: `${mind.name} gave ${length} probabilities for ${item.points} points` };
  }
  if (judgement.kind === 'answer') {
    return { kind: 'malformed', message: `${mind.name} gave an answer where a point of the scale was asked for` };
  }
  const { kind, message } = judgement;
  if (dependsOnTheHour(kind)) throw new Suspended({ kind, message, retryable: kind === 'unavailable' });
  return judgement as Judged;
}

/** Makes something of everybody, and lets other things be heard meanwhile. */
async function eachInTurn<Made>(
  personas: readonly Persona[],
  make: (persona: Persona, row: number) => Made,
): Promise<Made[]> {
  const turn = turns();
  const made: Made[] = [];
  for (const [row, persona] of personas.entries()) {
    made.push(make(persona, row));
    if (turn.isOver()) await turn.next();
  }
  return made;
}

function chosenItems(questionnaire: Questionnaire, ids?: readonly string[]): readonly LikertItem[] {
  const available = questionnaire.items.map(({ id }) => id);
  const stray = ids?.find((id) => !available.includes(id));
  if (stray !== undefined) {
    const what = `there is no item "${stray}"`;
    throw userError({ kind: 'usage', what, where: `questionnaire "${questionnaire.name}"`, available, given: stray });
  }
  return questionnaire.items.filter(({ id }) => ids === undefined || ids.includes(id));
}

function expectedScore({ points, reverseKeyed }: LikertItem, probabilities: readonly number[]): number {
  const agreement = probabilities.reduce((sum, p, point) => sum + p * point, 0) / (points - 1);
  return Math.min(1, Math.max(0, reverseKeyed ? 1 - agreement : agreement));
}
