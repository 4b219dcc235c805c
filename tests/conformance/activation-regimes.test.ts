import { describe, it } from 'vitest';
import { activationChecks, type ActivationKitOptions } from 'mesocosm/testing';
import {
  attention,
  conversation,
  fixedOrder,
  inPhases,
  matchedRounds,
  nextSpeaker,
  poissonClocks,
  randomPairs,
  randomSequential,
  regimeOf,
  simultaneousRounds,
} from '../../src/environment/index.js';
import { complete, randomMatching, ringLattice, roundRobin } from '../../src/foundation/network/index.js';
import type { AgentSlot, Regime } from '../../src/spec/index.js';

/** Of 240 decisions, one in six by lot: nobody waits for 60 of them in a row. */
const LOT = 60;
const own = { reads: (agent: string) => [agent], writes: (agent: string) => [agent] };
const slots = (ids: readonly string[]): readonly AgentSlot[] =>
  ids.map((id, place) => ({ id, name: id, ...(place === 0 ? { role: 'moderator' } : {}) }));

const regimes: { readonly [what: string]: ActivationKitOptions } = {
  'simultaneous rounds': {
    create: () => simultaneousRounds(),
    claims: [{ kind: 'rounds' }, { kind: 'fair', within: 11 }, { kind: 'keyed' }],
    activations: 60,
  },
  'random sequential': {
    create: () => randomSequential(),
    claims: [{ kind: 'random' }, { kind: 'fair', within: LOT }, { kind: 'keyed' }],
  },
  'random sequential, each by itself': { create: () => randomSequential(own), claims: [{ kind: 'random' }] },
  'fixed order': {
    create: () => fixedOrder(),
    claims: [{ kind: 'in-order' }, { kind: 'fair', within: 6 }, { kind: 'keyed' }],
  },
  'Poisson clocks': {
    create: () => poissonClocks(),
    claims: [{ kind: 'rate', rate: () => 1 }, { kind: 'random' }, { kind: 'fair', within: LOT }, { kind: 'keyed' }],
  },
  'Poisson clocks of different rates': {
    create: () => poissonClocks({ rate: rateOf }),
    claims: [{ kind: 'rate', rate: rateOf }, { kind: 'random' }, { kind: 'keyed' }],
    activations: 600,
  },
  'random pairs': {
    create: (agents) => randomPairs(complete(agents.length)),
    claims: [{ kind: 'random' }, { kind: 'fair', within: LOT }],
  },
  'random pairs on a ring': {
    create: (agents) => randomPairs(ringLattice(agents.length, 2)),
    claims: [{ kind: 'random' }, { kind: 'fair', within: LOT }],
  },
  'matched rounds': {
    create: () => matchedRounds(randomMatching()),
    claims: [{ kind: 'rounds' }, { kind: 'random' }, { kind: 'fair', within: 11 }],
  },
  'matched rounds, round robin': { create: () => matchedRounds(roundRobin()), claims: [{ kind: 'rounds' }] },
  'attention to everything': {
    create: () => attention({ masks: [{ latency: 1 }] }),
    claims: [{ kind: 'quiet' }, { kind: 'fair', within: LOT }],
  },
  'attention with latencies by lot': {
    create: () => attention({ masks: [{ events: ['turn-taken'], latency: 0.5, spread: 0.5 }], first: ['ann', 'ben'] }),
    claims: [{ kind: 'quiet' }, { kind: 'random' }, { kind: 'fair', within: LOT }],
  },
  'attention that nothing asks for': {
    create: () => attention({ masks: [{ events: ['bell-rung'] }] }),
    claims: [{ kind: 'ends' }, { kind: 'quiet' }],
  },
  'attention with timers alone': {
    create: () => attention({ masks: [], timer: { mean: 2 } }),
    claims: [{ kind: 'rate', rate: () => 0.5 }, { kind: 'random' }, { kind: 'keyed' }],
  },
  'attention with regular timers': {
    create: () => attention({ masks: [], timer: { mean: 2, regular: true } }),
    claims: [{ kind: 'rounds' }, { kind: 'rate', rate: () => 0.5 }],
  },
  'speakers by turns': {
    create: () => nextSpeaker({ by: 'round-robin' }),
    claims: [{ kind: 'in-order' }, { kind: 'fair', within: 6 }],
  },
  'speakers by lot': {
    create: () => nextSpeaker({ by: 'random' }),
    claims: [{ kind: 'random' }, { kind: 'fair', within: LOT }],
  },
  'speakers by urgency': { create: () => nextSpeaker({ by: 'urgency' }), claims: [{ kind: 'random' }] },
  'speakers by urgency, two groups': {
    create: (agents) => nextSpeaker({ by: 'urgency', groups: [agents.slice(0, 3), agents.slice(3)] }),
    claims: [{ kind: 'random' }],
  },
  'speakers whom a moderator names': {
    create: ([first]) => nextSpeaker({ by: 'moderator', moderators: [first as string] }),
  },
  'phases that are planned': {
    create: () =>
      inPhases([
        { name: 'arriving', regime: fixedOrder(), until: { activations: 12 } },
        { name: 'meeting', regime: simultaneousRounds(), until: { time: 5 } },
        { name: 'leaving', regime: randomSequential(), until: { activations: 12 } },
      ]),
    claims: [{ kind: 'ends' }, { kind: 'random' }],
  },
  'phases that follow from what happens': {
    create: () =>
      inPhases([
        { name: 'arriving', regime: randomSequential(), until: { activations: 8 } },
        { name: 'talking', regime: regimeOf('attention', { agents: [] }), until: { event: 'turn-taken', count: 20 } },
        { name: 'speaking', regime: nextSpeaker({ by: 'urgency' }), until: { time: 6 } },
        { name: 'leaving', regime: simultaneousRounds(), until: { activations: 3 } },
      ]),
    claims: [{ kind: 'ends' }, { kind: 'random' }],
  },
  ...Object.fromEntries(
    (
      [
        'simultaneous-rounds',
        'random-sequential',
        'fixed-order',
        'poisson-clocks',
        'attention',
        'next-speaker:round-robin',
        'next-speaker:random',
        'next-speaker:urgency',
        'next-speaker:moderator',
      ] as const
    ).map((choice) => [`a conversation, by ${choice}`, { create: (ids: readonly string[]) => talking(ids, choice) }]),
  ),
};

/** Its first agent never, the others once or twice in a unit of time. */
function rateOf(agent: string): number {
  return agent === 'ann' ? 0 : agent === 'ben' ? 2 : 1;
}

/** The regime of a conversation in two rooms. */
function talking(ids: readonly string[], choice: Parameters<typeof regimeOf>[0]): Regime {
  const half = Math.ceil(ids.length / 2);
  const agents = slots(ids).map((slot, place) => (place === half ? { ...slot, role: 'moderator' } : slot));
  const rooms = { kitchen: ids.slice(0, half), porch: ids.slice(half) };
  return conversation({ agents, rooms, closing: { turns: 10 } }).regime(choice);
}

for (const [what, options] of Object.entries(regimes)) {
  describe(`${what}, by the kit of activation regimes`, () => {
    it.each(activationChecks(options))('should $name', ({ check }) => check());
  });
}
