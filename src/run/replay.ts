import { join } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { openAppendLog } from '../foundation/storage/index.js';
import { openAnswers } from '../model/index.js';
import type { ArmContext, PlannedAgent, RunManifest, RunPlan, RunRecord, Scenario } from '../spec/index.js';
import { execute } from './execute.js';
import { readManifest, RUN_FILES } from './folder.js';
import { INTERVENED, intervened } from './intervened.js';
import { journalSink } from './journal/sink.js';
import { mindOf, type OpenMinds } from './mind-source.js';
import { withNames } from './with-names.js';
import { recordedSource } from './recorded-source.js';
import type { Streams } from '../environment/index.js';

/** What a replay found. */
export interface Replay {
  readonly manifest: RunManifest;
  /** Events that are the same, byte for byte. */
  readonly events: number;
  readonly record: RunRecord;
}

/**
 * Plays a finished run again from its folder alone: answers come from its record, never from a model, and every line
 * that results is compared with the journal. Nothing is written.
 *
 * @param scenarioOf Makes the scenario that the manifest names, from its parameters.
 * @throws MesocosmError when the folder is not a finished run, its record lacks an answer, or a line differs.
 */
export async function replayRun(
  folder: string,
  scenarioOf: (manifest: RunManifest) => Scenario,
  options: { readonly streams?: Streams; readonly signal?: AbortSignal } = {},
): Promise<Replay> {
  const manifest = await readManifest(folder);
  if (manifest.status !== 'finished') throw unfinished(folder, manifest);
  const scenario = scenarioOf(manifest);
  const answers = await openAnswers(join(folder, RUN_FILES.answers), { readOnly: true });
  const source = await recordedSource(folder, manifest.mind, answers);
  const plan = planOf(manifest, scenario, source.open(scenario));
  const file = join(folder, RUN_FILES.events);
  const log = await openAppendLog(file, { readOnly: true });
  const journal = journalSink(log, { file, verifyOnly: true });
  const execution = await execute(plan, { ...options, sink: journal.write, stream: manifest.stream, recorded: true });
  if (execution.status !== 'finished') {
    if (execution.kind === 'aborted') throw userError({ kind: 'interrupted', what: 'the replay was interrupted' });
    throw userError({
      kind: 'usage',
      what: `the replay stopped: ${execution.message}`,
      where: folder,
      expected: 'a folder with every answer that its run used',
      remedy: 'restore answers.jsonl, or run the study again',
    });
  }
  journal.finish();
  return { manifest, events: journal.count(), record: execution.record };
}

/** The plan of a run, made again from what its manifest says. */
export function planOf(manifest: RunManifest, given: Scenario, minds: OpenMinds): RunPlan {
  const scenario = withNames(given, manifest.agents);
  const arm =
    manifest.arm === INTERVENED
      ? intervened(manifest.interventions)
      : scenario.arms.find(({ name }) => name === manifest.arm);
  if (arm === undefined) {
    throw userError({
      kind: 'usage',
      what: `the scenario "${scenario.name}" has no arm "${manifest.arm}"`,
      available: scenario.arms.map(({ name }) => name),
      remedy: 'replay it with the version of Mesocosm that manifest.json names',
    });
  }
  const agents: PlannedAgent[] = manifest.agents.map(({ id, name, persona, commitment }) => ({
    id,
    name,
    mind: mindOf(minds, id),
    ...(persona === null ? {} : { persona }),
    ...(commitment === null ? {} : { commitment }),
    ...placeOf(scenario, id),
  }));
  const plan = arm.plan(armContext({ ...manifest, scenario, minds, agents }));
  return manifest.interventions.length === 0 ? plan : { ...plan, interventions: manifest.interventions };
}

/** What the scenario says of an agent's place beside who takes it. */
function placeOf({ agents }: Scenario, agent: string): Pick<PlannedAgent, 'role' | 'absent'> {
  const place = agents.find(({ id }) => id === agent);
  return {
    ...(place?.role === undefined ? {} : { role: place.role }),
    ...(place?.absent === undefined ? {} : { absent: place.absent }),
  };
}

/** What an arm is given, from what a run records. */
export function armContext(from: {
  readonly scenario: Scenario;
  readonly minds: OpenMinds;
  readonly agents: readonly PlannedAgent[];
  readonly condition: string;
  readonly seed: number;
  readonly givens: RunManifest['givens'];
}): ArmContext {
  const { scenario, minds, agents, condition, seed, givens } = from;
  return {
    scenario,
    condition,
    seed,
    agents,
    priors: givens.priors,
    ...elicitIn(minds),
    ...(givens.curve === null ? {} : { curve: givens.curve }),
    ...(givens.donor === null ? {} : { donor: givens.donor }),
    ...(givens.yoked === undefined ? {} : { yoked: givens.yoked }),
  };
}

/** Asks whoever decides for an agent differently, where it is asked in words. */
function elicitIn({ elicit, elicitOthers = {}, others = {} }: OpenMinds): Pick<ArmContext, 'elicit'> {
  if (elicit === undefined && Object.keys(elicitOthers).length === 0) return {};
  return {
    elicit({ id, mind }, change) {
      const own = Object.hasOwn(elicitOthers, id) ? elicitOthers[id] : undefined;
      return (own ?? (Object.hasOwn(others, id) ? undefined : elicit))?.(change) ?? mind;
    },
  };
}

function unfinished(folder: string, manifest: RunManifest): Error {
  return userError({
    kind: 'usage',
    what: `this run is ${manifest.status}, not finished`,
    where: folder,
    expected: 'a finished run',
    remedy: `\`mesocosm resume ${folder}\` finishes it`,
  });
}
