import {
  type Judgement,
  type LikertItem,
  type Mind,
  type MindContext,
  type Persona,
  type PsychometricParameters,
  type Situation,
} from 'mesocosm';
import { gradedAnswers, lacksAxis, standsOn } from '../_internals/standing.js';
import { escalationOf, MOVES } from './moves.js';
import { WORDS } from './scene.js';

/** What a scripted driver says with each move. */
const SAYINGS: readonly string[] = [
  'I am sorry. Let us not make more of it than it is.',
  'What if each of us pays a part of it?',
  'Let me tell you how I saw it.',
  'This is your fault, and you will pay for all of it.',
  'You will hear from my lawyer, you fool.',
];

/** Who has met the other's move makes half of its own of that. */
const OWN_SHARE = 0.5;

/**
 * A driver without a language model: escalates by its position on an axis and, once the other has made a move, as much by
 * that. The move is the nearest to that stance.
 *
 * Somebody without a persona stands where chance puts the agent; a persona without a position on the axis cannot decide
 * (`malformed`).
 */
export function scriptedDriver(axis = 'temper'): Mind {
  return driverOf('scripted', axis, ({ stance, situation }) => {
    const move = Math.round(stance * (MOVES.length - 1));
    return { kind: 'distribution', probabilities: situation.options.map((_, option) => Number(option === move)) };
  });
}

/**
 * The same driver, whose moves follow the graded-response model (Samejima 1969) on the scale of moves.
 *
 * @param options See {@link psychometricMind}; `seed` is of the noise alone.
 */
export function psychometricDriver(
  options: {
    readonly axis?: string;
    readonly parameters?: Partial<PsychometricParameters>;
    readonly seed?: number | string;
  } = {},
): Mind {
  const { axis = 'temper', parameters = {}, seed = 1 } = options;
  const item: LikertItem = {
    id: 'move',
    axis: 'stance',
    lead: 'How far does {name} go?',
    statement: 'It escalates.',
    points: MOVES.length,
    reverseKeyed: false,
    pro: 'it escalates.',
    con: 'it does not escalate.',
  };
  const answers = gradedAnswers([item], { parameters, seed });
  return driverOf('psychometric', axis, ({ stance, ...asked }) => ({
    kind: 'distribution',
    probabilities: answers(stance, item, asked),
  }));
}

function driverOf(
  name: string,
  axis: string,
  moves: (how: { readonly stance: number; readonly situation: Situation; readonly context: MindContext }) => Judgement,
): Mind {
  return {
    name,
    refuses: (persona) => lacking(axis, persona),
    judge(situation, context) {
      if (situation.kind === WORDS) return said(situation);
      const at = standsOn(axis, context);
      if (at === undefined) return { kind: 'malformed', message: lacking(axis, context.persona as Persona) as string };
      const met = lastOfOther(situation);
      const stance = met === undefined ? at : OWN_SHARE * at + (1 - OWN_SHARE) * escalationOf(met);
      return moves({ stance, situation, context });
    },
  };
}

/** Words for the move that was made last, if it was one's own. */
function said(situation: Situation): Judgement {
  const [who, , hole] = situation.statements.at(-1) ?? [];
  const own = typeof who === 'object' && typeof hole === 'object' && 'option' in hole;
  if (!own) return { kind: 'refused', message: 'there is no move to be said' };
  return { kind: 'answer', value: SAYINGS[hole.option] as string };
}

/** The last move of the other driver, as the situation shows it. */
function lastOfOther({ statements }: Situation): number | undefined {
  const [, , hole] = statements.findLast(([who]) => typeof who === 'string') ?? [];
  return typeof hole === 'object' && 'option' in hole ? hole.option : undefined;
}

function lacking(axis: string, persona: Persona): string | undefined {
  return lacksAxis(persona, [axis], {
    whatFor: 'by which a scripted person escalates',
    remedy: (others) =>
      `${others.length === 0 ? '' : `name another with --axis (${others.join(', ')}), or `}let a model decide`,
  });
}
