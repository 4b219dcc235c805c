import { describe, expect, it } from 'vitest';
import {
  attention,
  fixedOrder,
  poissonClocks,
  randomSequential,
  simultaneousRounds,
} from '../../src/environment/index.js';
import type { Activation, ActivationDraft, Committed, Regime } from '../../src/spec/index.js';
import { activationChecks, type ActivationClaim } from '../../src/testing/activation-kit.js';

/** Names of the checks that fail, with what they say. */
async function failures(
  create: (agents: readonly string[]) => Regime,
  claims: readonly ActivationClaim[] = [],
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, check } of activationChecks({ create, claims, activations: 120 })) {
    await check().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return failed;
}

/** Everybody in turn, each activation spoiled. */
const spoiled = (spoil: (activation: Activation) => Partial<Activation>): Regime => ({
  name: 'spoiled',
  *activations(agents, chances) {
    for (const one of fixedOrder().activations(agents, chances)) yield { ...one, ...spoil(one) };
  },
});

/** One after the other, each woken by the one before; `next` says who comes after a commit. */
const chain = (next: (committed: Committed, agents: readonly string[]) => Partial<ActivationDraft>): Regime => {
  const draft: ActivationDraft = { time: 0, agents: [], reads: 'all', writes: 'all', wakes: 'all', reason: 'its turn' };
  return {
    name: 'chain',
    activations: () => [],
    react: (agents) => ({
      begin: () => [{ ...draft, agents: agents.slice(0, 1) }],
      follow: (committed) => [{ ...draft, time: committed.activation.time + 1, ...next(committed, agents) }],
    }),
  };
};

const after = ({ activation }: Committed, agents: readonly string[]): string =>
  agents[(agents.indexOf(activation.agents[0] ?? '') + 1) % agents.length] as string;

let made = 0;

const broken: readonly {
  readonly what: string;
  create(agents: readonly string[]): Regime;
  readonly check: string;
  readonly says: string;
}[] = [
  {
    what: 'a regime without a name',
    create: () => ({ ...fixedOrder(), name: ' ' }),
    check: 'have a name',
    says: 'the regime has no name',
  },
  {
    what: 'an agent that there is not',
    create: () => spoiled(({ index }) => (index === 3 ? { agents: ['zoe'] } : {})),
    check: 'activate agents that there are',
    says: 'the activation at time 3 ("its turn") is for "zoe", whom nobody knows',
  },
  {
    what: 'an agent that decides twice at once',
    create: () => spoiled(({ agents }) => ({ agents: [...agents, ...agents] })),
    check: 'activate agents that there are',
    says: 'the activation at time 0 ("its turn") is for "ann" twice',
  },
  {
    what: 'a regime that activates nobody',
    create: () => spoiled(() => ({ agents: [] })),
    check: 'activate agents that there are',
    says: 'it activates nobody',
  },
  {
    what: 'activations that all have one number',
    create: () => spoiled(() => ({ index: 0 })),
    check: 'number what it plans from 0',
    says: 'the activation planned as number 1 ("its turn") has the index 0',
  },
  {
    what: 'time that goes back',
    create: () => spoiled(({ index }) => ({ time: index === 5 ? 2 : index })),
    check: 'activate in the order of time',
    says: 'activation 5 at time 2 comes after one at time 4',
  },
  {
    what: 'time that is no number',
    create: () => spoiled(() => ({ time: NaN })),
    check: 'activate in the order of time',
    says: 'activation 0 is at time NaN',
  },
  {
    what: 'an activation without a reason',
    create: () => spoiled(({ index }) => (index === 2 ? { reason: '' } : {})),
    check: 'activate in the order of time',
    says: 'activation 2, at time 2, gives no reason',
  },
  {
    what: 'a cause that has not happened',
    create: () => spoiled(({ index }) => ({ event: 3 * index + 7 })),
    check: 'activate in the order of time',
    says: 'activation 0 ("its turn") follows from event 7, which had not happened',
  },
  {
    what: 'what follows and comes before',
    create: () => chain((committed, agents) => ({ agents: [after(committed, agents)], time: -1 })),
    check: 'activate in the order of time',
    says: 'nothing goes back',
  },
  {
    what: 'a regime that sorts what it is given',
    create: () => ({
      name: 'sorting',
      activations: (agents, chances) => fixedOrder().activations((agents as string[]).sort(), chances),
    }),
    check: 'activate agents that there are',
    says: 'Cannot assign to read only property',
  },
  {
    what: 'a regime that goes on where it stopped in the run before',
    create() {
      let place = 0;
      return {
        name: 'lasting',
        activations: (agents, chances) => {
          place += 1;
          const from = place % agents.length;
          return fixedOrder().activations([...agents.slice(from), ...agents.slice(0, from)], chances);
        },
      };
    },
    check: 'activate the same in the same order for the same seed',
    says: 'after another seed, line',
  },
  {
    what: 'a regime that is another each time it is made',
    create() {
      made += 1;
      const wait = made;
      return spoiled(({ time }) => ({ time: time + wait }));
    },
    check: 'activate the same in the same order for the same seed',
    says: 'line',
  },
  {
    what: 'a wake that it does not declare',
    create: () => chain((committed, agents) => ({ agents: [after(committed, agents)], wakes: [] })),
    check: 'declare whom it wakes',
    says: '"cem" was woken by activation 1 ("its turn"), which did not declare that it may wake it',
  },
  {
    what: 'an order that hangs on how long answers take',
    create() {
      let turns = 0;
      return chain((committed, agents) => {
        setImmediate(() => (turns += 1));
        return { agents: [turns > 0 ? (agents[0] as string) : after(committed, agents)] };
      });
    },
    check: 'declare whom it wakes, and activate the same whoever answers first',
    says: 'with answers that take time, line',
  },
  {
    what: 'a regime that forgets who was away',
    create: () => forgetful(),
    check: 'never activate who is away, and activate who has come back',
    says: '"ann" came back and decides in none of the',
  },
  {
    what: 'a regime that never sees who joins',
    create: () => forgetful(),
    check: 'activate who joins later',
    says: '"ann" joined and decides in none of the',
  },
  {
    what: 'a regime that falls over when nobody decides',
    create: () =>
      chain(({ events }, agents) => {
        const { agent } = events.find(({ type }) => type === 'decision-made') as { agent: string };
        return { agents: [agents[(agents.indexOf(agent) + 1) % agents.length] as string] };
      }),
    check: 'never activate who is away',
    says: 'Cannot destructure property',
  },
  {
    what: 'a regime that ticks on when everybody has left',
    create: () => spoiled(({ index }) => (index % 2 === 0 ? { agents: [] } : {})),
    check: 'activate nobody, and let the run end, when everybody has left',
    says: 'everybody has left, and it does not end',
  },
];

