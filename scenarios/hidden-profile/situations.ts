import type { AgentSlot, Interview, Situation, SituationContext, Situations, Text } from 'mesocosm';
import { briefingOf, CANDIDATES, FACTS, type Fact } from './facts.js';
import type { Telling } from './memory.js';
import type { HiddenProfileParameters } from './parameters.js';
import type { Committee } from './rules.js';
import { TELL, VOTE } from './schedule.js';

/** Name of the interview that asks for a vote before the first word. */
export const FIRST_VOTE = 'first-vote';
/** Option of somebody who tells nothing. */
export const NOTHING = 'nothing';

/** How a candidate is named: as an option where votes are asked for, else by name. */
type Naming = (candidate: number) => Text[number];

const asOption: Naming = (candidate) => ({ option: candidate });
const byName: Naming = (candidate) => CANDIDATES[candidate] as string;

/** What members face: what each was given, what was told, and a fact to tell or a vote. */
export function committeeSituations(
  parameters: HiddenProfileParameters,
  slots: readonly AgentSlot[],
): Situations<Committee, object> {
  const votes = voting(parameters, slots);
  const briefings = briefingsOf(parameters, slots);
  return {
    facing({ agent, activation, memory }: SituationContext<Committee, object>) {
      const told = memory as readonly Telling[];
      return activation.asks === TELL ? telling(briefings(agent), told) : votes(agent, told);
    },
    alone: ({ id }) => [{ name: 'empty', situation: votes(id, []) }],
  };
}

/** The question of the vote, put before anybody has told anything; nothing is left of it. */
export function firstVote(parameters: HiddenProfileParameters, slots: readonly AgentSlot[]): Interview {
  const votes = voting(parameters, slots);
  return { name: FIRST_VOTE, when: { start: true }, situation: ({ agent }) => votes(agent, []) };
}

/** What a member was given, and a short name of it. */
interface Briefing {
  readonly name: string;
  readonly facts: readonly number[];
}

function briefingsOf(parameters: HiddenProfileParameters, slots: readonly AgentSlot[]): (agent: string) => Briefing {
  const { agents, information } = parameters;
  const all = new Map(
    slots.map(({ id }, place) => {
      const name = information === 'shared' ? 'all facts' : `part ${place + 1} of ${agents}`;
      return [id, { name, facts: briefingOf(place, parameters) }] as const;
    }),
  );
  return (agent) => all.get(agent) ?? { name: 'nothing', facts: [] };
}

function voting(
  parameters: HiddenProfileParameters,
  slots: readonly AgentSlot[],
): (agent: string, told: readonly Telling[]) => Situation {
  const briefings = briefingsOf(parameters, slots);
  return (agent, told) => {
    const briefing = briefings(agent);
    return {
      ...seen(briefing, told, asOption),
      kind: VOTE,
      options: CANDIDATES,
      cue: {
        chat: ['By all that is known, who is the best for the post: ', { list: 'or' }, '? Answer with one name only.'],
        completion: [
          'The vote is for ',
          { list: 'or' },
          '. ',
          { person: ['I vote for', 'You vote for', '{name} votes for'] },
        ],
      },
    };
  };
}

function telling(briefing: Briefing, told: readonly Telling[]): Situation {
  const known = [...new Set([...briefing.facts, ...told.map(({ fact }) => fact)])].sort((one, other) => one - other);
  return {
    ...seen(briefing, told, byName),
    kind: TELL,
    options: [...known.map((fact) => (FACTS[fact] as Fact).letter), NOTHING],
    // Letters stand for facts that were read under them: they are never exchanged.
    scale: true,
    cue: {
      chat: [
        {
          person: [
            'Which fact do I tell the others now?',
            'Which fact do you tell the others now?',
            'Which fact does {name} tell the others now?',
          ],
        },
        ' Answer with its letter only, or with "nothing": ',
        { list: 'or' },
        '.',
      ],
      // Small models go on with an option only where the options have just been named, in the words of what was told.
      completion: [
        'A fact is told now: ',
        { list: 'or' },
        '. ',
        { person: ['I told fact', 'You told fact', '{name} told fact'] },
      ],
    },
  };
}

/** What is seen whatever is asked: the task and the briefing, and what was told. */
function seen(
  { name, facts }: Briefing,
  told: readonly Telling[],
  naming: Naming,
): Pick<Situation, 'state' | 'framing' | 'statements' | 'unordered' | 'names'> {
  const say = (fact: number): Text => {
    const { about, letter, text } = FACTS[fact] as Fact;
    return [`${letter}: `, naming(about), ` ${text}.`];
  };
  const tellings = told.map(({ fact, own }) => `${own ? 'own ' : ''}${(FACTS[fact] as Fact).letter}`);
  return {
    state: [`${name}${tellings.length === 0 ? '' : `; told: ${tellings.join(', ')}`}`],
    framing: [TASK(naming), GIVEN, ...facts.map((fact): Text => ['Fact ', ...say(fact)])],
    statements: told.map(({ fact, own }): Text => [own ? OWN : 'Another member told fact ', ...say(fact)]),
    unordered: false,
    names: [],
  };
}

const OWN: Text[number] = { person: ['I told fact ', 'You told fact ', '{name} told fact '] };

const GIVEN: Text = [
  {
    person: [
      'Each member was given some facts. I was given these:',
      'Each member was given some facts. You were given these:',
      'Each member was given some facts. {name} was given these:',
    ],
  },
];

const TASK = (naming: Naming): Text => [
  {
    person: [
      'I am a member of a committee that chooses the head of a town library.',
      'You are a member of a committee that chooses the head of a town library.',
      '{name} is a member of a committee that chooses the head of a town library.',
    ],
  },
  ' The candidates are ',
  naming(0),
  ', ',
  naming(1),
  ' and ',
  naming(2),
  '. One of them is the best by all that the members know together.',
];
