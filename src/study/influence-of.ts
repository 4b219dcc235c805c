import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { influences, type HeardPair, type Influence } from '../analysis/index.js';
import { memoryAnswers, openAnswers, withRecord, type Answers } from '../model/index.js';
import {
  broughtAgain,
  execute,
  lateModel,
  planOf,
  readManifest,
  recordedSource,
  RUN_FILES,
  withoutMessages,
  type WithoutOptions,
} from '../run/index.js';
import type { LanguageModel, RunPlan } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import { keptRuns } from './_internals/kept-runs.js';
import type { ScenarioOf } from './open-study.js';

/** Whose messages, and who is asked what the runs would have been like without them. */
export interface InfluenceOptions extends WithoutOptions {
  /** Answers what was not asked before, in place of the recorded model, which it must be. Not needed for tables and rules. */
  readonly model?: LanguageModel;
  /** Where new answers are kept, for a second call. Default in memory, for this call alone. */
  readonly answers?: Answers;
  /** Of a study: arms whose runs are taken. Default `interacting`. */
  readonly arms?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Finished runs: a study's folder, a run's, or several runs' folders, and how their scenario is made; or plans. */
export type InfluenceSource =
  | { readonly from: string | readonly string[]; readonly scenarioOf: ScenarioOf }
  | { readonly plans: readonly RunPlan[] };

/** Who influenced whom, in runs as they were. */
export interface InfluencesFound {
  readonly influences: readonly Influence[];
  /** Every decision behind them. */
  readonly pairs: readonly HeardPair[];
  readonly runs: number;
  /** Questions without a message that were refused or answered in no usable way. */
  readonly failed: number;
}

/**
 * Influence of every agent on every other in runs as they were: each decision is asked again without what the one agent said, and
 * {@link influences} compares the two distributions. Only decisions in which something of the sender was remembered count. The
 * runs stay as they are; nothing is written into them.
 *
 * It is direct influence, one decision at a time. What goes on through others, {@link forkRuns} shows.
 *
 * @throws MesocosmError (usage) where a message cannot be taken away (see {@link WithoutOptions}); (unreachable), (budget) or
 *   (interrupted) when a question was not answered.
 * @example
 * const { influences } = await influenceOf({ from: 'studies/ID', scenarioOf }, { model, to: ['agent-1'] });
 */
export async function influenceOf(of: InfluenceSource, options: InfluenceOptions = {}): Promise<InfluencesFound> {
  const { model, answers = memoryAnswers(), arms, signal, ...without } = options;
  const runs =
    'plans' in of
      ? of.plans.map((plan) => async () => ({ plan, run: `${plan.condition}.${plan.arm}.${plan.seed}` }))
      : (await keptRuns(of.from, { scenarioOf: of.scenarioOf, arms })).map(
          (kept) => async () => recordedPlan(await kept(), of.scenarioOf, { model, answers }),
        );
  const pairs: HeardPair[] = [];
  let failed = 0;
  for (const open of runs) {
    const { plan, run, stream } = { stream: undefined, ...(await open()) };
    const watched = withoutMessages(plan, without);
    const execution = await execute(watched.plan, { signal, ...(stream === undefined ? {} : { stream }) });
    if (execution.status !== 'finished') throw stopped(execution, 'asking for influence stopped');
    pairs.push(...watched.decisions().map(({ occasion: _occasion, ...decision }) => ({ run, ...decision })));
    failed += watched.failed();
  }
  return { influences: influences(pairs), pairs, runs: runs.length, failed };
}

/** The plan of a kept run: what it asked comes from its record, all else from the model. */
async function recordedPlan(
  folder: string,
  scenarioOf: ScenarioOf,
  { model, answers }: { readonly model: LanguageModel | undefined; readonly answers: Answers },
): Promise<{ readonly plan: RunPlan; readonly run: string; readonly stream: string }> {
  const manifest = await readManifest(folder);
  const scenario = scenarioOf(manifest);
  const file = join(folder, RUN_FILES.answers);
  const recorded = existsSync(file) ? await openAnswers(file, { readOnly: true }) : memoryAnswers();
  const both = { ...answers, get: (key: string) => recorded.get(key) ?? answers.get(key) };
  const source = await recordedSource(folder, manifest.mind, recorded, {
    ...(model === undefined
      ? {}
      : { live: (about) => withRecord(lateModel({ ...about, open: async () => model }), { answers: both }) }),
    brought: broughtAgain(scenario),
  });
  return { plan: planOf(manifest, scenario, source.open(scenario)), run: folder, stream: manifest.stream };
}
