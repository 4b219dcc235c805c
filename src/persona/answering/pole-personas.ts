import { userError } from '../../foundation/errors/index.js';
import type { Axis, Persona } from '../../spec/index.js';
import { saidOf } from './_internals/said-of.js';

/** Somebody composed strongly for one pole of an axis, who is like anybody on all others. */
export interface PolePersona {
  readonly persona: Persona;
  readonly axis: string;
  readonly pole: 'low' | 'high';
  /** Which of the wordings it is, from 0. */
  readonly wording: number;
}

/** `check`: people who are measured, to see whether an instrument tells poles apart. `anchor`: people who fix a scale. */
export type PolePurpose = 'check' | 'anchor';

/** Grammatical person of a composed text. */
export type TextPerson = 'first' | 'third';

interface Words {
  readonly name: string;
  readonly label: string;
  /** The pole's description as a sentence about the person. */
  readonly said: string;
}
type Wording = { readonly [person in TextPerson]: (words: Words) => string };

/** No wording of an anchor is one of somebody who is measured. */
const WORDINGS: { readonly [purpose in PolePurpose]: readonly Wording[] } = {
  check: [
    {
      first: ({ name, said }) => `My name is ${name}. ${said}`,
      third: ({ name, said }) => `This is about ${name}. ${said}`,
    },
    {
      first: ({ name, said }) => `I am ${name}. Everybody who knows me knows this. ${said}`,
      third: ({ name, said }) => `Everybody who knows ${name} knows this. ${said}`,
    },
    {
      first: ({ name, label, said }) => `My name is ${name}. In a word: ${label}. ${said}`,
      third: ({ name, label, said }) => `${name} in a word: ${label}. ${said}`,
    },
    {
      first: ({ name, said }) => `I am ${name}. ${said} Nothing could ever change my mind.`,
      third: ({ name, said }) => `${said} Nothing could ever change the mind of ${name}.`,
    },
    {
      first: ({ name, label, said }) => `I am ${name}. Nobody is further from the middle than I am: ${label}. ${said}`,
      third: ({ name, label, said }) => `Nobody is further from the middle than ${name}: ${label}. ${said}`,
    },
    {
      first: ({ name, label, said }) => `My name is ${name}. ${said} It has always been so with me: ${label}.`,
      third: ({ name, label, said }) => `${said} It has always been so with ${name}: ${label}.`,
    },
  ],
  anchor: [
    {
      first: ({ name, said }) => `I am ${name}. This I would sign at once. ${said}`,
      third: ({ name, said }) => `${name} would sign this at once. ${said}`,
    },
    {
      first: ({ name, said }) => `My name is ${name}. Here I am in one line. ${said}`,
      third: ({ name, said }) => `Here is ${name} in one line. ${said}`,
    },
    {
      first: ({ name, said }) => `I am ${name}, and I am certain of it. ${said} I live by that.`,
      third: ({ name, said }) => `${name} is certain of it. ${said} ${name} lives by that.`,
    },
    {
      first: ({ name, label, said }) => `My name is ${name}. My whole attitude is this: ${label}. ${said}`,
      third: ({ name, label, said }) => `The whole attitude of ${name} is this: ${label}. ${said}`,
    },
    {
      first: ({ name, label, said }) => `I am ${name}. ${said} My motto: ${label}.`,
      third: ({ name, label, said }) => `${said} The motto of ${name}: ${label}.`,
    },
    {
      first: ({ name, said }) => `I am ${name}. My friends and my enemies know it of me. ${said}`,
      third: ({ name, said }) => `Friends and enemies know it of ${name}. ${said}`,
    },
  ],
};

const ELSEWHERE: { readonly [person in TextPerson]: (name: string) => string } = {
  first: () => 'On everything else my views are ordinary.',
  third: (name) => `On everything else the views of ${name} are ordinary.`,
};

const NEUTRAL: readonly { readonly [person in TextPerson]: (name: string) => string }[] = [
  { first: () => 'I am a person.', third: (name) => `${name} is a person.` },
  { first: (name) => `My name is ${name}. I am like anybody else.`, third: (name) => `${name} is like anybody else.` },
  { first: (name) => `I am ${name}. My views are ordinary.`, third: (name) => `The views of ${name} are ordinary.` },
  {
    first: (name) => `My name is ${name}. I have a family, and I work.`,
    third: (name) => `${name} has a family and works.`,
  },
  { first: (name) => `I am ${name}. I get up early and go to bed early.`, third: (name) => `${name} gets up early.` },
  {
    first: (name) => `My name is ${name}. On most things I have no strong opinion.`,
    third: (name) => `On most things ${name} has no strong opinion.`,
  },
];

const NAMES: { readonly [purpose in PolePurpose | 'neutral']: readonly string[] } = {
  check: ['Ann', 'Omar', 'Mei', 'Luis', 'Asha', 'Piotr'],
  anchor: ['Kim', 'Ivan', 'Zoe', 'Amir', 'Lena', 'Kofi'],
  neutral: ['Sam', 'Noor', 'Max', 'Rosa', 'Finn', 'Yuki'],
};

/** How many wordings there are of each kind. */
export const MOST_WORDINGS = WORDINGS.check.length;

/** Fewer wordings than this do not show how much answers hang on the wording. */
export const LEAST_WORDINGS = 4;

/**
 * People composed strongly for and against each axis, from the labels and descriptions of its poles, without a language
 * model: axes × both poles × wordings. Both poles have the same names in the same wordings, so that nothing but the pole
 * tells them apart. Their positions are 0 or 1 on their axis and ½ on the others.
 *
 * @param how.wordings From 4 to 6. Default 6.
 * @param how.person Default `first`.
 * @throws MesocosmError (usage) for any other number of wordings.
 */
export function polePersonas(
  axes: readonly Axis[],
  purpose: PolePurpose,
  how: { readonly wordings?: number; readonly person?: TextPerson } = {},
): readonly PolePersona[] {
  const { wordings = MOST_WORDINGS, person = 'first' } = how;
  if (!Number.isInteger(wordings) || wordings < LEAST_WORDINGS || wordings > MOST_WORDINGS) {
    const expected = `an integer from ${LEAST_WORDINGS} to ${MOST_WORDINGS}`;
    throw userError({ kind: 'usage', what: `cannot compose pole personas in ${wordings} wordings`, expected });
  }
  const middle = Object.fromEntries(axes.map(({ name }) => [name, 0.5]));
  return axes.flatMap((axis) =>
    (['low', 'high'] as const).flatMap((pole) =>
      WORDINGS[purpose].slice(0, wordings).map((wording, at): PolePersona => {
        const name = NAMES[purpose][at] as string;
        const { label, description } = axis[pole];
        const said = saidOf(description, name, person);
        const text = `${wording[person]({ name, label, said })} ${ELSEWHERE[person](name)}`;
        const position = { ...middle, [axis.name]: pole === 'low' ? 0 : 1 };
        const provenance = { made: 'composed without a language model', purpose, axis: axis.name, pole, wording: at };
        return { persona: { name, text, position, provenance }, axis: axis.name, pole, wording: at };
      }),
    ),
  );
}

/** People of whom nothing is said that bears on any axis; their spread is what wording alone does. */
export function neutralPersonas(person: TextPerson = 'first'): readonly Persona[] {
  return NEUTRAL.map((wording, at) => {
    const name = NAMES.neutral[at] as string;
    return { name, text: wording[person](name), provenance: { made: 'composed without a language model' } };
  });
}
