import { chancesFrom } from '../../foundation/random/index.js';
import type { Json, Judgement, Mind, MindContext, Situation } from '../../spec/index.js';
import { malformedAnswers } from '../malformed-replies.js';
import { sampleAnswer, type Wording } from './sample-answer.js';

/** Judgements by who gave them and when; an agent has one question at a time. */
export type AnswersGiven = Map<string, Judgement>;

/** Takes any option, and gives any answer that is as it was asked for; the same to the same question of the same run. */
export const player: Mind = playerWith('kit:player', () => (most) => 'I would say so.'.slice(0, most));

/** Does as {@link player} does, in words of its own. */
export function playerWith(name: string, wordsOf: (context: MindContext) => Wording): Mind {
  return {
    name,
    judge(situation, context) {
      const { agent, occasion, stream } = context;
      const { answer, options, statements, state } = situation;
      // What it does hangs on what it sees: where that differs, the runs part.
      const chance = chancesFrom(stream)(agent, occasion, JSON.stringify([state, statements]));
      if (answer === undefined) {
        return { kind: 'distribution', probabilities: options.map(() => 1 + chance.integer(4)) };
      }
      return { kind: 'answer', value: sampleAnswer(answer, chance, wordsOf(context)) };
    },
  };
}

/** The same mind, each answer after some turns of the event loop, in an order that is another with each `salt`. */
export function late(mind: Mind, salt: number): Mind {
  return {
    ...mind,
    async judge(situation, context) {
      const turns = chancesFrom(salt)('delay', context.agent, context.occasion).integer(5);
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return mind.judge(situation, context);
    },
  };
}

/** The same mind; what it decides is kept. */
export function keeping(mind: Mind, answers: AnswersGiven): Mind {
  return {
    ...mind,
    judge(situation, context) {
      const keep = (judgement: Judgement): Judgement => {
        answers.set(keyOf(context), judgement);
        return judgement;
      };
      const judged = mind.judge(situation, context);
      return judged instanceof Promise ? judged.then(keep) : keep(judged);
    },
  };
}

/** Answers at once what was answered before; anything else is for `otherwise`. */
export function remembering(answers: AnswersGiven, otherwise: Mind): Mind {
  return {
    ...otherwise,
    judge: (situation, context) => answers.get(keyOf(context)) ?? otherwise.judge(situation, context),
  };
}

/** A mind that must not be asked what is not on record. */
export function silent(mind: Mind): Mind {
  return {
    ...mind,
    judge(situation, { agent, occasion }) {
      throw new Error(`"${agent}" was asked "${situation.kind}" as its decision ${occasion}, which is not on record`);
    },
  };
}

function keyOf({ agent, occasion, purpose = 'decision' }: MindContext): string {
  return JSON.stringify([purpose, agent, occasion]);
}

/** Every decision fails in this way. */
export function failing(mind: Mind, kind: 'refused' | 'malformed'): Mind {
  return { ...mind, judge: () => ({ kind, message: 'this is no decision' }) };
}

/** Makes every second answer another one that was not asked for, shape after shape; `left` counts those not given yet. */
export function oddAnswers(): { around(mind: Mind): Mind; left(): number } {
  const shapes = oddValues();
  let [asked, given] = [0, 0];
  const next = (situation: Situation): Judgement => {
    if (situation.answer === undefined) return { kind: 'malformed', message: 'that is none of the options' };
    const value = shapes[given % shapes.length] as Json;
    given += 1;
    return { kind: 'answer', value };
  };
  return {
    left: () => shapes.length - given,
    around: (mind) => ({
      ...mind,
      judge(situation, context) {
        asked += 1;
        return asked % 2 === 0 ? mind.judge(situation, context) : next(situation);
      },
    }),
  };
}

/** Values of every kind that somebody might send: texts as they came, and what JSON makes of them. */
function oddValues(): readonly Json[] {
  const texts = malformedAnswers().map(({ text }) => text);
  const parsed = texts.flatMap((text): Json[] => {
    try {
      return [JSON.parse(text) as Json];
    } catch {
      return [];
    }
  });
  const nested = Array.from({ length: 200 }).reduce<Json>((inside) => [inside], null);
  const more: readonly Json[] = [
    true, 0, -1, 0.5, 1e308, [], [[]], {}, { value: null }, { action: 'dance' }, { action: null }, { action: 'dance', value: {} },
    { __proto__: null, constructor: 1 } as Json, nested,
  ]; // prettier-ignore
  return [...texts, ...parsed, ...more];
}
