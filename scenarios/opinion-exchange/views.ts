import { hash128, type SituationContext, type Text, type View } from 'mesocosm';
import { biasSentence } from './confirmation-bias.js';
import { ANSWER, WRITE } from './exchange.js';
import { strangerWrote } from './lines.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { claimOf } from './resolve.js';
import type { Shared, Slice } from './rules.js';
import { beliefOf } from './scale.js';

type Words = Omit<View, 'can'> & { readonly can: typeof WRITE | typeof ANSWER };

const CLOSED: Text = [
  {
    person: [
      'I am alone and can look nothing up and ask nobody: I have only what I believed at the start and what strangers write to me.',
      'You are alone and can look nothing up and ask nobody: you have only what you believed at the start and what strangers write to you.',
      '{name} is alone, can look nothing up and ask nobody, and has only the belief held at the start and what strangers write.',
    ],
  },
];

/** What people see: the claim, what they believed at the start, what they remember, and the message that they read now. */
export function views(parameters: OpinionExchangeParameters): (context: SituationContext<Shared, Slice>) => Words {
  const { confirmationBias, closedWorld } = parameters;
  const claim = `The claim: "${claimOf(parameters)}"`;
  const rules = [...biasSentence(confirmationBias), ...(closedWorld ? [CLOSED] : [])];

  return ({ state, agent, activation, memory }) => {
    const { start, message } = state.slice(agent);
    const answering = activation.asks !== WRITE;
    const remembered = memory as readonly (string | Text)[];
    const sees = answering && message !== null ? [...remembered, strangerWrote(message)] : remembered;
    const framing = [claim, ...(start === null ? [] : [atTheStart(start)]), ...rules];
    const seen = { framing, sees, state: `${start === null ? 'told nothing' : beliefOf(start)}; ${nameOf(sees)}` };
    return answering ? { ...seen, can: ANSWER, ...ASKS_BELIEF } : { ...seen, can: WRITE, ...ASKS_MESSAGE };
  };
}

const ASKS_BELIEF = {
  asks: [
    { person: ['How far do I agree with the claim now?', 'How far do you agree with the claim now?', 'How far does {name} agree with the claim now?'] }, // prettier-ignore
    ' Answer with one of these and nothing else: ',
    { list: 'or' },
    '.',
  ],
  // Small models go on with an option only where the options have just been named.
  begins: [
    'How far does one agree with the claim now? Choose one of these: ',
    { list: 'or' },
    '. ',
    { person: ['My answer now:', 'Your answer now:', 'The answer of {name} now:'] },
  ],
} as const satisfies Pick<View, 'asks' | 'begins'>;

const ASKS_MESSAGE = {
  asks: [
    {
      person: [
        'What short message do I write to a stranger about the claim? It says what I honestly believe.',
        'What short message do you write to a stranger about the claim? It says what you honestly believe.',
        'What short message does {name} write to a stranger about the claim? It says what {name} honestly believes.',
      ],
    },
  ],
  begins: [{ person: ['I write to a stranger:', 'You write to a stranger:', '{name} writes to a stranger:'] }],
} as const satisfies Pick<View, 'asks' | 'begins'>;

function atTheStart(option: number): Text {
  return [
    { person: ['What I answered at the start: ', 'What you answered at the start: ', 'What {name} answered at the start: '] }, // prettier-ignore
    { option },
    '.',
  ];
}

/** What is seen, as a short name: how many things, and which. */
function nameOf(sees: readonly (string | Text)[]): string {
  if (sees.length === 0) return 'nothing seen';
  const [first, second] = hash128(sees.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))));
  const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
  return `saw ${sees.length}: ${hex(first)}${hex(second)}`;
}
