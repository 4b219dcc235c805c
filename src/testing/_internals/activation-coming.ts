import type { Event, Intervention } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { decidersOf, type ActivationKit } from './activation-claims.js';
import type { ActivationRun } from './activation-trial.js';
import { demand } from './demand.js';
import { demandAway } from './world-repeats.js';

/** Of so many decisions for each agent, one who takes part has at least one. */
const PATIENCE = 10;

/** What regimes must do when people come and go. */
export function comingChecks({ agents, activations, run }: ActivationKit): readonly ConformanceCheck[] {
  /** The first of the population, who may have a part of its own, and the last. */
  const some = [agents[0], agents.at(-1)] as readonly string[];
  /** Enough decisions after somebody is in again. */
  const longer = 2 * activations;
  const endOf = ({ committed }: ActivationRun): number => committed.at(-1)?.time ?? 0;
  return [
    {
      name: 'never activate who is away, and activate who has come back',
      async check() {
        const plain = await run();
        const end = endOf(plain);
        for (const agent of some) {
          const interventions = [moving('remove', [agent], end / 3), moving('add', [agent], (2 * end) / 3)];
          const { events } = await run({ interventions, activations: longer });
          demandAway(events);
          demandTakesPart(events, { agent, plain, when: 'came back' });
        }
      },
    },
    {
      name: 'activate who joins later, and not before',
      async check() {
        const plain = await run();
        const at = endOf(plain) / 3;
        for (const agent of some) {
          const { events } = await run({
            absent: [agent],
            interventions: [moving('add', [agent], at)],
            activations: longer,
          });
          demandAway(events, [agent]);
          demandTakesPart(events, { agent, plain, when: 'joined' });
        }
      },
    },
    {
      name: 'activate nobody, and let the run end, when everybody has left',
      async check() {
        const { events, ended } = await run({ interventions: [moving('remove', agents, endOf(await run()) / 3)] });
        demandAway(events);
        demand(ended, 'everybody has left, and it does not end');
      },
    },
  ];
}

function moving(move: 'remove' | 'add', agents: readonly string[], time: number): Intervention {
  return { when: { time }, changes: agents.map((agent) => ({ do: move, agent })) };
}

/** @throws Error where somebody who is in again is passed by, though it decides in a run that it never left. */
function demandTakesPart(
  events: readonly Event[],
  { agent, plain, when }: { readonly agent: string; readonly plain: ActivationRun; readonly when: string },
): void {
  const deciders = decidersOf(plain);
  const shares = new Set(deciders).size;
  if (!deciders.slice(-PATIENCE * shares).includes(agent)) return;
  const added = events.findLastIndex(({ type }) => type === 'intervention-made');
  const after = events.slice(added).filter(({ type }) => type === 'decision-made' || type === 'decision-failed');
  const passed = after.length >= PATIENCE * shares && !after.some((event) => event.agent === agent);
  demand(!passed, `"${agent}" ${when} and decides in none of the ${after.length} decisions that follow`);
}
