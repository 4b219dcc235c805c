import { z } from 'zod';
import { choice, narrated, nothing, regimeOf, type Narrated, type RegimeChoice } from '../../src/environment/index.js';
import { execute } from '../../src/run/index.js';
import type {
  Event,
  Intervention,
  Judgement,
  Mind,
  MindContext,
  Regime,
  Scenario,
  Situation,
} from '../../src/spec/index.js';
import { encodeEvent } from '../../src/run/index.js';

/** People of a harbour. */
export const PEOPLE = ['Ann', 'Ben', 'Cem'].map((name) => ({ id: name.toLowerCase(), name }));
export const NARRATOR = 'narrator';

interface Harbour {
  mended: boolean;
  storms: number;
}
interface Purse {
  coins: number;
  acted: number;
}

/** What may be different in the world of a test. */
export interface HarbourOptions {
  /** Attempts are heard by those who made them alone. */
  readonly secret?: boolean;
  /** Players see how often they acted, so that no two of their questions are the same. */
  readonly counted?: boolean;
  /** Decisions of players after which it is over. Default 6. */
  readonly enough?: number;
  /** What decides for the narrator, brought by the scenario. */
  readonly mind?: Mind;
}

/** A harbour with a broken bridge and a chest of ten coins: what people try, a narrator brings about. */
export function harbour({ secret = false, counted = false, enough = 6, mind }: HarbourOptions = {}): Narrated<
  Harbour,
  Purse
> {
  return narrated(
    {
      shared: z.object({ mended: z.boolean(), storms: z.number() }),
      slice: z.object({ coins: z.number(), acted: z.number() }),
      actions: { wait: nothing(), wave: choice(['left', 'right']) },
      events: {
        'bridge-mended': z.object({}),
        'coins-found': z.object({ coins: z.number().int().min(1).max(10) }),
        'storm-came': z.object({}),
        'turn-taken': z.object({}),
      },
      start: () => ({ shared: { mended: false, storms: 0 }, slice: () => ({ coins: 0, acted: 0 }) }),
      view: ({ state, agent, memory }) => ({
        can: ['attempt', 'wait'],
        framing: ['You live at a harbour with a broken bridge.'],
        sees: [
          ...memory.map(String),
          `You have ${state.slice(agent).coins} coins.`,
          ...(counted ? [`You acted ${state.slice(agent).acted} times.`] : []),
        ],
        asks: 'What do you do?',
      }),
      apply: ({ actions, activation, event, reject }) => [
        ...activation.agents.map((agent) => event('turn-taken', {}, agent)),
        ...actions.flatMap((done) => (done.action === null ? [reject(done.agent, done.failure.message)] : [])),
      ],
      reduce: {
        'bridge-mended': (draft) => void (draft.shared.mended = true),
        'storm-came': (draft) => void (draft.shared.storms += 1),
        'coins-found': (draft, { agent = '', data }) => void (draft.slice(agent).coins += data.coins),
        'turn-taken': (draft, { agent = '' }) => void (draft.slice(agent).acted += 1),
      },
      channels: {
        'coins-found': ({ agent = '' }) => [agent],
        'turn-taken': ({ agent = '' }) => [agent],
      },
      end: (state) => {
        const acted = state.agents.map((agent) => state.slice(agent).acted).reduce((sum, one) => sum + one, 0);
        return acted >= enough ? 'enough was done' : undefined;
      },
    },
    {
      players: PEOPLE,
      ...(mind === undefined ? {} : { narrator: { id: NARRATOR, name: 'the narrator', mind } }),
      mayChange: {
        'bridge-mended': { says: 'the bridge is mended' },
        'coins-found': { says: 'somebody finds coins', whose: true },
      },
      ...(secret ? { hears: () => [] } : {}),
      shows: ({ state, memory }) => ({
        sees: [
          ...memory.map(String),
          state.shared.mended ? 'The bridge is whole.' : 'The bridge is broken.',
          `In the chest are ${10 - found(state)} coins.`,
        ],
      }),
      allows: ({ event, data }, { state, before }) => {
        if (event === 'bridge-mended') {
          const mended = state.shared.mended || before.some((one) => one.event === event);
          return mended ? 'the bridge is whole already' : undefined;
        }
        const taken = before.flatMap((one) => (one.event === 'coins-found' ? [coinsIn(one.data)] : []));
        const left = 10 - found(state) - taken.reduce((sum, one) => sum + one, 0);
        return coinsIn(data) > left ? `there are only ${left} coins` : undefined;
      },
    },
  );
}

function coinsIn(data: unknown): number {
  return (data as { readonly coins: number }).coins;
}

function found(state: { readonly agents: readonly string[]; slice(agent: string): Purse }): number {
  return state.agents.reduce((sum, agent) => sum + state.slice(agent).coins, 0);
}

/** What a mind of a test answers: a value, or a judgement. */
export type Says = (
  situation: Situation,
  context: MindContext,
) => { readonly value: unknown } | Judgement | Promise<Judgement>;

export function saying(says: Says): Mind {
  return {
    name: 'saying',
    judge(situation, context) {
      const said = says(situation, context);
      return 'value' in said && !('kind' in said) ? ({ kind: 'answer', value: said.value } as Judgement) : said;
    },
  };
}

/** A scenario of the harbour under a regime of its players. */
export function harbourScenario(choice: RegimeChoice = 'fixed-order', options: HarbourOptions = {}): Scenario {
  const { world, facing, agents, regime, line, injectable } = harbour(options);
  const touching = { reads: () => 'all' as const, writes: () => 'all' as const };
  return {
    name: 'harbour',
    about: { title: 'Harbour', question: 'What becomes of it?', sources: [] },
    parameters: {},
    options: [],
    agents,
    world,
    injectable,
    situations: { facing, alone: () => [] },
    regime: regime(regimeOf(choice, { agents: PEOPLE, ...touching })),
    memory: {
      window: 6,
      item: (event, agent) =>
        line(event, agent)
          ?.map((part) => wordsOf(part))
          .join(''),
    },
    outcomes: [],
    arms: [],
    measures: [],
    temperature: 1,
  };
}

function wordsOf(part: string | object): string {
  if (typeof part === 'string') return part;
  return 'person' in part ? ((part as { readonly person: readonly string[] }).person[1] ?? '') : '';
}

/** Runs a harbour to its end. */
export async function atHarbour(
  says: Says,
  how: {
    readonly regime?: RegimeChoice;
    /** In place of `regime`: a regime with the narrator in it. */
    readonly players?: Regime;
    readonly seed?: number;
    readonly interventions?: readonly Intervention[];
    readonly options?: HarbourOptions;
  } = {},
): Promise<{ readonly events: readonly Event[]; readonly lines: readonly string[]; readonly prompts: string[] }> {
  const { regime, players, seed = 1, interventions, options } = how;
  const made = harbourScenario(regime, options);
  const scenario = players === undefined ? made : { ...made, regime: players };
  const prompts: string[] = [];
  const mind = saying((situation, context) => {
    prompts.push(`${context.agent}: ${JSON.stringify([situation.framing, situation.statements, situation.cue])}`);
    return says(situation, context);
  });
  const events: Event[] = [];
  const execution = await execute(
    {
      scenario,
      condition: 'default',
      arm: 'interacting',
      seed,
      agents: scenario.agents.map((slot) => ({ ...slot, mind: slot.mind ?? mind })),
      ...(interventions === undefined ? {} : { interventions }),
    },
    { sink: (committed) => events.push(...committed) },
  );
  if (execution.status !== 'finished') throw new Error(execution.message);
  return { events, lines: events.map(encodeEvent), prompts };
}
