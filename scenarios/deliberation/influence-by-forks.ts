import {
  execute,
  forkRuns,
  openStudy,
  readInterviews,
  readManifest,
  userError,
  type ForkRunsOptions,
  type InterviewAnswer,
  type RunPlan,
  type ScenarioOf,
} from 'mesocosm';
import { meanOf, totalVariation } from './distances.js';
import { deliberation } from './scenario.js';
import { PRIVATE_BALLOT } from './situations.js';

/** What a speaker did to the private ballots of the others at the end of runs. */
export interface ForkedInfluence {
  readonly speaker: string;
  /** Runs that this is a mean of. */
  readonly runs: number;
  /** By listener: its last ballot with the speaker and without, and their distance in total variation; means over runs. */
  readonly listeners: {
    readonly [agent: string]: {
      readonly with: readonly number[];
      readonly without: readonly number[];
      readonly distance: number;
    };
  };
}

/** Deliberations that were held: all runs of the arm `interacting` of a finished study, or folders of kept runs. */
export type HeldDeliberations = (
  | {
      readonly study: string;
      /** Default the first of the study. */
      readonly condition?: string;
    }
  | { readonly runs: readonly string[] }
) &
  Pick<ForkRunsOptions, 'model' | 'person' | 'folderOf' | 'signal'>;

type LastBallots = ReadonlyMap<string, readonly number[]>;

/** A run with all speakers, and how it is done again without one of them. */
interface Held {
  readonly agents: readonly string[];
  readonly whole: LastBallots;
  without(speaker: string): Promise<LastBallots>;
}

/**
 * Who moved whom, from forks: runs are done again without each of the speakers from the start, with the same random numbers,
 * and the private ballots at the end are compared. Unlike attribution by what was perceived, this follows influence through
 * others, and is a cause by construction. One run tells one history: of several, these are means.
 *
 * Of a plan, minds are asked anew for what changes. Of runs that were held, every answer whose question is unchanged is used
 * again, and the forks stay in folders of their own, where a second call finds them. With a language model each speaker
 * costs up to a run.
 *
 * @param speakers Default everybody.
 * @throws MesocosmError (usage) when a speaker is unknown, or what was held is no deliberation; (unreachable) when a run did
 *   not come to its end.
 * @example await influenceByForks({ study: 'studies/ID' }, ['agent-1']);
 */
export async function influenceByForks(
  of: RunPlan | HeldDeliberations,
  speakers?: readonly string[],
): Promise<readonly ForkedInfluence[]> {
  const held = 'scenario' in of ? [await planned(of)] : await Promise.all((await foldersOf(of)).map(kept(of)));
  const known = held[0]?.agents ?? [];
  const stranger = speakers?.find((speaker) => held.some(({ agents }) => !agents.includes(speaker)));
  if (stranger !== undefined) {
    throw userError({
      kind: 'usage',
      what: `nobody in this run is called "${stranger}"`,
      given: stranger,
      available: known,
    });
  }
  const forks: ForkedInfluence[] = [];
  for (const speaker of speakers ?? known) {
    const pairs: { whole: LastBallots; without: LastBallots }[] = [];
    for (const { whole, without } of held) pairs.push({ whole, without: await without(speaker) });
    const listeners = known.flatMap((listener) => {
      const both = pairs.flatMap(({ whole, without }) => {
        const [one, other] = [whole.get(listener), without.get(listener)];
        return one === undefined || other === undefined ? [] : [{ one, other }];
      });
      if (listener === speaker || both.length === 0) return [];
      const distance = meanOf(both.map(({ one, other }) => totalVariation(one, other)));
      const means = {
        with: meanBallot(both.map(({ one }) => one)),
        without: meanBallot(both.map(({ other }) => other)),
      };
      return [[listener, { ...means, distance }] as const];
    });
    forks.push({ speaker, runs: held.length, listeners: Object.fromEntries(listeners) });
  }
  return forks;
}

/** A run of a plan, in memory. */
async function planned(plan: RunPlan): Promise<Held> {
  return {
    agents: plan.agents.map(({ id }) => id),
    whole: await ballotsOfPlan(plan),
    without(speaker) {
      const leaves = { when: { time: 0 }, changes: [{ do: 'remove' as const, agent: speaker }] };
      return ballotsOfPlan({ ...plan, interventions: [...(plan.interventions ?? []), leaves] });
    },
  };
}

async function ballotsOfPlan(plan: RunPlan): Promise<LastBallots> {
  const execution = await execute(plan);
  if (execution.status === 'finished') return lastBallots(execution.interviews);
  throw userError({ kind: 'unreachable', what: `a run of "${plan.scenario.name}" stopped: ${execution.message}` });
}

/** The folder of a run, and its forks in folders. */
function kept({ model, person, folderOf, signal }: HeldDeliberations): (run: string) => Promise<Held> {
  const asked = { model, person, folderOf, signal };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as typeof asked;
  return async (run) => {
    const { agents } = await readManifest(run);
    return {
      agents: agents.map(({ id }) => id),
      whole: lastBallots(await readInterviews(run)),
      async without(speaker) {
        const changes = [{ do: 'remove' as const, agent: speaker }];
        const { forks } = await forkRuns(run, { ...given, at: 1, changes, scenarioOf });
        return lastBallots(await readInterviews(forks[0]?.folder ?? run));
      },
    };
  };
}

async function foldersOf(of: HeldDeliberations): Promise<readonly string[]> {
  if ('runs' in of) return of.runs;
  const study = await openStudy(of.study, scenarioOf);
  const folders: string[] = [];
  for (let run = 0; run < study.summary.design.runs; run += 1) {
    folders.push(await study.run('interacting', run, of.condition).keep());
  }
  return folders;
}

/** @throws MesocosmError (usage) when it is another scenario. */
const scenarioOf: ScenarioOf = ({ scenario, parametersGiven }) => {
  if (scenario === 'deliberation') return deliberation(parametersGiven);
  throw userError({ kind: 'usage', what: `these are runs of "${scenario}", and no deliberations` });
};

function lastBallots(answers: readonly InterviewAnswer[]): LastBallots {
  return new Map(
    answers.flatMap(({ interview, agent, time, probabilities }) =>
      interview === PRIVATE_BALLOT && time === null && probabilities !== undefined
        ? [[agent, probabilities] as const]
        : [],
    ),
  );
}

function meanBallot(ballots: readonly (readonly number[])[]): readonly number[] {
  return (ballots[0] ?? []).map((_, option) => meanOf(ballots.map((ballot) => ballot[option] ?? 0)));
}
