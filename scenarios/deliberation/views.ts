import {
  CHOOSE_SPEAKER,
  hash128,
  RAISE_HAND,
  type AgentSlot,
  type SituationContext,
  type Text,
  type View,
} from 'mesocosm';
import type { Resolved } from './parameters.js';
import { BALLOT, SHOW_HAND, SPEAK_UP, URGENCY_AT_MOST, type Shared, type Slice } from './actions.js';
import { purposeOf } from './schedule.js';

type Can = typeof BALLOT | typeof SHOW_HAND | typeof SPEAK_UP | typeof RAISE_HAND | typeof CHOOSE_SPEAKER;
type Words = Omit<View, 'can'> & { readonly can: Can };

/** What people see: the case, who is there, what they remember, and what they are asked. Nothing of the state. */
export function views(
  parameters: Resolved,
  slots: readonly AgentSlot[],
): (context: SituationContext<Shared, Slice>) => Words {
  const { options, question } = parameters;
  const names = new Map(slots.map(({ id, name }) => [id, name]));
  const list = inWords(options);

  return ({ agent, activation, memory }) => {
    const name = names.get(agent) ?? agent;
    const sees = memory as readonly (string | Text)[];
    const others = slots.filter(({ id }) => id !== agent).map((slot) => slot.name);
    const framing: readonly (string | Text)[] = [
      parameters.case,
      [
        {
          person: [
            `In this meeting I am called ${name}.`,
            `In this meeting you are called ${name}.`,
            `One of them is called ${name}.`,
          ],
        },
        ` The others are ${others.join(', ')}.`,
      ],
      question,
    ];
    const seen = { framing, sees, state: stateOf(sees) };
    if (activation.asks === RAISE_HAND) {
      const asks = `How much do you want to speak next, from 0 (not at all) to ${URGENCY_AT_MOST} (at once)?`;
      return { ...seen, can: RAISE_HAND, asks, begins: `${asks}\n${name}:` };
    }
    if (activation.asks === CHOOSE_SPEAKER) {
      return {
        ...seen,
        can: CHOOSE_SPEAKER,
        options: others,
        asks: 'Who speaks next?',
        begins: 'The next to speak is',
      };
    }
    switch (purposeOf(activation.phase)) {
      case 'talk':
        return {
          ...seen,
          can: SPEAK_UP,
          asks: 'What do you say to the others? One or two sentences.',
          begins: `${name}:`,
        };
      case 'hands':
        return {
          ...seen,
          can: SHOW_HAND,
          asks: `A show of hands, which everybody sees: ${list}? Answer with one of them only.`,
          begins: [`Everybody shows a hand: ${list}. `, choosing(name)],
        };
      case 'verdict':
        return {
          ...seen,
          can: BALLOT,
          asks: `A secret ballot, which nobody sees: ${list}? Answer with one of them only.`,
          begins: [`Everybody votes in secret: ${list}. `, choosing(name)],
        };
    }
  };
}

/** Small models go on with an option only where the options have just been named. */
function choosing(name: string): Text[number] {
  return { person: ['I choose:', 'You choose:', `${name} chooses:`] };
}

/** What is remembered, as a short name: how many things, and which. */
function stateOf(sees: readonly (string | Text)[]): string {
  if (sees.length === 0) return 'nothing heard';
  const [first, second] = hash128(sees.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))));
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
  return `heard ${sees.length}: ${hex(first)}${hex(second)}`;
}

function inWords(labels: readonly string[]): string {
  return `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;
}
