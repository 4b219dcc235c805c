import type { Situation, SituationContext, Text } from 'mesocosm';
import type { FailureCode } from './codebook.js';
import type { Utterance } from './conversation.js';
import type { SystemUnderTestParameters } from './parameters.js';
import { CODE, VERDICT } from './regime.js';
import type { Seats } from './seats.js';

/** What begins a line of the system, for whoever reads the conversation. */
export const SYSTEM_LINE = 'Assistant: ';
const CUSTOMER_LINE = 'Customer: ';
const OWN_LINE = { person: ['I: ', 'You: ', '{name}: '] } as const;

/** Labels of the verdict. */
export const VERDICTS = ['yes', 'no'] as const;

/** Of a judge: nothing of the codebook is shown. */
export const NO_FAILURE = 'none';

/** Between the parts of a state; the first is the goal. */
export const BETWEEN = ' | ';

/** What belongs to one agent: what was said, where it is a person. */
export interface Talk {
  utterances: Utterance[];
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
      return { ...judgeView(codebook, setting), sees, state: `${CODE}${BETWEEN}${stateOf(person, utterances)}` };
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

function verdictCue(did: string, what: string): { readonly asks: Text; readonly begins: Text } {
  return {
    asks: [
      { person: [`${did} I ${what}`, `${did} you ${what}`, `${did} {name} ${what}`] },
      ', ',
      { list: 'or' },
      '? Answer with one of them only.',
    ],
    begins: [{ person: [`${did} I ${what}?`, `${did} you ${what}?`, `${did} {name} ${what}?`] }],
  };
}

function expectationCue(): Situation['cue'] {
  const { asks, begins } = verdictCue('Will', 'get what is wanted');
  return { chat: asks, completion: begins };
}

function judgeView(codebook: readonly FailureCode[], setting: string): Omit<Shown, 'sees' | 'state'> {
  const options = [NO_FAILURE, ...codebook.map(({ name }) => name)];
  return {
    can: 'code',
    options,
    framing: [
      [`You code a conversation between a customer and ${setting}, by this codebook.`],
      ...codebook.map(({ name, about }): Text => [`${name}: ${about}`]),
      [`${NO_FAILURE}: None of these is the case.`],
    ],
    asks: ['Which code fits best, ', { list: 'or' }, '? Answer with one of them only.'],
    begins: ['The code that fits best is'],
  };
}
