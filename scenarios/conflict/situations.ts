import type { AgentSlot, Situation, SituationContext, Situations, Text } from 'mesocosm';
import { MEANINGS, MOVES } from './moves.js';
import type { Scene, Step } from './rules.js';
import { MOVE, WORDS, type Role } from './scene.js';

type Context = SituationContext<object, Scene>;
type Asks = typeof MOVE | typeof WORDS;

/** Most characters of what is said in a step. */
const MOST_SAID = 300;

const ACCIDENTS: { readonly [role in Role]: Text } = {
  wronged: [
    {
      person: [
        'I had the right of way at a crossing, and another driver drove into my car.',
        'You had the right of way at a crossing, and another driver drove into your car.',
        '{name} had the right of way at a crossing, and another driver drove into the car.',
      ],
    },
  ],
  'at-fault': [
    {
      person: [
        'I overlooked the right of way at a crossing and drove into the car of another driver.',
        'You overlooked the right of way at a crossing and drove into the car of another driver.',
        '{name} overlooked the right of way at a crossing and drove into the car of another driver.',
      ],
    },
  ],
};

const SCENE: Text = [
  'Nobody is hurt. The repair costs 2,400 euros, and the two stand in the road and talk about who pays.',
];

/**
 * What a driver faces: the accident, what was done and said so far, and which move to make, or how to say the move just
 * made.
 *
 * @param options.deaf Nothing that was said is shown: where what the other did is replaced, its words would give it away.
 */
export function conflictSituations(
  drivers: readonly (AgentSlot & { readonly role: Role })[],
  options: { readonly deaf?: boolean } = {},
): Situations<object, Scene> {
  const { deaf = false } = options;
  const roles = new Map(drivers.map(({ id, role }) => [id, role]));
  const situated = (
    { state, agent, lens }: Pick<Context, 'state' | 'agent' | 'lens'>,
    asks: Asks = MOVE,
  ): Situation => {
    const steps = state.slice(agent).steps.map((step) => ({
      ...step,
      move: lens(step.move, step.by),
      words: deaf ? null : step.words,
    }));
    return situationOf({ agent, role: roles.get(agent) as Role, steps, asks });
  };
  return {
    facing: (context: Context) => situated(context, context.activation.asks === WORDS ? WORDS : MOVE),
    after: (context) => situated(context),
    alone: ({ id }) => [
      { name: 'empty', situation: situationOf({ agent: id, role: roles.get(id) as Role, steps: [], asks: MOVE }) },
    ],
  };
}

function situationOf(given: {
  readonly agent: string;
  readonly role: Role;
  readonly steps: readonly Step[];
  readonly asks: Asks;
}): Situation {
  const { agent, role, steps, asks } = given;
  const statements = steps.map(({ by, move, words }): Text => {
    const who = by === agent ? ({ person: ['I', 'You', '{name}'] } as const) : 'The other driver';
    return [who, ' chose to ', { option: move }, words === null ? '.' : `, and said: "${words}"`];
  });
  const about = {
    state: [role, ...steps.flatMap((step) => stateOf(step, agent))],
    framing: [
      ACCIDENTS[role],
      SCENE,
      ...MEANINGS.map((meaning, option): Text => ['To ', { option }, ' is to ', meaning, '.']),
    ],
    statements,
    unordered: false,
    names: [],
  };
  if (asks === WORDS) {
    return {
      ...about,
      kind: WORDS,
      options: MOVES,
      answer: { kind: 'text', maxCharacters: MOST_SAID },
      cue: {
        chat: [{ person: ['What do I say now?', 'What do you say now?', 'What does {name} say now?'] }],
        completion: [{ person: ['I say:', 'You say:', '{name} says:'] }],
      },
    };
  }
  return {
    ...about,
    kind: MOVE,
    options: MOVES,
    scale: true,
    cue: {
      chat: [
        {
          person: [
            'What do I choose to do now, ',
            'What do you choose to do now, ',
            'What does {name} choose to do now, ',
          ],
        },
        { list: 'or' },
        '? Answer with one of them only.',
      ],
      // Small models go on with an option only where the options have just been named.
      completion: [
        'Choose one of these: ',
        { list: 'or' },
        '. ',
        { person: ['I choose:', 'You choose:', '{name} chooses:'] },
      ],
    },
  };
}

function stateOf({ by, move, words }: Step, agent: string): Situation['state'] {
  return [by === agent ? '; own ' : '; other ', { option: move }, ...(words === null ? [] : [` "${words}"`])];
}
