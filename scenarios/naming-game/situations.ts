import type { AloneSituation, Situation, SituationContext, Situations, Text } from 'mesocosm';
import { namingHistories } from './histories.js';
import type { Round } from './memory.js';
import type { Resolved } from './resolve.js';

/** Situations kept at once; beyond it they are made anew, so that memory stays bounded with many names. */
const KEPT = 50_000;

type Setting = Pick<Resolved, 'names' | 'payoffs' | 'memory'>;

/**
 * What an agent faces: the rules, the rounds it remembers and the score in them. It is not told of a population. There is
 * one situation for every state of memory, made once.
 */
export function namingSituations(setting: Setting): Situations<object, object> {
  const made = new Map<string, Situation>();

  const remembering = (rounds: readonly Round[]): Situation => {
    let key = '';
    for (const { own, partner } of rounds) key += `${own},${partner};`;
    let situation = made.get(key);
    if (situation === undefined) {
      if (made.size >= KEPT) made.clear();
      made.set(key, (situation = namingSituation(setting, rounds)));
    }
    return situation;
  };

  return {
    facing: ({ memory }: SituationContext<object, object>) => remembering(memory as readonly Round[]),
    after: ({ memory }) => remembering(memory as readonly Round[]),
    states: statesOf(setting),
    ...namingHistories(setting, statesOf(setting), remembering),
    alone: () => [{ name: 'empty', situation: remembering([]) }, ...balanced(setting, remembering)],
  };
}

/** Memories of up to H rounds, each of them a pair of names. */
export function statesOf({ names, memory }: Setting): number {
  return Array.from({ length: memory + 1 }, (_, rounds) => names.length ** (2 * rounds)).reduce((a, b) => a + b, 0);
}

/** One success of each name, in both orders: no name is favoured but by being the last. None where memory is shorter. */
function balanced(
  { names, memory }: Setting,
  remembering: (rounds: readonly Round[]) => Situation,
): readonly AloneSituation[] {
  if (names.length > memory) return [];
  const rounds = names.map((_, option): Round => ({ own: option, partner: option }));
  return [
    { name: `balanced, ${names.at(-1)} last`, situation: remembering(rounds) },
    { name: `balanced, ${names[0]} last`, situation: remembering(rounds.toReversed()) },
  ];
}

/** What an agent faces that remembers these rounds. */
export function namingSituation({ names, payoffs }: Setting, rounds: readonly Round[]): Situation {
  const score = rounds.reduce((sum, { own, partner }) => sum + (own === partner ? payoffs.same : payoffs.different), 0);
  const next = rounds.length + 1;
  return {
    kind: 'name',
    options: names,
    state: stateOf(names, rounds),
    framing: [rules(payoffs)],
    statements: [
      ...rounds.map((round, index) => roundStatement(round, index + 1, payoffs)),
      ...(rounds.length === 0 ? [] : [scoreStatement(score)]),
    ],
    unordered: false,
    names: [],
    cue: {
      completion: [`Round ${next}: `, { person: ['I chose', 'you chose', '{name} chose'] }],
      chat: [
        `This is round ${next}. `,
        { person: ['Which name do I choose, ', 'Which name do you choose, ', 'Which name does {name} choose, '] },
        { list: 'or' },
        '? Answer with the name only.',
      ],
    },
  };
}

/** Pairs, oldest first, own name before the partner's: `QM QQ`; with a slash where a name has several letters. */
function stateOf(names: readonly string[], rounds: readonly Round[]): Text {
  const between = names.every((name) => name.length === 1) ? [] : ['/'];
  return rounds.flatMap(({ own, partner }, index) => [
    ...(index === 0 ? [] : [' ']),
    { option: own },
    ...between,
    { option: partner },
  ]);
}

function rules({ same, different }: Resolved['payoffs']): Text {
  return [
    { person: ['I play', 'You play', '{name} plays'] },
    ' a game of 100 rounds with a partner, Player 2. In each round both of ',
    { person: ['us', 'you', 'them'] },
    ' choose one of these names at the same time: ',
    { list: 'or' },
    '. If both choose the same name, each of ',
    { person: ['us', 'you', 'them'] },
    ` ${amount(same)}. If the names differ, each of `,
    { person: ['us', 'you', 'them'] },
    ` ${amount(different)}. `,
    { person: ['My aim', 'Your aim', 'The aim of {name}'] },
    ' is to have as many points as possible.',
  ];
}

function scoreStatement(score: number): Text {
  return [{ person: ['My score', 'Your score', 'The score of {name}'] }, ` in these rounds: ${score} points.`];
}

function roundStatement({ own, partner }: Round, number: number, payoffs: Resolved['payoffs']): Text {
  const points = own === partner ? payoffs.same : payoffs.different;
  return [
    `Round ${number}: `,
    { person: ['I chose ', 'you chose ', '{name} chose '] },
    { option: own },
    ', Player 2 chose ',
    { option: partner },
    '; ',
    { person: ['I', 'you', '{name}'] },
    ` ${points < 0 ? 'lost' : 'gained'} ${Math.abs(points)} points.`,
  ];
}

/** `gains 100 points`. */
function amount(points: number): string {
  return `${points < 0 ? 'loses' : 'gains'} ${Math.abs(points)} points`;
}
