import type { Situation, SituationContext, Text } from 'mesocosm';
import type { FailureCode } from './codebook.js';
import type { Utterance } from './conversation.js';
import type { SystemUnderTestParameters } from './parameters.js';
import { codeIn, VERDICT } from './regime.js';
import type { Seats } from './seats.js';

/** What begins a line of the system, for whoever reads the conversation. */
export const SYSTEM_LINE = 'Assistant: ';
const CUSTOMER_LINE = 'Customer: ';
const OWN_LINE = { person: ['I: ', 'You: ', '{name}: '] } as const;

/** Labels of the verdict. */
export const VERDICTS = ['yes', 'no'] as const;

/** Labels of a judge's answer: whether a failure is there. */
export const SHOWN = ['yes', 'no'] as const;

/** Between the parts of a state; the first is the goal. */
export const BETWEEN = ' | ';

/** What belongs to one agent: what was said, where it is a person; what it found so far, where it is a judge. */
export interface Talk {
  utterances: Utterance[];
  found: string[];
  /** Failures of which the judge could not say. */
  unsure: string[];
}

interface Shown {
  readonly can: 'say' | 'reply' | 'judge' | 'code';
  readonly options?: readonly string[];
  readonly framing: readonly Text[];
  readonly sees: readonly Text[];
  readonly asks: Text;
  readonly begins: Text;
  readonly state: string;
}

/** What everybody sees when it is its turn. */
export function viewsOf(
  { goals, setting }: SystemUnderTestParameters,
  seats: readonly Seats[],
  codebook: readonly FailureCode[],
): { view(context: SituationContext<object, Talk>): Shown; alone(agent: string): Situation } {
  const places = new Map(seats.flatMap((one, at) => Object.values(one).map((id) => [id as string, at] as const)));
  const seatOf = (agent: string): Seats => seats[places.get(agent) as number] as Seats;
  const goalOf = (agent: string): string => goals[(places.get(agent) as number) % goals.length] as string;
  const wishOf = (agent: string): readonly Text[] => [
    [{ person: ['I write', 'You write', '{name} writes'] }, ` with ${setting}.`],
    [{ person: ['I want', 'You want', '{name} wants'] }, ` to ${goalOf(agent)}.`],
  ];
  const stateOf = (agent: string, utterances: readonly Utterance[]): string =>
    [goalOf(agent), ...utterances.map(({ role, text }) => `${role}: ${text}`)].join(BETWEEN);

  const ofPerson = (agent: string, utterances: readonly Utterance[], asks: string | undefined): Shown => {
    const seen = {
      framing: wishOf(agent),
      sees: utterances.map(({ role, text }) => [role === 'system' ? SYSTEM_LINE : OWN_LINE, text]),
      state: stateOf(agent, utterances),
    };
    if (asks !== VERDICT) {
      const next = {
        person: ['What do I write next?', 'What do you write next?', 'What does {name} write next?'],
      } as const;
      return { can: 'say', ...seen, asks: [next], begins: [OWN_LINE] };
    }
    return { can: 'judge', ...seen, ...verdictCue('Did', 'get what was wanted') };
  };

  return {
    view({ state, agent, activation }) {
      const { person, system } = seatOf(agent);
      const { utterances } = state.slice(person);
      if (agent === person) return ofPerson(agent, utterances, activation.asks);
      const sees = utterances.map(({ role, text }) => [role === 'system' ? SYSTEM_LINE : CUSTOMER_LINE, text]);
      if (agent === system) {
        return {
          can: 'reply',
          framing: [[`You are ${setting}. You answer a customer.`]],
          sees,
          asks: ['What does the assistant answer? Give the answer alone.'],
          begins: [SYSTEM_LINE],
          state: stateOf(person, utterances),
        };
      }
      const code = codebook.find(({ name }) => name === codeIn(activation.asks)) as FailureCode;
      return { ...judgeView(code, setting), sees, state: `${code.name}${BETWEEN}${stateOf(person, utterances)}` };
    },
    alone: (agent) => ({
      kind: 'expectation',
      options: VERDICTS,
      state: [goalOf(agent)],
      framing: wishOf(agent),
      statements: [],
      unordered: false,
      names: [],
      cue: expectationCue(),
    }),
  };
}

/** Small models go on with an option only where the options have just been named, and somebody is about to say one. */
function verdictCue(did: string, what: string): { readonly asks: Text; readonly begins: Text } {
  const question: Text = [
    { person: [`${did} I ${what}`, `${did} you ${what}`, `${did} {name} ${what}`] },
    ', ',
    { list: 'or' },
  ];
  return {
    asks: [...question, '? Answer with one of them only.'],
    begins: [...question, '? ', { person: ['I say', 'You say', '{name} says'] }],
  };
}

function expectationCue(): Situation['cue'] {
  const { asks, begins } = verdictCue('Will', 'get what is wanted');
  return { chat: asks, completion: begins };
}

/** One failure at a time: a short question that small models can answer, and several failures may be there. */
function judgeView({ about }: FailureCode, setting: string): Omit<Shown, 'sees' | 'state'> {
  const question: Text = [`Is this so: ${about} `, { list: 'or' }];
  return {
    can: 'code',
    options: SHOWN,
    framing: [[`You read a conversation between a customer and ${setting}, and say whether a failure is in it.`]],
    asks: [...question, '? Answer with one of them only.'],
    begins: [...question, '? The answer is'],
  };
}
