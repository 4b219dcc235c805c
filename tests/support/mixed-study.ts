import { systemClock, type Clock } from '../../src/foundation/clock.js';
import { openaiModel } from '../../src/model/langchain/index.js';
import { runStudy, type Study } from '../../src/study/index.js';
import { majorityOpinion } from '../../scenarios/majority-opinion/scenario.js';

/** A study of two models, in a folder of studies, by the servers of both. */
export interface MixedSitting {
  readonly root: string;
  readonly left: string;
  readonly right: string;
  /** Sent to the servers as a key. */
  readonly sitting: string;
}

/** Waits a hundred times shorter: a time-out of two minutes is one of 1.2 seconds. */
const hasty: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

/** Begins the study or goes on with it: every decision is asked as it stands, of the model whose turn it is in that place. */
export async function mixedStudy({ root, sitting, ...servers }: MixedSitting): Promise<Study> {
  const open = (model: 'left' | 'right') =>
    openaiModel({ model, baseUrl: servers[model], apiKey: sitting, clock: hasty });
  const [left, right] = [await open('left'), await open('right')];
  const scenario = majorityOpinion({ agents: 4, sweeps: 10, presentation: 'live', labels: ['tea', 'milk'] });
  try {
    return await runStudy({
      conditions: { mixed: scenario, left: scenario },
      minds: { left: { model: left }, right: { model: right } },
      mixtures: { mixed: { left: 1, right: 1 }, left: { left: 1 } },
      arms: ['interacting', 'isolated'],
      runs: 2,
      journals: 'all',
      maxFailures: 1,
      cache: false,
      folder: root,
      clock: hasty,
      elicitation: { leastMass: 0.001 },
    });
  } finally {
    await left.close();
    await right.close();
  }
}
