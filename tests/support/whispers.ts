import { fixedOrder } from '../../src/environment/index.js';
import { ACTION_REJECTED, type Event, type EventDraft, type Situation, type World } from '../../src/spec/index.js';
import type { PlayableWorld } from '../../src/testing/world-kit.js';

export interface WhispersShared {
  turns: number;
  given: number;
  last: string;
}
export interface WhispersSlice {
  coins: number;
}
export type WhispersWorld = World<WhispersShared, WhispersSlice>;

const IDS = ['ann', 'ben', 'cem'];
/** Turns after which they go home. */
const ENOUGH = 12;

/** Whoever comes next in the circle. */
export const besideOf = (agent: string): string => IDS[(IDS.indexOf(agent) + 1) % IDS.length] as string;

/** What somebody faces that gives or keeps a coin, or whispers. */
export function whispersSituation(occasion: number, seen: readonly string[]): Situation {
  const whisper = occasion % 2 === 1;
  return {
    kind: whisper ? 'whisper' : 'coin',
    options: whisper ? [] : ['give', 'keep'],
    ...(whisper ? { answer: { kind: 'text', maxCharacters: 40 } } : {}),
    state: seen,
    framing: [],
    statements: seen.map((line) => [line]),
    unordered: false,
    names: [],
    cue: { completion: ['You'], chat: ['What do you do?'] },
  };
}

/**
 * Three people in a circle who give a coin to the next or keep it, and whisper to the next, by turns. A world that does
 * all that it must; tests spoil parts of it.
 */
export function whispers(): PlayableWorld & { readonly world: WhispersWorld } {
  const world: WhispersWorld = {
    initial: () => ({ shared: { turns: 0, given: 0, last: '' }, slice: () => ({ coins: 5 }) }),
    apply: (_state, actions) =>
      actions.map(({ agent, decision }): EventDraft => {
        const about = { agent, by: [agent] };
        if (decision.kind === 'given') {
          return { ...about, type: 'word-whispered', data: { to: besideOf(agent), words: decision.value } };
        }
        if (decision.kind !== 'made') return { ...about, type: ACTION_REJECTED, data: { reason: decision.message } };
        return decision.value === 0
          ? { ...about, type: 'coin-given', data: { to: besideOf(agent) } }
          : { ...about, type: 'coin-kept', data: {} };
      }),
    reduce(draft, { type, agent = '', data }) {
      if (type === 'coin-given') {
        draft.slice(agent).coins -= 1;
        draft.slice(String(data['to'])).coins += 1;
        draft.shared.given += 1;
      }
      if (type === 'word-whispered') draft.shared.last = String(data['words']);
      if (type !== 'intervention-made') draft.shared.turns += 1;
    },
    audience: ({ agent = '', data }) => ('to' in data ? [agent, String(data['to'])] : [agent]),
    ended: ({ shared }) => (shared.turns >= ENOUGH ? 'they went home' : undefined),
  };
  return {
    world,
    facing: ({ state, agent, occasion, memory }) =>
      whispersSituation(occasion, [`coins: ${state.slice(agent).coins}`, ...memory.map(String)]),
    regime: fixedOrder(),
    agents: IDS.map((id) => ({ id, name: id })),
    memory: {
      window: 3,
      item: ({ agent, data }: Event, me) =>
        agent !== me && 'words' in data ? `${agent}: ${data['words']}` : undefined,
    },
  };
}

/** The world with other rules. */
export const ruled = (change: (world: WhispersWorld) => Partial<WhispersWorld>): PlayableWorld => {
  const good = whispers();
  return { ...good, world: { ...good.world, ...change(good.world) } };
};

/** The world with other views. */
export const showing = (lineOf: (context: Parameters<PlayableWorld['facing']>[0]) => string): PlayableWorld => ({
  ...whispers(),
  facing: (context) => whispersSituation(context.occasion, [lineOf(context)]),
});

/** A world whose events carry a count that something else moves. */
export const counting = (countOf: () => number): PlayableWorld =>
  ruled(({ apply }) => ({
    apply: (...given) => apply(...given).map((draft) => ({ ...draft, data: { ...draft.data, count: countOf() } })),
  }));
