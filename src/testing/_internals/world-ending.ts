import type { Event, WorldOutline } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { assertEvents } from './assert-run.js';
import { demand } from './demand.js';
import { failing, oddAnswers } from './players.js';
import { awayFor, demandAway } from './world-repeats.js';
import type { WorldKit, WorldRun } from './world-trial.js';

/** Most runs that odd answers are spread over. */
const ODD_RUNS = 12;

/** Events that a run makes itself; what a world outlines is the others. */
const OF_THE_RUN = ['run-started', 'decision-made', 'decision-failed', 'intervention-made', 'run-ended'];

/** @throws Error where a world makes an event that it does not tell of, so that nothing could wait for it. */
function demandOutlined(events: readonly Event[], outline: WorldOutline | undefined): void {
  if (outline === undefined) return;
  const known = new Set([...OF_THE_RUN, ...outline.events]);
  const stray = events.find(({ type }) => !known.has(type));
  demand(stray === undefined, `its outline leaves out the event ${stray?.type}, which it makes`);
}

/** What brings a run to its end, whoever decides. */
export function endingChecks({ seeds, base, run }: WorldKit): readonly ConformanceCheck[] {
  /** As long as the plain run was and half as long again: what ends by decisions need not end without them. */
  const noLongerThan = ({ activations }: WorldRun): { readonly activations: number; readonly reason: string } => ({
    activations: Math.ceil(1.5 * activations) + 1,
    reason: 'the trial is over',
  });
  return [
    {
      name: 'come to its end within the bound, say why, and make events that are facts in order',
      async check() {
        for (const seed of seeds) {
          const { ending = '', events, plan } = await base(seed);
          demand(ending.trim() !== '', 'it ended and did not say why');
          assertEvents({ events, plan });
          demandOutlined(events, plan.scenario.world.outline);
        }
      },
    },
    {
      name: 'go on when decisions are refused or malformed, whatever their shape',
      async check() {
        const stopAfter = noLongerThan(await base());
        for (const kind of ['refused', 'malformed'] as const) {
          await run({ stopAfter, around: (mind) => failing(mind, kind) });
        }
        const { around, left } = oddAnswers();
        for (let time = 0, before = -1; time < ODD_RUNS && left() > 0 && left() !== before; time += 1) {
          before = left();
          await run({ seed: seeds[time % seeds.length] as number, stopAfter, around });
        }
      },
    },
    {
      name: 'go on when somebody leaves and comes back',
      async check() {
        for (const seed of seeds) {
          const plain = await base(seed);
          for (const interventions of awayFor(plain)) {
            const { events } = await run({ seed, interventions, stopAfter: noLongerThan(plain) });
            demandAway(events);
          }
        }
      },
    },
  ];
}
