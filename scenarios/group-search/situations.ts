import type { AgentSlot, Situation, Situations, Text } from 'mesocosm';
import { characterOf } from './characters.js';
import type { OwnRound } from './memory.js';
import { HIGHEST_GUESS, type Resolved } from './parameters.js';
import type { Search } from './rules.js';

/** Labels of the guesses: the numbers themselves. */
export const GUESSES: readonly string[] = Array.from({ length: HIGHEST_GUESS + 1 }, (_, guess) => String(guess));

const GAME: Text = [
  {
    person: [
      'I am one of a group that plays a game of sums.',
      'You are one of a group that plays a game of sums.',
      '{name} is one of a group that plays a game of sums.',
    ],
  },
  ` There is a hidden number. In each round everybody names a whole number from 0 to ${HIGHEST_GUESS} at the same time, and`,
  ' the numbers are added. The group wins when the sum is the hidden number. Nobody sees the numbers of the others;',
  ' everybody is told only whether the sum was too low or too high.',
];

const THINK: Text = [
  {
    person: [
      'I think about what the others may do, and how my number goes with theirs.',
      'Think about what the others may do, and how your number goes with theirs.',
      '{name} thinks about what the others may do, and how the own number goes with theirs.',
    ],
  },
];

/** A history that favours nothing: the middle of the range, too low once and too high once. */
const BALANCED: readonly OwnRound[] = [
  { round: 1, guess: HIGHEST_GUESS / 2, feedback: 'too low' },
  { round: 2, guess: HIGHEST_GUESS / 2, feedback: 'too high' },
];

/** What an agent faces: the game, who it is, its own rounds so far, and a number to name. */
export function groupSearchSituations(parameters: Resolved, slots: readonly AgentSlot[]): Situations<Search, object> {
  const told = new Map(slots.map(({ id }, place) => [id, toldTo(place, parameters)]));
  const situationOf = (agent: string, rounds: readonly OwnRound[]): Situation =>
    guessing(told.get(agent) ?? { framing: [GAME], name: '' }, rounds);
  return {
    facing: ({ agent, memory }) => situationOf(agent, memory as readonly OwnRound[]),
    alone: ({ id }) => [
      { name: 'empty', situation: situationOf(id, []) },
      ...(parameters.memory < BALANCED.length ? [] : [{ name: 'balanced', situation: situationOf(id, BALANCED) }]),
    ],
  };
}

/** What somebody is told before the first round, and a short name of it. */
interface Told {
  readonly framing: readonly Text[];
  readonly name: string;
}

function toldTo(place: number, { characters, thinkOfOthers }: Resolved): Told {
  const { number, text: who } = characterOf(place);
  const character: Text = [{ person: [`I am ${who}.`, `You are ${who}.`, `{name} is ${who}.`] }];
  return {
    framing: [...(characters ? [character] : []), GAME, ...(thinkOfOthers ? [THINK] : [])],
    name: `${characters ? `character ${number}` : 'plain'}${thinkOfOthers ? ', thinking' : ''}`,
  };
}

function guessing({ framing, name }: Told, rounds: readonly OwnRound[]): Situation {
  return {
    kind: 'guess',
    options: GUESSES,
    scale: true,
    state: [name, ...rounds.flatMap(stateOf)],
    framing,
    statements: rounds.map(statementOf),
    unordered: false,
    names: [],
    cue: {
      chat: [
        {
          person: [
            'Which number do I name next?',
            'Which number do you name next?',
            'Which number does {name} name next?',
          ],
        },
        ` Answer with one whole number from 0 to ${HIGHEST_GUESS} only.`,
      ],
      completion: [
        `Round ${(rounds.at(-1)?.round ?? 0) + 1}: `,
        { person: ['I named', 'you named', '{name} named'] },
        ' the number',
      ],
    },
  };
}

function statementOf({ round, guess, feedback }: OwnRound): Text {
  const named: Text =
    guess === null
      ? [{ person: ['I named', 'you named', '{name} named'] }, ' no number']
      : [{ person: ['I named', 'you named', '{name} named'] }, ' the number ', { option: guess }];
  return [`Round ${round}: `, ...named, `. The sum was ${feedback}.`];
}

function stateOf({ guess, feedback }: OwnRound): Situation['state'] {
  return guess === null ? ['; none ', feedback] : ['; ', { option: guess }, ` ${feedback}`];
}
