import type { Activation, Regime } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { runRegime, type ActivationRun, type ActivationTrial } from './activation-trial.js';
import { demand } from './demand.js';

/**
 * What a regime promises beyond what every regime must do.
 *
 * - `rounds`: at each time, everybody decides exactly once.
 * - `in-order`: one agent at a time, in the order of the population, again and again.
 * - `random`: other seeds give other orders.
 * - `rate`: each agent decides so often in a unit of virtual time, within 4.5 standard deviations of a Poisson count; at
 *   rate 0 never.
 * - `quiet`: where nothing happens nobody is asked twice, and the run ends by itself.
 * - `fair`: of any so many decisions in a row, each agent has at least one.
 * - `keyed`: one agent more shifts nobody else: the order of the others is the same.
 * - `ends`: it runs out by itself within the activations that are looked at.
 */
export type ActivationClaim =
  | { readonly kind: 'rounds' | 'in-order' | 'random' | 'quiet' | 'keyed' | 'ends' }
  | { readonly kind: 'rate'; rate(agent: string): number }
  | { readonly kind: 'fair'; readonly within: number };

/** What regimes are tried with. */
export interface ActivationKit {
  readonly agents: readonly string[];
  readonly activations: number;
  readonly seed: number;
  create(agents: readonly string[]): Regime;
  run(how?: Partial<Omit<ActivationTrial, 'agents'>>): Promise<ActivationRun>;
}

/** A count that is further off than this many standard deviations is taken for one of another rate. */
const DEVIATIONS = 4.5;
/** Fewer expected decisions of an agent than this say nothing about its rate. */
const FEWEST = 10;
/** How many seeds are compared. */
const SEEDS = 3;

/** The check of a claim. */
export function claimCheck(claim: ActivationClaim, kit: ActivationKit): ConformanceCheck {
  const { agents, activations, run, seed } = kit;
  switch (claim.kind) {
    case 'rounds':
      return named('activate everybody exactly once at each time', async () => demandRounds(await run(), agents));
    case 'in-order':
      return named('activate one after the other, in the order of the population', async () =>
        demandInOrder(await run(), agents),
      );
    case 'random':
      return named('activate in another order for another seed', async () => {
        const orders: string[] = [];
        for (let more = 0; more < SEEDS; more += 1) orders.push(decidersOf(await run({ seed: seed + more })).join());
        demand(new Set(orders).size === SEEDS, `of ${SEEDS} seeds, two give the same order`);
      });
    case 'rate':
      return named('activate each agent at its rate', async () => demandRates(await run(), agents, claim));
    case 'quiet':
      return named('ask nobody where nothing happens', async () => demandQuiet(await run({ quiet: true }), agents));
    case 'fair':
      return named(`let nobody wait for ${claim.within} decisions of others`, async () =>
        demandFair(decidersOf(await run()), agents, claim.within),
      );
    case 'keyed':
      return named('shift nobody when there is one agent more', () => demandKeyed(kit));
    case 'ends':
      return named('run out by itself', async () => {
        demand((await run()).ended, `after ${activations} activations it has not run out`);
      });
  }
}

function named(name: string, check: () => Promise<void>): ConformanceCheck {
  return { name, check };
}

/** Who decided, in order. */
export function decidersOf({ committed }: Pick<ActivationRun, 'committed'>): readonly string[] {
  return committed.flatMap(({ agents }) => agents);
}

function demandRounds({ committed }: ActivationRun, agents: readonly string[]): void {
  const rounds = new Map<number, string[]>();
  for (const { time, agents: some } of committed) rounds.set(time, [...(rounds.get(time) ?? []), ...some]);
  demand(rounds.size >= 2, 'there are fewer than two times at which somebody decides; look at more activations');
  // The trial may have cut the last.
  for (const [time, some] of [...rounds].slice(0, -1)) {
    for (const agent of agents) {
      const times = some.filter((one) => one === agent).length;
      demand(times === 1, `at time ${time}, "${agent}" decides ${times} times`);
    }
  }
}

function demandInOrder({ committed }: ActivationRun, agents: readonly string[]): void {
  for (const [place, { agents: some }] of committed.entries()) {
    const next = agents[place % agents.length];
    const right = some.length === 1 && some[0] === next;
    demand(
      right,
      `activation ${place} is that of ${some.map((one) => `"${one}"`).join(', ')}; in order it is "${next}"`,
    );
  }
}

function demandRates({ committed }: ActivationRun, agents: readonly string[], claim: ActivationClaim): void {
  if (claim.kind !== 'rate') return;
  const time = committed.at(-1)?.time ?? 0;
  for (const agent of agents) {
    const rate = claim.rate(agent);
    const expected = rate * time;
    const count = committed.filter((one: Activation) => one.agents.includes(agent)).length;
    const says = `"${agent}" decides ${count} times in ${time}; at the rate ${rate} it would ${expected} times`;
    if (rate === 0) demand(count === 0, says);
    else {
      demand(expected >= FEWEST, `${says}, which is too few to tell; look at more activations`);
      demand(Math.abs(count - expected) <= DEVIATIONS * Math.sqrt(expected), says);
    }
  }
}

function demandQuiet(run: ActivationRun, agents: readonly string[]): void {
  const deciders = decidersOf(run);
  for (const agent of agents) {
    const times = deciders.filter((one) => one === agent).length;
    demand(times <= 1, `nothing happens, and "${agent}" is asked ${times} times`);
  }
  demand(run.ended, 'nothing happens, and it does not end by itself');
}

function demandFair(deciders: readonly string[], agents: readonly string[], within: number): void {
  demand(deciders.length >= within, `there are ${deciders.length} decisions; look at at least ${within}`);
  for (const agent of agents) {
    let waited = 0;
    for (const one of deciders) {
      waited = one === agent ? 0 : waited + 1;
      demand(waited < within, `"${agent}" waits while ${waited} decisions of others are made`);
    }
  }
}

async function demandKeyed({ agents, create, activations, seed, run }: ActivationKit): Promise<void> {
  const all = [...agents, 'one-more'];
  const more = await runRegime({ regime: create(all), agents: all, seed, activations });
  const others = decidersOf(more).filter((agent) => agent !== 'one-more');
  const before = decidersOf(await run());
  const at = others.findIndex((agent, place) => place < before.length && agent !== before[place]);
  demand(
    at < 0,
    `with one agent more, decision ${at} of the others is that of "${others[at]}"; it was of "${before[at]}"`,
  );
}
