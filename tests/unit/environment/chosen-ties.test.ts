import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineWorld, runKernel, simultaneousRounds, structured, tiesChannel } from '../../../src/environment/index.js';
import { cut, neighboursOf, tie, Ties } from '../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import type { Event, Json } from '../../../src/spec/index.js';
import { listMemory } from '../../support/small-world.js';

const AGENTS = ['ann', 'ben', 'cem'];
const To = z.object({ to: z.string() });

/** Agents propose ties, accept what was proposed to them, and end ties; they hear from those whom they are tied to. */
const { world, facing } = defineWorld({
  shared: z.object({ ties: Ties, proposals: z.array(z.tuple([z.string(), z.string()])) }),
  slice: z.object({ heard: z.array(z.string()) }),
  actions: {
    act: structured(z.object({ does: z.enum(['propose', 'accept', 'end', 'talk']), to: z.string() })),
  },
  events: { 'tie-proposed': To, 'tie-accepted': To, 'tie-ended': To, 'words-said': z.object({ words: z.string() }) },
  start: (agents) => ({
    shared: { ties: Object.fromEntries(agents.map((agent) => [agent, []])), proposals: [] },
    slice: () => ({ heard: [] }),
  }),
  view: ({ state, agent }) => ({
    can: 'act',
    framing: [],
    sees: [`You are tied to ${neighboursOf(state.shared.ties, agent).join(', ') || 'nobody'}.`],
    asks: 'What do you do?',
  }),
  apply: ({ state, actions, event, reject }) =>
    actions.map((done) => {
      const { agent } = done;
      if (done.action === null) return reject(agent, done.failure.message);
      const { does, to } = done.value;
      if (does === 'talk') return event('words-said', { words: to }, agent);
      if (does === 'propose') return event('tie-proposed', { to }, agent);
      if (does === 'end') return event('tie-ended', { to }, agent);
      const isProposed = state.shared.proposals.some(([from, of]) => from === to && of === agent);
      return isProposed ? event('tie-accepted', { to }, agent) : reject(agent, `${to} proposed nothing to you`);
    }),
  reduce: {
    'tie-proposed'({ shared }, { agent, data }) {
      shared.proposals.push([agent as string, data.to]);
    },
    'tie-accepted'({ shared }, { agent, data }) {
      shared.proposals = shared.proposals.filter(([from, of]) => from !== data.to || of !== agent);
      shared.ties = tie(shared.ties, agent as string, data.to);
    },
    'tie-ended'({ shared }, { agent, data }) {
      shared.ties = cut(shared.ties, agent as string, data.to);
    },
  },
  channels: { 'words-said': tiesChannel(({ shared }, agent) => neighboursOf(shared.ties, agent)) },
  end: () => undefined,
});

type Script = readonly { readonly [agent: string]: Json }[];

async function play(script: Script) {
  const heard: string[] = [];
  const events: Event[] = [];
  const rounds = new Map<string, number>();
  await runKernel({
    world,
    facing,
    regime: simultaneousRounds(),
    agents: AGENTS.map((id) => ({ id, name: id })),
    chances: chancesFrom(1),
    judge({ agent }) {
      const round = rounds.get(agent) ?? 0;
      rounds.set(agent, round + 1);
      return { kind: 'answer', value: script[round]?.[agent] ?? { does: 'talk', to: `${agent} in ${round}` } };
    },
    memory: listMemory({
      initial: () => [],
      keep(items, event, agent) {
        if (event.type === 'words-said') heard.push(`${agent}: ${String(event.data['words'])}`);
        return items;
      },
    }),
    opening: { type: 'run-started', data: {} },
    sink: (committed) => void events.push(...committed),
    stopAfter: { activations: script.length, reason: 'that was all' },
  });
  return { events, heard };
}

const act = (does: string, to: string): Json => ({ does, to });

describe('a world whose agents choose their ties', () => {
  const script: Script = [
    {},
    { ann: act('propose', 'ben'), ben: act('accept', 'cem') },
    { ben: act('accept', 'ann') },
    {},
    { ann: act('end', 'ben') },
    {},
  ];

  it('should tie those who propose and accept, and reject what nobody proposed', async () => {
    const { events } = await play(script);
    const told = events.filter(({ type }) => /^tie-|rejected/.test(type));

    expect(told.map(({ type, agent }) => `${agent} ${type}`)).toEqual([
      'ann tie-proposed',
      'ben action-rejected',
      'ben tie-accepted',
      'ann tie-ended',
    ]);
  });

  it('should let agents hear those whom they are tied to, as long as they are', async () => {
    const { heard } = await play(script);
    const ofAnn = heard.filter((line) => line.startsWith('ann'));

    // In round 4 Ben speaks while Ann ends the tie, so she hears him once more.
    expect(ofAnn.map((line) => line.slice(5))).toEqual(['ann in 0', 'ann in 2', 'ann in 3', 'ben in 3', 'ben in 4', 'ann in 5']); // prettier-ignore
    expect(heard.filter((line) => line.includes('cem in')).every((line) => line.startsWith('cem'))).toBe(true);
  });

  it('should be the same bytes again', async () => {
    const [one, other] = [await play(script), await play(script)];

    expect(other.events.map(encodeEvent)).toEqual(one.events.map(encodeEvent));
  });
});
