import {
  chancesFrom,
  type Judgement,
  type LikertItem,
  type Mind,
  type MindContext,
  type Persona,
  type PsychometricParameters,
  type Situation,
} from 'mesocosm';
import { gradedAnswers } from '../_internals/standing.js';
import { biasIn, CONFIDENCE } from './confirmation-bias.js';
import { answerIn, unansweredIn } from './lines.js';
import { beliefOf, levelIn, LEVELS } from './scale.js';

const MOST = beliefOf(LEVELS.length - 1);

/** How {@link scriptedBeliever} takes what it reads. */
export interface BelieverOptions {
  /** Which part of the way it goes to the belief of a message, in [0, 1]. Default 0.5. */
  readonly rate?: number;
  /**
   * A message whose belief is farther away than this, from 0 to 4, is not listened to. Default 4 (all are) without confirmation
   * bias, 2 where it is weak, 1 where it is strong.
   */
  readonly confidence?: number;
}

/**
 * Somebody who believes by a rule and writes without a language model, for tests, for teaching and as a null model.
 *
 * With x its belief and y that of the message it reads, it moves to x + rate (y - x) where |y - x| <= confidence, and stays where
 * it is farther. Between two levels it takes one of the two, with chances that have that mean: on average over who meets whom, B
 * never changes. It says its level in its message (`I strongly agree with this claim.`), and knows of a message no more than the
 * level that is named in it. Of messages without one it takes no notice. Where it remembers no answer of its own, it is back where
 * it started; told nothing, it takes each level alike.
 *
 * Source: Deffuant, Neau, Amblard, Weisbuch 2000, DOI 10.1142/S0219525900000078, its basic model, with one of the two moving at a time,
 * and on five levels.
 */
export function scriptedBeliever(options: BelieverOptions = {}): Mind {
  return {
    name: 'rule:believer',
    judge: (situation) => spoken(situation, (belief) => split(moved(belief, situation, options))),
  };
}

/** How {@link psychometricBeliever} answers. */
export interface PsychometricBelieverOptions extends BelieverOptions {
  /** Axis on which a persona's position, from 0 to 1, is where it is drawn to; `mean` of all of them. Default `mean`. */
  readonly axis?: string;
  /** Weight of where it is drawn to against what it believes and reads, in [0, 1]. Default 0.5. */
  readonly stubbornness?: number;
  /** Of the graded-response model; see {@link psychometricMind}. */
  readonly parameters?: Partial<PsychometricParameters>;
  /** Of the noise of each person. Default 1. */
  readonly seed?: number | string;
}

/**
 * Somebody who is drawn to the position of its persona: it stands at s a + (1 - s) z, with s its stubbornness, a that position on
 * the scale of beliefs, and z where {@link scriptedBeliever} would move, and answers from there by the graded-response model
 * (Samejima 1969). So its beliefs drift where it meets nobody, too. Nobody in particular is drawn to where chance puts the agent.
 *
 * Source: Friedkin, Johnsen 1990, DOI 10.1080/0022250X.1990.9990069, for the stubbornness; here z keeps a part of the own belief.
 */
export function psychometricBeliever(options: PsychometricBelieverOptions = {}): Mind {
  const { axis = 'mean', stubbornness = 0.5, parameters = {}, seed = 1 } = options;
  const answers = gradedAnswers([ITEM], { parameters, seed });
  return {
    name: 'psychometric:believer',
    refuses: (persona) => lacking(axis, persona),
    judge(situation, context) {
      const drawn = drawnTo(axis, context);
      if (drawn === undefined) return { kind: 'malformed', message: lacking(axis, context.persona as Persona) ?? '' };
      return spoken(situation, (belief) => {
        const meets = moved(belief ?? drawn, situation, options) ?? drawn;
        const stance = stubbornness * drawn + (1 - stubbornness) * meets;
        return answers((stance + MOST) / (2 * MOST), ITEM, { situation, context });
      });
    },
  };
}

const ITEM: LikertItem = {
  id: 'belief',
  axis: 'stance',
  lead: 'How far does {name} agree with the claim?',
  statement: 'The claim is true.',
  points: LEVELS.length,
  reverseKeyed: false,
  pro: 'the claim is true.',
  con: 'the claim is false.',
};

/** An answer drawn from what it believes now, or a message that says its belief; `belief` is `undefined` of whom nothing was told. */
function spoken(situation: Situation, believes: (belief: number | undefined) => readonly number[]): Judgement {
  const own = ownBelief(situation);
  if (situation.answer === undefined) return { kind: 'distribution', probabilities: [...believes(own)] };
  if (situation.answer.kind !== 'text') return { kind: 'malformed', message: 'it can only write and answer' };
  const level = own === undefined ? LEVELS[(LEVELS.length - 1) / 2] : LEVELS[own + MOST];
  return { kind: 'answer', value: `I ${level} with this claim.`.slice(0, situation.answer.maxCharacters) };
}

/** What it last answered, or else answered at the start. */
function ownBelief({ statements, framing }: Situation): number | undefined {
  const options = [...framing, ...statements].map(answerIn).filter((option) => option !== undefined);
  const last = options.at(-1);
  return last === undefined ? undefined : beliefOf(last);
}

/** Where a belief goes by the message that is read now. */
function moved(
  belief: number | undefined,
  situation: Situation,
  { rate = 0.5, confidence = CONFIDENCE[biasIn(situation)] }: BelieverOptions,
): number | undefined {
  const { statements } = situation;
  const read = statements.map(unansweredIn).at(-1);
  const level = read === undefined ? undefined : levelIn(read);
  if (belief === undefined || level === undefined) return belief;
  const message = beliefOf(level);
  return Math.abs(message - belief) <= confidence ? belief + rate * (message - belief) : belief;
}

/** Chances of the levels around a belief, with that mean; all alike where there is none. */
function split(belief: number | undefined): readonly number[] {
  if (belief === undefined) return LEVELS.map(() => 1 / LEVELS.length);
  return LEVELS.map((_, option) => Math.max(0, 1 - Math.abs(beliefOf(option) - belief)));
}

/** The belief that a persona is drawn to; `undefined` where it has no such position. */
function drawnTo(axis: string, { persona, agent }: MindContext): number | undefined {
  const at =
    persona === undefined
      ? chancesFrom('nobody in particular')('position', agent, axis).uniform()
      : positionOf(axis, persona);
  return at === undefined ? undefined : 2 * MOST * at - MOST;
}

function positionOf(axis: string, { position = {} }: Persona): number | undefined {
  if (axis !== 'mean') return position[axis];
  const all = Object.values(position);
  return all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0) / all.length;
}

function lacking(axis: string, persona: Persona): string | undefined {
  if (positionOf(axis, persona) !== undefined) return undefined;
  const lacks = axis === 'mean' ? 'no position on any axis' : `no position on the axis "${axis}"`;
  return `${persona.name} has ${lacks}, to which its beliefs are drawn: use a population with positions, or another mind`;
}
