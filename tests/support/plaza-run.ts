import { join } from 'node:path';
import { systemClock, type Clock } from '../../src/foundation/clock.js';
import { openAnswers } from '../../src/model/index.js';
import { openaiModel } from '../../src/model/langchain/index.js';
import { modelStack } from '../../src/model/model-stack.js';
import { armContext } from '../../src/run/replay.js';
import { recordRun } from '../../src/run/folder.js';
import { languageModelSource, type MindSource } from '../../src/run/mind-source.js';
import type { Execution } from '../../src/run/execute.js';
import type { PlannedAgent } from '../../src/spec/index.js';
import { interacting } from '../../src/study/arms.js';
import { killedWorld } from './killed-worlds.js';

/** A run of a world in a folder, by a model behind a server. */
export interface PlazaRun {
  readonly folder: string;
  /** Name of the world; see `KILLED_WORLDS`. */
  readonly regime: string;
  readonly baseUrl: string;
  /** Sent to the server as a key. */
  readonly sitting: string;
}

/** Waits a hundred times shorter. */
const hasty: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };
/** Two seconds by that clock: a machine that is busy with other things answers later than at once. */
const TIMEOUT_MS = 200_000;

/** The model with all that a study puts around it, and a record of its own. */
export async function withPlazaSource<Found>(
  { folder, baseUrl, sitting }: Omit<PlazaRun, 'regime'>,
  work: (source: MindSource) => Promise<Found>,
): Promise<Found> {
  const model = await openaiModel({ model: 'small', baseUrl, apiKey: sitting, clock: hasty, timeoutMs: TIMEOUT_MS });
  const answers = await openAnswers(join(folder, '.paid.jsonl'));
  const stack = modelStack(model, { answers, clock: hasty });
  try {
    return await work(languageModelSource({ model: stack.model, why: 'for a test' }));
  } finally {
    stack.close();
    answers.close();
  }
}

/** Begins a run or goes on with it. */
export function runPlaza(run: PlazaRun): Promise<Execution> {
  const { folder, regime } = run;
  const { scenario, interventions } = killedWorld(regime);
  const givens = { priors: {}, curve: null, donor: null };
  return withPlazaSource(run, (source) =>
    recordRun({
      folder,
      source,
      scenario,
      givens,
      parametersGiven: { regime },
      probes: [],
      plan(minds) {
        const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: minds.mind }));
        const context = armContext({ scenario, minds, agents, condition: 'default', seed: 11, givens });
        return { ...interacting.plan(context), interventions };
      },
    }),
  );
}
