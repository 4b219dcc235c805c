import type { Regime } from '../spec/index.js';
import { claimCheck, type ActivationClaim, type ActivationKit } from './_internals/activation-claims.js';
import { comingChecks } from './_internals/activation-coming.js';
import { runRegime, type ActivationRun } from './_internals/activation-trial.js';
import { demand } from './_internals/demand.js';
import { late, player } from './_internals/players.js';
import { demandSameLines } from './_internals/world-trial.js';
import type { ConformanceCheck } from './mind-kit.js';

export type { ActivationClaim } from './_internals/activation-claims.js';

/** What the conformance kit of activation regimes is given. */
export interface ActivationKitOptions {
  /** Makes the regime anew, for these agents. */
  create(agents: readonly string[]): Regime;
  /** At least two. Default six. */
  readonly agents?: readonly string[];
  /** What it promises beyond what every regime must do. Default nothing. */
  readonly claims?: readonly ActivationClaim[];
  /** How many activations are looked at; a regime may end before. Default 240. */
  readonly activations?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Who is there where nobody else is named. */
const SIX = ['ann', 'ben', 'cem', 'dia', 'eli', 'fay'] as const;
/** How many orders of answers are tried. */
const ORDERS = 3;

/**
 * What every activation regime must do: activate agents that there are and that are there, in the order of time, each
 * because of what came before, the same for the same seed whoever answers first, and go on when people leave, come back
 * and join. What it claims beyond that is checked claim by claim. For any test runner.
 *
 * It is tried in a world of its own, where whoever is activated takes a turn: an event `turn-taken` of that agent, whose
 * data names in `hearers` those whom the activation may touch, who perceive it. A hand is raised by 1 to 3, and a
 * moderator names anybody.
 *
 * @throws Error when there are fewer than two agents.
 * @example
 * const checks = activationChecks({ create: () => simultaneousRounds(), claims: [{ kind: 'rounds' }] });
 * for (const { name, check } of checks) it(`should ${name}`, check);
 */
export function activationChecks(options: ActivationKitOptions): readonly ConformanceCheck[] {
  const { create, agents = SIX, claims = [], activations = 240, seed = 1 } = options;
  if (agents.length < 2) throw new Error('the conformance kit of activation regimes needs at least two agents');
  const kit: ActivationKit = {
    create,
    agents,
    activations,
    seed,
    run: (how = {}) => runRegime({ regime: create(agents), agents, seed, activations, ...how }),
  };
  return [
    ...orderChecks(kit),
    ...repeatingChecks(kit),
    ...comingChecks(kit),
    ...claims.map((one) => claimCheck(one, kit)),
  ];
}

function orderChecks({ create, agents, run }: ActivationKit): readonly ConformanceCheck[] {
  return [
    {
      name: 'have a name to be recorded under',
      check: async () => demand(create(agents).name.trim() !== '', 'the regime has no name'),
    },
    {
      name: 'activate agents that there are, each once in an activation',
      async check() {
        const { committed } = await run();
        demand(
          committed.some((one) => one.agents.length > 0),
          'it activates nobody',
        );
      },
    },
    {
      name: 'number what it plans from 0',
      async check() {
        for (const [place, { index, reason }] of (await run()).planned.entries()) {
          demand(index === place, `the activation planned as number ${place} ("${reason}") has the index ${index}`);
        }
      },
    },
    {
      name: 'activate in the order of time, each because of what happened before, and say why',
      check: async () => demandCauses(await run()),
    },
  ];
}

function repeatingChecks({ create, agents, seed, run }: ActivationKit): readonly ConformanceCheck[] {
  return [
    {
      name: 'activate the same in the same order for the same seed, whatever ran before',
      async check() {
        const regime = create(agents);
        const { lines } = await run();
        await run({ regime, seed: seed + 1 });
        demandSameLines(lines, (await run({ regime })).lines, 'after another seed');
        demandSameLines(lines, (await run()).lines, 'made anew');
      },
    },
    {
      name: 'declare whom it wakes, and activate the same whoever answers first',
      async check() {
        const { lines } = await run();
        for (let salt = 0; salt < ORDERS; salt += 1) {
          demandSameLines(lines, (await run({ mind: late(player, salt) })).lines, 'with answers that take time');
        }
      },
    },
  ];
}

function demandCauses({ committed, seqs }: ActivationRun): void {
  let before = 0;
  for (const [place, { event, reason, time }] of committed.entries()) {
    const what = `activation ${place}`;
    demand(Number.isFinite(time) && time >= before, `${what} is at time ${time}, after one at time ${before}`);
    demand(reason.trim() !== '', `${what}, at time ${time}, gives no reason`);
    before = time;
    if (event === undefined) continue;
    const happened = event < (seqs[place] as number);
    demand(happened, `${what} ("${reason}") follows from event ${event}, which had not happened`);
  }
}
