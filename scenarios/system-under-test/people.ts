import {
  canonicalState,
  chancesFrom,
  type Judgement,
  type LikertItem,
  type Mind,
  type MindContext,
  type Persona,
  type PsychometricParameters,
  type Situation,
} from 'mesocosm';
import { gradedAnswers, lacksAxis, standsOn } from '../_internals/standing.js';
import { assistanceAxes, WORDS } from './axes.js';
import { SETTLES } from './planted-assistant.js';
import { BETWEEN } from './views.js';

const POINTS = 5;
const axes: readonly string[] = assistanceAxes.map(({ name }) => name);

/** One item for each axis, whose points are what somebody says. */
const items: readonly LikertItem[] = assistanceAxes.map(({ name, low, high }) => ({
  id: name,
  axis: name,
  lead: 'How much is this like {name}?',
  statement: `The person ${high.description}.`,
  points: POINTS,
  reverseKeyed: false,
  pro: `the person ${high.description}.`,
  con: `the person ${low.description}.`,
}));

/** The number of the order that every scripted person has. */
const ORDER = 'The number of my order is 4711.';

/**
 * A person without a language model, who is nothing but a position on {@link assistanceAxes}: says what is wanted, in words
 * that show each position by the nearest of five phrases, gives the number of the order, and is content where the matter is
 * settled. Alone, it expects help as far as it is trusting.
 *
 * Somebody without a persona stands where chance puts the agent, everywhere alike; a persona without a position on one of
 * the axes cannot speak (`malformed`).
 */
export function scriptedPerson(): Mind {
  return personOf('scripted', (position) => Math.round(position * (POINTS - 1)));
}

/**
 * The same person, whose words follow the graded-response model (Samejima 1969): how far it shows its position is drawn
 * once for each run, person and axis.
 *
 * @param options See {@link psychometricMind}; `seed` is of the noise alone.
 */
export function psychometricPerson(
  options: { readonly parameters?: Partial<PsychometricParameters>; readonly seed?: number | string } = {},
): Mind {
  const { parameters = {}, seed = 1 } = options;
  const answers = gradedAnswers(items, { parameters, seed });
  return personOf('psychometric', (position, axis, asked) => {
    const item = items.find((one) => one.axis === axis) as LikertItem;
    const { stream, agent } = asked.context;
    return chancesFrom(stream)('shown', agent, axis).draw(answers(position, item, asked));
  });
}

/** What shows of a position on an axis, as the number of a phrase. */
type Shown = (
  position: number,
  axis: string,
  asked: { readonly situation: Situation; readonly context: MindContext },
) => number;

function personOf(name: string, shown: Shown): Mind {
  return {
    name,
    refuses: lacking,
    judge(situation, context): Judgement {
      const stands = positionOf(context);
      if (typeof stands === 'string') return { kind: 'malformed', message: stands };
      const { kind, options, answer, statements } = situation;
      if (kind === 'expectation') {
        const helped = 0.1 + 0.8 * (stands['trust'] as number);
        return { kind: 'distribution', probabilities: [helped, 1 - helped] };
      }
      if (answer === undefined) {
        const settled = statements.some((line) => line.join('').includes(SETTLES));
        const wanted = settled ? 'yes' : 'no';
        return { kind: 'distribution', probabilities: options.map((option) => Number(option === wanted)) };
      }
      const [goal = ''] = canonicalState(situation).split(BETWEEN);
      if (statements.length > 0) return { kind: 'answer', value: statements.length > 2 ? 'And now?' : ORDER };
      const words = assistanceAxes.map(
        ({ name: axis }) =>
          (WORDS[axis] as readonly string[])[shown(stands[axis] as number, axis, { situation, context })],
      );
      return { kind: 'answer', value: `I want to ${goal}. ${words.join(' ')}` };
    },
  };
}

/** Where the person stands on each axis, or why that is not known. */
function positionOf(context: MindContext): { readonly [axis: string]: number } | string {
  const { persona } = context;
  const refused = persona === undefined ? undefined : lacking(persona);
  return refused ?? Object.fromEntries(axes.map((axis) => [axis, standsOn(axis, context) as number]));
}

function lacking(persona: Persona): string | undefined {
  return lacksAxis(persona, axes, {
    whatFor: 'which a scripted person needs',
    remedy: () =>
      `use a population with the axes ${axes.slice(0, -1).join(', ')} and ${axes.at(-1)}, or let a model speak`,
  });
}
