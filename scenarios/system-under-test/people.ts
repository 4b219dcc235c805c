import {
  canonicalState,
  chancesFrom,
  psychometricMind,
  type Judgement,
  type LikertItem,
  type Mind,
  type MindContext,
  type PsychometricParameters,
} from 'mesocosm';
import { assistanceAxes, WORDS } from './axes.js';
import { SETTLES } from './planted-assistant.js';
import { BETWEEN } from './views.js';

const POINTS = 5;

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
  const answers = psychometricMind({ questionnaire: { items: [...items] }, parameters, seed });
  const situation = { options: Array.from({ length: POINTS }, (_, at) => String(at + 1)) };
  return personOf('psychometric', (position, axis, context) => {
    const persona = { name: context.agent, text: context.agent, position: { [axis]: position } };
    const judgement = answers.judge({ ...situation, kind: `item:${axis}` } as never, { ...context, persona });
    if (judgement instanceof Promise || judgement.kind !== 'distribution') return Math.round(position * (POINTS - 1));
    return chancesFrom(context.stream)('shown', context.agent, axis).draw(judgement.probabilities);
  });
}

function personOf(name: string, shown: (position: number, axis: string, context: MindContext) => number): Mind {
  return {
    name,
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
        ({ name: axis }) => (WORDS[axis] as readonly string[])[shown(stands[axis] as number, axis, context)],
      );
      return { kind: 'answer', value: `I want to ${goal}. ${words.join(' ')}` };
    },
  };
}

/** Where the person stands on each axis, or why that is not known. */
function positionOf({ persona, agent }: MindContext): { readonly [axis: string]: number } | string {
  const names = assistanceAxes.map(({ name }) => name);
  if (persona === undefined) {
    const at = (axis: string): number => chancesFrom('nobody in particular')('position', agent, axis).uniform();
    return Object.fromEntries(names.map((axis) => [axis, at(axis)]));
  }
  const lacking = names.find((axis) => persona.position?.[axis] === undefined);
  if (lacking === undefined) return persona.position ?? {};
  return (
    `${persona.name} has no position on the axis "${lacking}", which a scripted person needs: ` +
    'use a population with the axes patience, knowledge and trust, or let a model speak'
  );
}
