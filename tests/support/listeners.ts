import { interacting, ruleMind, simultaneousRounds } from '../../src/index.js';
import type { HeardPair } from '../../src/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { RunPlan, Scenario, Situation } from '../../src/spec/index.js';

/** By listener and speaker: how much the listener leans to what the speaker said, on the logit scale; absent is 0. */
export type Weights = { readonly [to: string]: { readonly [from: string]: number } };

interface Said {
  readonly by: string;
  readonly first: boolean;
}

const OPTIONS = ['yes', 'no'];

/**
 * Everybody says yes or no at once, round after round, and hears everybody. Each remembers the last round, and leans to what those
 * said who have a weight for it: known influence, for methods that must find it again.
 */
export function listeners(
  weights: Weights,
  options: { readonly rounds?: number; readonly window?: number } = {},
): Scenario {
  const ids = Object.keys(weights);
  const { rounds = 12, window = ids.length } = options;
  return {
    name: 'listeners',
    about: {
      title: 'Listeners',
      question: 'Who leans to whom?',
      sources: [{ authors: 'nobody', year: 2026, title: 'made up for a test', where: 'here' }],
    },
    parameters: {},
    options: OPTIONS,
    agents: ids.map((id) => ({ id, name: id })),
    world: {
      initial: () => ({ shared: { said: 0 }, slice: () => ({}) }),
      apply: (_state, actions) =>
        actions.map(({ agent, decision }) => ({
          type: 'opinion-said',
          agent,
          by: [agent],
          data: { first: decision.kind === 'made' && decision.value === 0 },
        })),
      reduce(draft) {
        draft.shared.said += 1;
      },
      audience: () => 'public',
      ended: ({ shared }) => (shared.said >= rounds * ids.length ? 'they parted' : undefined),
    },
    situations: {
      facing: ({ memory, agent }) => opinion(agent, memory as readonly Said[]),
      alone: ({ id }) => [{ name: 'empty', situation: opinion(id, []) }],
    },
    regime: simultaneousRounds({ reads: () => [], writes: () => ids }),
    memory: {
      window,
      item: ({ type, agent = '', data }) =>
        type === 'opinion-said' ? { by: agent, first: data['first'] === true } : undefined,
    },
    outcomes: [],
    arms: [interacting],
    measures: [],
    temperature: 1,
  };
}

function opinion(agent: string, heard: readonly Said[]): Situation {
  const words = heard.map(({ by, first }) => `${by} ${first ? 'yes' : 'no'}`);
  return {
    kind: 'opinion',
    options: OPTIONS,
    state: [`${agent}: ${words.join(', ')}`],
    framing: [['Say ', { option: 0 }, ' or ', { option: 1 }, '.']],
    statements: words.map((line) => [line]),
    unordered: false,
    names: [],
    cue: { completion: ['You say'], chat: ['What do you say?'] },
  };
}

/** The run with a seed, everybody leaning as the weights say. */
export function listeningPlan(weights: Weights, seed: number, scenario = listeners(weights)): RunPlan {
  const mind = ruleMind({
    name: 'rule:leaning',
    probabilities({ state }) {
      const [to = '', heard = ''] = String(state[0]).split(': ');
      const lean = heard.split(', ').reduce((sum, line) => {
        const [from = '', said] = line.split(' ');
        return sum + (weights[to]?.[from] ?? 0) * (said === 'yes' ? 1 : -1);
      }, 0);
      const p = leaning(lean);
      return [p, 1 - p];
    },
  });
  const agents = scenario.agents.map((slot) => ({ ...slot, mind }));
  return { scenario, condition: 'default', arm: 'interacting', seed, agents };
}

function leaning(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Mean influence, in bits, of a speaker whose word weighs `own` on who also hears a coin that weighs `other`. */
export function trueInfluence(own: number, other: number): number {
  const said = [-1, 1].flatMap((a) => [-1, 1].map((b) => bitsOf(leaning(own * a + other * b), leaning(other * b))));
  return said.reduce((sum, one) => sum + one, 0) / said.length;
}

function bitsOf(p: number, q: number): number {
  return p * Math.log2(p / q) + (1 - p) * Math.log2((1 - p) / (1 - q));
}

/** Decisions of independent runs of which {@link trueInfluence} is the mean: coins are said, and heard. */
export function drawnInfluence(
  simulation: number,
  { own, other, runs }: { readonly own: number; readonly other: number; readonly runs: number },
): readonly HeardPair[] {
  const chance = chancesFrom(simulation)('coins');
  const coin = (): number => (chance.uniform() < 0.5 ? -1 : 1);
  return Array.from({ length: runs }, (_, run) =>
    Array.from({ length: 6 }, (): HeardPair => {
      const rest = other * coin();
      const [all, without] = [leaning(own * coin() + rest), leaning(rest)];
      return { run, from: 'a', to: 'b', with: [all, 1 - all], without: [without, 1 - without] };
    }),
  ).flat();
}
