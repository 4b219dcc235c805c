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
  const { questionnaire, answerer, size, seed, kind, log, concurrency, signal } = options;
  const personas = answerer.clones === 'each' ? copies(questionnaire, size) : copies(questionnaire, 1);
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

function copies({ axes }: Questionnaire, size: number): readonly Persona[] {
  const { text } = neutralPersonas()[0] as Persona;
  const position = Object.fromEntries(axes.map(({ name }) => [name, 0.5]));
  return Array.from({ length: size }, (_, index) => ({ name: `Copy ${index + 1}`, text, position }));
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