/** In turn, and never again who was once passed over. */
function forgetful(): Regime {
  const gone = new Set<string>();
  return {
    ...chain((committed, agents) => {
      if (committed.passedOver === true) for (const agent of committed.activation.agents) gone.add(agent);
      const left = agents.filter((agent) => !gone.has(agent));
      const last = agents.indexOf(committed.activation.agents[0] ?? '');
      const next = left.find((agent) => agents.indexOf(agent) > last) ?? left[0];
      return { agents: next === undefined ? agents : [next] };
    }),
    name: 'forgetful',
  };
}

/** By a stream that all share: one agent more moves every draw. */
const shared = (): Regime => ({
  name: 'shared',
  *activations(agents, chances) {
    const chance = chances('order');
    for (let index = 0; ; index += 1) {
      const agent = agents[chance.integer(agents.length)] as string;
      yield { index, time: index, agents: [agent], reads: 'all', writes: 'all', reason: 'by lot' };
    }
  },
});

const claimed: readonly {
  readonly claim: ActivationClaim;
  create(): Regime;
  readonly says: string;
}[] = [
  { claim: { kind: 'rounds' }, create: () => fixedOrder(), says: 'at time 0, "ben" decides 0 times' },
  { claim: { kind: 'in-order' }, create: () => simultaneousRounds(), says: 'in order it is "ann"' },
  { claim: { kind: 'random' }, create: () => fixedOrder(), says: 'of 3 seeds, two give the same order' },
  {
    claim: { kind: 'rate', rate: () => 1 },
    create: () => poissonClocks({ rate: (agent) => (agent === 'dia' ? 4 : 1) }),
    says: '"dia" decides',
  },
  { claim: { kind: 'rate', rate: () => 0.1 }, create: () => poissonClocks(), says: 'too few to tell' },
  {
    claim: { kind: 'rate', rate: (agent) => Number(agent !== 'ann') },
    create: () => poissonClocks(),
    says: 'at the rate 0 it would 0 times',
  },
  { claim: { kind: 'quiet' }, create: () => fixedOrder(), says: 'nothing happens, and "ann" is asked 20 times' },
  {
    claim: { kind: 'quiet' },
    create: () => attention({ masks: [{}], timer: { mean: 3 } }),
    says: 'nothing happens, and "ann" is asked',
  },
  {
    claim: { kind: 'fair', within: 30 },
    create: () => poissonClocks({ rate: (agent) => Number(agent !== 'fay') }),
    says: '"fay" waits while 30 decisions of others are made',
  },
  { claim: { kind: 'fair', within: 500 }, create: () => fixedOrder(), says: 'look at at least 500' },
  { claim: { kind: 'keyed' }, create: shared, says: 'with one agent more, decision' },
  { claim: { kind: 'ends' }, create: () => fixedOrder(), says: 'after 120 activations it has not run out' },
];

describe('activationChecks', () => {
  it('should pass a regime that does what it must', async () => {
    expect(await failures(() => randomSequential(), [{ kind: 'random' }, { kind: 'keyed' }])).toEqual([]);
  });

  for (const { what, create, check, says } of broken) {
    it(`should find ${what}`, async () => {
      const failed = (await failures(create)).filter((line) => line.startsWith(check));
      expect(failed.join('\n')).toContain(says);
    });
  }

  for (const { claim, create, says } of claimed) {
    it(`should find that "${claim.kind}" is claimed and not so: ${says}`, async () => {
      const failed = await failures(create, [claim]);
      expect(failed).toHaveLength(1);
      expect(failed[0]).toContain(says);
    });
  }

  it('should have a regime that fails each of them', () => {
    const names = activationChecks({ create: () => fixedOrder() }).map(({ name }) => name);
    expect(names.filter((name) => !broken.some(({ check }) => name.startsWith(check)))).toEqual([]);
    expect(new Set(claimed.map(({ claim }) => claim.kind)).size).toBe(8);
  });

  it('should want two agents', () => {
    expect(() => activationChecks({ create: () => fixedOrder(), agents: ['ann'] })).toThrow('at least two agents');
  });
});
