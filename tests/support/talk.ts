import { memoryRule } from '../../src/agent/index.js';
import {
  conversation,
  RAISE_HAND,
  runKernel,
  type Asked,
  type Conversation,
  type ConversationOptions,
  type KernelResult,
  type KernelSetup,
  type RegimeChoice,
} from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { encodeEvent } from '../../src/run/journal/codec.js';
import type { AgentSlot, Event, Json, Judgement, Regime } from '../../src/spec/index.js';

const NAMES = ['Ann', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gus', 'Hal'];

/** So many people, called `ann`, `ben` and so on. */
export function people(count: number): readonly AgentSlot[] {
  return NAMES.slice(0, count).map((name) => ({ id: name.toLowerCase(), name }));
}

/** A conversation of so many that ends after some turns. */
export function talkOf(count: number, change: Partial<ConversationOptions> = {}): Conversation {
  return conversation({ agents: people(count), closing: { turns: 6 }, ...change });
}

/** What a conversation gives. */
export interface TalkRun {
  readonly result: KernelResult;
  readonly events: readonly Event[];
  readonly lines: readonly string[];
  /** Questions in the order in which they were put. */
  readonly asked: readonly Asked[];
  /** What was said, in order, as `ann: words`. */
  readonly said: readonly string[];
}

type Setup = Partial<KernelSetup<object, object>> & {
  readonly seed?: number;
  /** What somebody says; `null` is silence. Default its id and how often it was asked. */
  say?(asked: Asked): unknown;
  /** Waits before an answer. */
  delay?(): Promise<void>;
};

/** Runs a conversation under a regime with a script. */
export async function runTalk(
  talk: Conversation,
  regime: RegimeChoice | Regime,
  { seed = 1, say = wordsOf, delay, judge, ...rest }: Setup = {},
): Promise<TalkRun> {
  const events: Event[] = [];
  const asked: Asked[] = [];
  const result = await runKernel({
    world: talk.world as never,
    regime: typeof regime === 'object' && 'activations' in regime ? regime : talk.regime(regime),
    agents: talk.setting.agents,
    chances: chancesFrom(seed),
    facing: talk.facing as never,
    memory: memoryRule(talk.memory),
    judge(question) {
      asked.push(question);
      if (judge !== undefined) return judge(question);
      const answer = judgementOf(question, say(question) as Json);
      return delay === undefined ? answer : delay().then(() => answer);
    },
    opening: { type: 'run-started', data: {} },
    sink: (committed) => void events.push(...committed),
    stopAfter: { activations: 400, reason: 'it was cut off by the test' },
    ...rest,
  });
  const said = events.flatMap(({ type, agent, data }) =>
    type === 'utterance-said' || type === 'utterance-interrupted' ? [`${agent}: ${String(data['words'])}`] : [],
  );
  return { result, events, lines: events.map(encodeEvent), asked, said };
}

/** A word that tells who spoke and when. */
export function wordsOf({ agent, occasion, situation }: Asked): Json {
  if (situation.kind === RAISE_HAND) return occasion % 3;
  return situation.options.length > 0
    ? (situation.options[occasion % situation.options.length] as string)
    : `${agent}-${occasion}`;
}

function judgementOf({ situation }: Asked, value: Json): Judgement {
  if (situation.answer !== undefined) return { kind: 'answer', value };
  return { kind: 'distribution', probabilities: situation.options.map((option) => Number(option === value)) };
}

/** Waits some turns of the event loop, by chance. */
export function shuffledDelays(seed: number): () => Promise<void> {
  const chance = chancesFrom(seed)('delays');
  return async () => {
    const turns = chance.integer(6);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    if (turns > 3) await new Promise((resolve) => setImmediate(resolve));
  };
}

export function ofType(events: readonly Event[], type: string): readonly Event[] {
  return events.filter((event) => event.type === type);
}
