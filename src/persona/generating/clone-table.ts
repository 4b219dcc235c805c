import { chancesFrom } from '../../foundation/random/index.js';
import type { AppendLog } from '../../foundation/storage/index.js';
import {
  success,
  type AnswerTable,
  type Chance,
  type ModelFailure,
  type Persona,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import { administer, answerTable, neutralPersonas, type ItemAnswer, type Responses } from '../answering/index.js';
import type { ChoosingAnswerer } from './choosing-answerer.js';

/** Populations of copies, where what copies answer is drawn. */
const CLONE_DRAWS = 20;

/** Answers of copies that are asked one by one, in all draws together; the first population is asked whole. */
const ASKED_ANSWERS = 20_000;

/**
 * Number of populations of copies that the null is averaged over: 1 where copies always answer the same, and of a mind that
 * does not say that its copies cost nothing; else 20, fewer of large populations whose copies are asked one by one.
 *
 * @param answers Number of answers of one population.
 */
export function cloneDraws({ clones, samples, cloneNoise = 'unknown' }: ChoosingAnswerer, answers: number): number {
  if (clones === 'once') return samples === undefined ? 1 : CLONE_DRAWS;
  if (cloneNoise !== 'drawn') return 1;
  return Math.max(1, Math.min(CLONE_DRAWS, Math.floor(ASKED_ANSWERS / answers)));
}

/** How copies are asked. */
export interface CloneOptions {
  readonly questionnaire: Questionnaire;
  readonly answerer: ChoosingAnswerer;
  /** Number of copies. */
  readonly size: number;
  readonly seed: number | string;
  readonly kind: AnswerTable['kind'];
  /** Which of several draws of the copies' answers this is. Default 0. */
  readonly draw?: number;
  readonly log?: AppendLog;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/**
 * Answers of copies of one neutral persona: same mind, same items, as many people. What they spread is the noise of
 * answering, and no diversity. Where distributions were counted from samples, each copy has counts of its own, drawn from
 * those of the one that was asked.
 */
export async function cloneTable(options: CloneOptions): Promise<Result<AnswerTable, ModelFailure>> {
  const { questionnaire, answerer, size, seed, kind, draw = 0, log, concurrency, signal } = options;
  const personas = answerer.clones === 'each' ? copies(questionnaire, size, draw) : copies(questionnaire, 1, 0);
  const reply = await administer({
    ...answerer,
    questionnaire,
    personas,
    seed,
    purpose: 'clones',
    // Copies that answer badly are part of the null.
    mostMissing: 1,
    log,
    concurrency,
    signal,
  });
  if (!reply.ok) return reply;
  const answered = answerer.clones === 'each' ? reply.value : multiplied(reply.value, options);
  return success(answerTable(answered, { kind }));
}

/** Copies of later draws go by other names, so that chance has other noise for them. */
function copies({ axes }: Questionnaire, size: number, draw: number): readonly Persona[] {
  const { text } = neutralPersonas()[0] as Persona;
  const position = Object.fromEntries(axes.map(({ name }) => [name, 0.5]));
  return Array.from({ length: size }, (_, index) => ({ name: `Copy ${draw * size + index + 1}`, text, position }));
}

/** The answers of one, as so many copies would have given them. */
function multiplied(one: Responses, { size, seed, answerer, draw = 0 }: CloneOptions): Responses {
  const [row = []] = one.answers;
  const chances = chancesFrom(seed);
  const names = Array.from({ length: size }, (_, index) => `Copy ${index + 1}`);
  const answers = names.map((name) =>
    row.map((answer, column) => {
      if (answer.kind === 'missing') return answer;
      const { id, reverseKeyed } = one.items[column] as Responses['items'][number];
      const chance = chances('clone', draw, name, id);
      return again(answer, { chance, reverseKeyed, samples: answerer.samples });
    }),
  );
  return { ...one, personas: names, answers, missing: [], excluded: [] };
}

function again(
  answer: Extract<ItemAnswer, { kind: 'answered' }>,
  { chance, samples, reverseKeyed }: { chance: Chance; samples: number | undefined; reverseKeyed: boolean },
): ItemAnswer {
  const drawn = chance.draw(answer.probabilities);
  if (samples === undefined) return { ...answer, drawn };
  const counts = answer.probabilities.map(() => 0);
  for (let sample = 0; sample < samples; sample += 1) {
    const point = chance.draw(answer.probabilities);
    counts[point] = (counts[point] ?? 0) + 1;
  }
  const probabilities = counts.map((count) => count / samples);
  const agreement = probabilities.reduce((sum, p, point) => sum + p * point, 0) / (probabilities.length - 1);
  return { ...answer, probabilities, expected: reverseKeyed ? 1 - agreement : agreement, drawn };
}
