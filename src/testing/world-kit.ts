import type { Mind, Scenario } from '../spec/index.js';
import { playableScenario, type PlayableWorld } from './_internals/playable.js';
import { player } from './_internals/players.js';
import { runWorld, type WorldKit, type WorldRun } from './_internals/world-trial.js';
import { endingChecks } from './_internals/world-ending.js';
import { pureChecks } from './_internals/world-purity.js';
import { repeatChecks } from './_internals/world-repeats.js';
import { talkChecks } from './_internals/world-talk.js';
import type { ConformanceCheck } from './mind-kit.js';

export type { PlayableWorld } from './_internals/playable.js';

/** What the conformance kit of worlds is given. */
export interface WorldKitOptions {
  /** Makes the scenario, or the world with who is in it, anew. Short runs make a fast kit. */
  create(): Scenario | PlayableWorld;
  /** Decides for everybody whose mind is not brought. Default one that does anything that it is asked for. */
  readonly mind?: Mind;
  /** At least one. Default 1 and 2. */
  readonly seeds?: readonly number[];
  /** Most events by which a run must come to its end. Default 10,000. */
  readonly limit?: number;
  /** A run is cut at every so many events and gone on with, at most 50 times. Default about eight cuts in a run. */
  readonly cutEvery?: number;
}

/**
 * What every world must do: follow pure rules, say by events alone what changes, write the same bytes for the same seed
 * whoever answers first, after a cut, in a replay and in a fork, whatever is asked in interviews, come to an end whatever
 * minds answer, give reasons, and show nobody what did not reach it. For any test runner.
 *
 * @throws Error when there is no seed.
 * @example for (const { name, check } of worldChecks({ create: () => namingGame() })) it(`should ${name}`, check);
 */
export function worldChecks(options: WorldKitOptions): readonly ConformanceCheck[] {
  const { mind = player, seeds = [1, 2], limit = 10_000, cutEvery } = options;
  const [seed] = seeds;
  if (seed === undefined) throw new Error('the conformance kit of worlds needs at least one seed');
  const create = (): Scenario => playableScenario(options.create());
  const found = new Map<number, Promise<WorldRun>>();
  const kit: WorldKit = {
    create,
    seeds,
    limit,
    mind,
    cutEvery,
    run: (how = {}) => runWorld(how.scenario ?? create(), { mind, seed, limit, ...how }),
    base(wanted = seed) {
      let run = found.get(wanted);
      if (run === undefined) found.set(wanted, (run = kit.run({ seed: wanted })));
      return run;
    },
    async asked(look) {
      const looking = (one: Mind): Mind => ({
        ...one,
        judge(situation, context) {
          look(situation);
          return one.judge(situation, context);
        },
      });
      for (const each of seeds) await kit.run({ seed: each, around: looking });
    },
  };
  return [...pureChecks(kit), ...repeatChecks(kit), ...endingChecks(kit), ...talkChecks(kit)];
}
