import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind } from '../../src/agent/index.js';
import {
  createStreams,
  groupChannel,
  networkChannel,
  privateChannel,
  publicChannel,
} from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { ringLattice } from '../../src/foundation/network/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { execute } from '../../src/run/execute.js';
import type { Event, Mind, PlannedAgent, Scenario } from '../../src/spec/index.js';
import { scenarioChecks } from '../../src/testing/scenario-kit.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { gossip, secretOf } from '../support/gossip.js';

/** A prompt, who was asked it, and what had been delivered to that agent by then. */
interface Put {
  readonly agent: string;
  readonly lines: readonly string[];
  readonly delivered: readonly Event[];
}

/**
 * Runs a scenario in which a language model decides for everybody, asked each time as things stand, with answers that
 * take their time; beside each prompt stands what the agent's own stream had delivered when it was asked.
 */
async function prompts(scenario: Scenario, persona?: (id: string) => string): Promise<readonly Put[]> {
  const ids = scenario.agents.map(({ id }) => id);
  const streams = createStreams(ids);
  const delivered = new Map<string, Event[]>(ids.map((id) => [id, []]));
  for (const [id, events] of delivered) streams.perceived$(id).subscribe((event) => events.push(event));
  const puts: Put[] = [];
  const turns = chancesFrom(5)('turns');
  // An agent has one question at a time.
  const latest = new Map<string, readonly string[]>();
  const model = scriptedModel({
    choose({ prompt, options }, { stream = '' }) {
      const [, agent = ''] = stream.split('/');
      latest.set(agent, [prompt.system ?? '', ...prompt.pieces].join('').split('\n'));
      return options.map((_, index) => 1 + (index % 2));
    },
    async delay() {
      for (let turn = turns.integer(3); turn > 0; turn -= 1) await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const elicitation = Elicitation.parse({ orders: 'live', labels: 'fixed' });
  const speaking = languageModelMind({ model, temperature: 1, elicitation });
  const mind: Mind = {
    name: 'watched',
    async judge(situation, context) {
      const { agent } = context;
      const before = [...(delivered.get(agent) ?? [])];
      const judgement = await speaking.judge(situation, context);
      puts.push({ agent, lines: latest.get(agent) ?? [], delivered: before });
      return judgement;
    },
  };
  const agents = scenario.agents.map((slot): PlannedAgent => ({
    ...slot,
    mind,
    ...(persona === undefined ? {} : { persona: { name: slot.name, text: persona(slot.id) } }),
  }));
  const execution = await execute({ scenario, condition: 'leaks', arm: 'interacting', seed: 3, agents }, { streams });
  if (execution.status !== 'finished') throw new Error(execution.message);
  return puts;
}

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
const heardIn = ({ agent, delivered }: Put): readonly string[] =>
  delivered
    .filter((event) => event.type === 'secret-told' && event.agent !== agent)
    .map((event) => event.data['secret'] as string);
const saidIn = ({ lines }: Put): readonly string[] =>
  lines.flatMap((line) => /You heard (\S+)\./.exec(line)?.[1] ?? []);

describe('what an agent is asked', () => {
  it.each([
    ['a pair', gossip({ agents: 6 })],
    ['a group that half of them are in', gossip({ agents: 6, channel: groupChannel(['p1', 'p2', 'p3']) })],
    ['a network', gossip({ agents: 6, channel: networkChannel(ringLattice(6, 2), PEOPLE) })],
    ['private talk', gossip({ agents: 6, channel: privateChannel() })],
    ['public talk', gossip({ agents: 6, channel: publicChannel() })],
  ])('should hold the last four secrets that %s delivered, and no other', async (_channel, scenario) => {
    const puts = await prompts(scenario);

    // Two agents in each of 60 meetings, and some asked ahead when it ended.
    expect(puts.length).toBeGreaterThanOrEqual(120);
    for (const put of puts) expect(saidIn(put)).toEqual(heardIn(put).slice(-4));
  });

  it('should never hold what was said outside of it', async () => {
    const puts = await prompts(gossip({ agents: 6, channel: groupChannel(['p1', 'p2', 'p3']) }));
    const outside = puts
      .filter(({ agent }) => !['p1', 'p2', 'p3'].includes(agent))
      .map(({ lines }) => lines.join('\n'));
    const inside = puts.filter(({ agent }) => ['p1', 'p2', 'p3'].includes(agent)).map(({ lines }) => lines.join('\n'));

    expect(outside.length).toBeGreaterThan(20);
    for (const text of outside) expect(text).not.toContain('the-secret-of');
    // In the group the others' secrets arrive, those of who is not in it among them: the test would see a leak.
    expect(inside.join('\n')).toContain(secretOf('p5'));
  });

  it('should differ from one agent to the next where they heard different things', async () => {
    const puts = await prompts(gossip({ agents: 6 }));
    const last = PEOPLE.map((person) => puts.findLast(({ agent }) => agent === person)?.lines.join('\n'));

    expect(new Set(last).size).toBeGreaterThan(1);
  });

  it('should hold the persona of the agent, and of nobody else', async () => {
    const puts = await prompts(gossip({ agents: 6 }), (id) => `I am person ${id} of the village.`);

    for (const { agent, lines } of puts) {
      expect(lines.filter((line) => line.includes('of the village'))).toEqual([`I am person ${agent} of the village.`]);
    }
  });
});

describe('what an agent of the naming game is asked', () => {
  it('should be its own rounds, as they were delivered to it, word for word', async () => {
    const puts = await prompts(namingGame({ agents: 8, names: [...'QMXYF'], horizon: 120, stopRule: false }));

    expect(puts.length).toBeGreaterThanOrEqual(240);
    for (const { agent, lines, delivered } of puts) {
      const rounds = delivered.filter(({ type }) => type === 'names-exchanged').slice(-5);
      const told = rounds.map(({ data }, index) => {
        const [one, two] = data['choices'] as readonly [string, string];
        const [own, partner] = (data['agents'] as readonly string[])[0] === agent ? [one, two] : [two, one];
        const outcome = own === partner ? 'you gained 100 points' : 'you lost 50 points';
        return `Round ${index + 1}: you chose ${own}, Player 2 chose ${partner}; ${outcome}.`;
      });
      expect(lines.filter((line) => /^Round \d+: you chose \w/.test(line))).toEqual(told);
    }
  });

  it('should tell nobody who the partner was', async () => {
    const scenario = namingGame({ agents: 8, horizon: 100, stopRule: false });
    const names = scenario.agents.flatMap(({ id, name }) => [id, name]);

    for (const { lines } of await prompts(scenario)) {
      for (const name of names) expect(lines.join('\n')).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});

describe('what an agent of majority opinion is asked', () => {
  it('should be as many opinions as it may see, and how many hold each is so', async () => {
    const scenario = majorityOpinion({ agents: 7, sweeps: 10, start: 0.5 });
    const opinions = new Map<string, string>();
    const start = scenario.world.initial(scenario.agents.map(({ id }) => id), chancesFrom(3)('world')); // prettier-ignore
    for (const { id } of scenario.agents) opinions.set(id, start.slice(id).opinion === 0 ? 'Q' : 'M');
    const puts = await prompts(scenario);
    expect(puts).toHaveLength(70);

    for (const { agent, lines, delivered } of puts) {
      const now = new Map(opinions);
      for (const event of delivered) {
        if (event.type.startsWith('opinion-')) now.set(event.agent as string, event.data['option'] as string);
      }
      const others = [...now].filter(([id]) => id !== agent).map(([, option]) => option);
      const shown = lines.flatMap((line) => / chose ([QM])\./.exec(line)?.[1] ?? []);
      expect([...shown].sort()).toEqual([...others].sort());
    }
  });
});

describe('a scenario as a user would write it', () => {
  for (const { name, check } of scenarioChecks({ create: () => gossip({ agents: 5 }) })) it(`should ${name}`, check);
});
