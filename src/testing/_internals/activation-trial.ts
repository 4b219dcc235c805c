import { CHOOSE_SPEAKER, RAISE_HAND, runKernel } from '../../environment/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { encodeEvent } from '../../run/index.js';
import type {
  Activation,
  ActivationDraft,
  AgentSlot,
  Event,
  Intervention,
  Mind,
  Reaction,
  Regime,
  Situation,
  World,
} from '../../spec/index.js';
import { demand } from './demand.js';
import { player } from './players.js';

/** What a run under a regime left. */
export interface ActivationRun {
  /** Activations that were not passed over, in the order in which they were committed. */
  readonly committed: readonly Activation[];
  /** What was planned from the start, as far as it was looked at. */
  readonly planned: readonly Activation[];
  readonly events: readonly Event[];
  readonly lines: readonly string[];
  /** For each of `committed`, the seq that the next event would have had. */
  readonly seqs: readonly number[];
  /** Whether it ended by itself, and not because enough was seen. */
  readonly ended: boolean;
}

/** How a regime is tried. */
export interface ActivationTrial {
  readonly regime: Regime;
  readonly agents: readonly string[];
  readonly seed: number;
  /** Most activations. */
  readonly activations: number;
  readonly mind?: Mind;
  readonly interventions?: readonly Intervention[];
  /** Who is not there at the start. Default nobody. */
  readonly absent?: readonly string[];
  /** Nothing comes of what anybody does. */
  readonly quiet?: boolean;
}

/** Why a trial is over in which enough was seen. */
const SEEN = 'enough was seen';

interface Turns {
  readonly taken: number;
}

/** Runs a world in which everybody who is activated takes a turn, and whoever it may touch perceives that. */
export async function runRegime(trial: ActivationTrial): Promise<ActivationRun> {
  const { agents, seed, activations, mind = player, interventions = [], absent = [] } = trial;
  const [events, committed, planned, seqs]: [Event[], Activation[], Activation[], number[]] = [[], [], [], []];
  const note = (activation: Activation): void => {
    committed.push(activation);
    seqs.push(events.length);
  };
  const result = await runKernel<object, Turns>({
    world: turnsWorld(trial, note),
    regime: lookedAt(trial.regime, planned),
    agents: agents.map((id): AgentSlot => ({ id, name: id, ...(absent.includes(id) ? { absent: true } : {}) })),
    chances: chancesFrom(seed),
    facing({ state, agent, activation, occasion }) {
      const own = activation.reads === 'all' || activation.reads.includes(agent);
      return situationFor(activation, agents, `${agent} ${occasion} ${own ? state.slice(agent).taken : ''}`);
    },
    judge: ({ situation, agent, occasion }) => mind.judge(situation, { agent, occasion, stream: `kit.${seed}` }),
    opening: { type: 'run-started', data: {} },
    sink: (some) => void events.push(...some),
    interventions,
    stopAfter: { activations, reason: SEEN },
  });
  if (result.status !== 'finished') throw new Error(`it stopped: ${result.message}`);
  return { committed, planned, events, lines: events.map(encodeEvent), seqs, ended: result.reason !== SEEN };
}

/** Each turn is an event for those whom the activation may touch. */
function turnsWorld({ agents, quiet = false }: ActivationTrial, note: (one: Activation) => void): World<object, Turns> {
  return {
    initial: () => ({ shared: {}, slice: () => ({ taken: 0 }) }),
    apply(_state, actions, activation) {
      note(activation);
      if (quiet) return [];
      const { writes } = activation;
      const data = { hearers: writes === 'all' ? 'all' : [...writes], to: agents[0] ?? '' };
      return actions.map(({ agent }) => ({ type: 'turn-taken', agent, by: [agent], data }));
    },
    reduce(draft, { type, agent = '', data: { hearers } }) {
      if (type !== 'turn-taken') return;
      if (hearers !== 'all' && !(hearers as readonly string[]).includes(agent)) return;
      (draft.slice(agent) as { taken: number }).taken += 1;
    },
    audience: ({ data: { hearers } }) => (hearers === 'all' ? 'public' : (hearers as readonly string[])),
    ended: () => undefined,
  };
}

/** The same regime, given lists that cannot be changed; what it planned is kept. */
function lookedAt(regime: Regime, planned: Activation[]): Regime {
  return {
    name: regime.name,
    *activations(agents, chances) {
      for (const activation of regime.activations(Object.freeze([...agents]), chances)) {
        demandKnown(activation, agents);
        planned.push(activation);
        yield activation;
      }
    },
    ...(regime.react === undefined
      ? {}
      : { react: (agents, chances) => knownOnly(agents, regime.react?.(Object.freeze([...agents]), chances)) }),
    ...(regime.reach === undefined
      ? {}
      : { reach: (agent) => regime.reach?.(agent) ?? { writes: 'all', wakes: 'all' } }),
    ...(regime.finite === undefined ? {} : { finite: regime.finite }),
  };
}

/** @throws Error, where they are scheduled, that names who is unknown or there twice. */
function knownOnly(agents: readonly string[], reaction: Reaction = { follow: () => [] }): Reaction {
  const known = (drafts: readonly ActivationDraft[] = []): readonly ActivationDraft[] => {
    for (const draft of drafts) demandKnown(draft, agents);
    return drafts;
  };
  return {
    begin: (at) => known(reaction.begin?.(at)),
    follow: (committed, pending) => known(reaction.follow(committed, pending)),
  };
}

function demandKnown({ agents, time, reason }: ActivationDraft, known: readonly string[]): void {
  const what = `the activation at time ${time} ("${reason}")`;
  const stranger = agents.find((agent) => !known.includes(agent));
  demand(stranger === undefined, `${what} is for "${stranger}", whom nobody knows`);
  const twice = agents.find((agent, place) => agents.indexOf(agent) !== place);
  demand(twice === undefined, `${what} is for "${twice}" twice`);
}

function situationFor({ asks }: Activation, agents: readonly string[], state: string): Situation {
  return {
    kind: asks ?? 'turn',
    options: asks === CHOOSE_SPEAKER ? agents : asks === RAISE_HAND ? ['1', '2', '3'] : ['yes', 'no'],
    state: [state],
    framing: [],
    statements: [],
    unordered: false,
    names: [],
    cue: { completion: ['You say'], chat: ['What do you say?'] },
  };
}
