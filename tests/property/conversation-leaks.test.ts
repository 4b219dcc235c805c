import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageModelMind } from '../../src/agent/index.js';
import { delivery, type ConversationOptions, type RegimeChoice } from '../../src/environment/index.js';
import { ringLattice } from '../../src/foundation/network/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { scriptedModel } from '../../src/model/index.js';
import type { Event } from '../../src/spec/index.js';
import { ofType, people, runTalk, talkOf } from '../support/talk.js';

const EVERYBODY = people(5).map(({ id }) => id);
const GROUP = ['ann', 'cem', 'eli'];
const NETWORK = ringLattice(5, 2);

const options = {
  agents: people(5).map((slot) => (slot.id === 'dia' ? { ...slot, role: 'judge' } : slot)),
  channels: {
    floor: { kind: 'public' },
    cabal: { kind: 'group', members: GROUP },
    aside: { kind: 'pair' },
    near: { kind: 'neighbourhood', network: NETWORK },
    bench: { kind: 'role', role: 'judge' },
  },
  mayLeave: true,
  closing: { turns: 40, silence: false },
  memory: { window: 100 },
} as const satisfies Partial<ConversationOptions>;

const ROOMS = { hall: EVERYBODY, yard: ['ben', 'cem', 'dia'] };

const regimes: readonly RegimeChoice[] = [
  'fixed-order',
  'random-sequential',
  'poisson-clocks',
  'simultaneous-rounds',
  { regime: 'attention', timer: { mean: 4 } },
];

/** What each agent was shown, all prompts together, and the journal. */
async function talkWith(choice: RegimeChoice, seed: number, change: Partial<ConversationOptions>) {
  const prompts = new Map<string, string>(EVERYBODY.map((agent) => [agent, '']));
  const chances = chancesFrom(seed);
  const model = scriptedModel({
    write({ prompt, schema }, { agent = '', stream = '' }) {
      prompts.set(agent, `${prompts.get(agent)}\n${JSON.stringify(prompt)}`);
      const chance = chances('script', stream);
      const words = `secret-${stream.replaceAll('/', '-')}-end`;
      const to = chance.shuffle(people(5))[0]?.name;
      const wishes = chance.shuffle([
        ...['floor', 'cabal', 'near', 'bench'].map((action) => ({ action, value: words })),
        { action: 'aside', value: { to, words } },
        { action: 'go-to', value: chance.integer(2) === 0 ? 'hall' : 'yard' },
        ...(chance.integer(6) === 0 ? [{ action: 'leave' }] : []),
      ]);
      return JSON.stringify([...wishes, { value: chance.integer(11) }].find((wish) => schema?.safeParse(wish).success));
    },
  });
  const mind = languageModelMind({ model, temperature: 1, elicitation: { form: 'chat', person: 'second' } });
  const talk = talkOf(5, { ...options, ...change });
  const { events } = await runTalk(talk, choice, {
    seed,
    judge: ({ situation, agent, occasion }) => mind.judge(situation, { agent, occasion, stream: 'run' }),
  });
  return { prompts, events };
}

/** Who was inside the channel of an utterance when it was said, worked out from who came and went. */
function insiders(
  events: readonly Event[],
  rooms: Readonly<Record<string, readonly string[]>>,
): Map<string, ReadonlySet<string>> {
  const where = new Map<string, string>(
    EVERYBODY.map((agent) => [agent, Object.keys(rooms).find((room) => rooms[room]?.includes(agent)) as string]),
  );
  const found = new Map<string, ReadonlySet<string>>();
  const lost = new Set(ofType(events, 'event-lost').map(({ agent, data }) => `${agent} ${String(data['seq'])}`));
  for (const { type, agent = '', data, seq } of events) {
    if (type === 'room-entered') where.set(agent, String(data['room']));
    if (type === 'room-left') where.delete(agent);
    if (type === 'room-closed') for (const [one, room] of where) if (room === data['room']) where.delete(one);
    if (type !== 'utterance-said') continue;
    const beside = EVERYBODY.filter((one) => where.get(one) === where.get(agent));
    const anywhere = EVERYBODY.filter((one) => where.has(one));
    const inside = {
      floor: beside,
      cabal: anywhere.filter((one) => GROUP.includes(one)),
      aside: [String(data['to'])],
      near: beside.filter((one) => NETWORK.neighbours(EVERYBODY.indexOf(agent)).includes(EVERYBODY.indexOf(one))),
      bench: anywhere.filter((one) => one === 'dia'),
    }[String(data['channel'])] as readonly string[];
    found.set(String(data['words']), new Set([agent, ...inside.filter((one) => !lost.has(`${one} ${seq}`))]));
  }
  return found;
}

describe('a secret that is said on a channel', () => {
  const room: Readonly<Record<string, readonly string[]>> = { 'the room': EVERYBODY };

  async function assertNoLeak(
    choice: RegimeChoice,
    seed: number,
    change: Partial<ConversationOptions>,
  ): Promise<number> {
    const { prompts, events } = await talkWith(choice, seed, change);
    let [shown, said] = [0, 0];
    const leaks: string[] = [];
    for (const [secret, inside] of insiders(events, change.rooms ?? room)) {
      said += 1;
      for (const [agent, text] of prompts) {
        if (!text.includes(secret)) continue;
        shown += 1;
        if (!inside.has(agent)) leaks.push(`${agent} was shown ${secret}, which only ${[...inside].join(', ')} heard`);
      }
    }
    expect(leaks).toEqual([]);
    expect(said).toBeGreaterThan(0);
    return shown;
  }

  it('should only be in the prompts of those who were inside it then, whoever comes and goes', async () => {
    let shown = 0;
    const property = fc.asyncProperty(
      fc.nat(10_000),
      fc.constantFrom(...regimes),
      fc.boolean(),
      async (seed, choice, two) => {
        shown += await assertNoLeak(choice, seed, two ? { rooms: ROOMS } : {});
      },
    );
    await fc.assert(property, { numRuns: 10 });
    expect(shown).toBeGreaterThan(100);
  });

  it('should not be in a prompt where it was lost on its way, or the speaker was chosen', async () => {
    const lossy = { delivery: delivery({ loss: 0.4, delay: { more: 2 }, events: ['utterance-said'] }) };
    const property = fc.asyncProperty(
      fc.nat(10_000),
      fc.constantFrom(...regimes, 'next-speaker:urgency' as const),
      async (seed, choice) => {
        await assertNoLeak(choice, seed, lossy);
      },
    );
    await fc.assert(property, { numRuns: 10 });
  });
});
