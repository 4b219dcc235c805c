import { presentationsOf, type Elicitation } from '../agent/index.js';
import { quantise } from '../foundation/random/index.js';
import { runJob, type AppendLog } from '../foundation/storage/index.js';
import type { MindSource } from '../run/index.js';
import { canonicalState, HistoryAnswer, type Judgement, type PlannedAgent, type Situation } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import { historiesToAsk } from './asked-histories.js';
import type { OpenCondition } from './conditions.js';
import type { StudyDesign } from './design.js';
import { whomToTell, type Told } from './whom-to-tell.js';

/** A history that is told to somebody. */
interface HistoryTask {
  readonly key: string;
  readonly condition: string;
  readonly agent: PlannedAgent;
  readonly situation: Situation;
  readonly told: Told;
}

/** All that a study asks about constructed histories. */
function historyTasks(
  conditions: readonly OpenCondition[],
  { source, design }: { readonly source: MindSource; readonly design: StudyDesign },
): readonly HistoryTask[] {
  return conditions.flatMap((condition) => {
    const wanted = historiesToAsk(condition.scenario, design.histories, design.seed);
    if (wanted === undefined) return [];
    return whomToTell(condition, source).flatMap((told) =>
      told.agents.flatMap((agent) =>
        wanted.histories.map(({ situation }) => {
          const key = [condition.name, told.mind ?? '', agent.id, canonicalState(situation)].join('/');
          return { key, condition: condition.name, agent, situation, told };
        }),
      ),
    );
  });
}

/**
 * Tells every person constructed histories, one by one, and asks what it chooses: isolated, beside all runs, in which nothing
 * of it leaves a trace. Answers are recorded like all others, and each once more in `log` when it is there; what is in that is
 * not asked again. That somebody refuses or gives no option is an answer too.
 *
 * @returns all answers in the order of the conditions, minds, people and histories.
 * @throws MesocosmError (unreachable), (budget) or (interrupted) when it stopped before the end.
 */
export async function askHistories(
  conditions: readonly OpenCondition[],
  how: {
    readonly source: MindSource;
    readonly design: StudyDesign;
    readonly log: AppendLog;
    /** How many are asked at once. */
    readonly concurrency: number;
    readonly signal?: AbortSignal;
    onAsked?(done: number, total: number): void;
  },
): Promise<readonly HistoryAnswer[]> {
  const { design, log, concurrency, signal } = how;
  const tasks = historyTasks(conditions, how);
  let done = 0;
  const { rows, finished } = await runJob<HistoryAnswer, HistoryTask>({
    tasks,
    log,
    concurrency,
    ...(signal === undefined ? {} : { signal }),
    work: (task) => tell(task, { seed: design.seed, signal }),
    read: (row) => HistoryAnswer.parse(row),
    onDone(_, __, from) {
      done += 1;
      if (from === 'work') how.onAsked?.(done, tasks.length);
    },
  });
  if (!finished) throw stopped({ kind: 'aborted', message: 'it was interrupted' }, WHAT);
  return [...rows.values()];
}

const WHAT = 'the asking about constructed histories stopped';

async function tell(
  { condition, agent, situation, told }: HistoryTask,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal | undefined },
): Promise<HistoryAnswer> {
  const { id, persona, mind } = agent;
  const state = canonicalState(situation);
  const about = { condition, ...(told.mind === undefined ? {} : { mind: told.mind }), agent: id, state };
  const samples = repliesTo(situation, told);
  const given: Extract<Judgement, { kind: 'distribution' }>[] = [];
  // Where a presentation is drawn for each decision, one of them would stand for all.
  for (let occasion = 0; occasion < occasionsOf(told.spoken?.elicitation); occasion += 1) {
    const stream = `${seed}:${condition}:history:${state}:${id}`;
    const judgement = await mind.judge(situation, { agent: id, occasion, stream, purpose: 'history', persona, signal });
    if (judgement.kind === 'distribution') given.push(judgement);
    else return { ...about, failure: failureOf(judgement) };
  }
  const fallback = given.find(({ evidence }) => evidence?.fallback !== undefined)?.evidence?.fallback;
  const masses = given.flatMap(({ evidence }) => evidence?.mass ?? []);
  return {
    ...about,
    // As decisions in runs are, so that the same answer is the same number.
    probabilities: quantise(
      situation.options.map((_, option) => meanOf(given.map(({ probabilities }) => probabilities[option] ?? 0))),
    ),
    mass: masses.length === 0 ? null : meanOf(masses),
    ...(samples === undefined ? {} : { samples }),
    ...(fallback === undefined ? {} : { fallback }),
  };
}

/** How often somebody is asked about one history. */
export function occasionsOf(elicitation: Elicitation | undefined): number {
  return elicitation?.orders === 'live' ? elicitation.shuffles : 1;
}

/** How many replies are counted for one history; `undefined` where probabilities are told. */
export function repliesTo(situation: Situation, { spoken, capabilities }: Told): number | undefined {
  if (spoken === undefined || capabilities?.choose !== 'sampled') return undefined;
  const { elicitation } = spoken;
  const scored = elicitation.stance === 'likelihood' && situation.claims !== undefined && capabilities.score;
  if (scored) return undefined;
  const shown = elicitation.orders === 'live' ? elicitation.shuffles : presentationsOf(situation, elicitation).length;
  return elicitation.samples * shown;
}

/** @throws MesocosmError for what depends on the hour. */
function failureOf(judgement: Exclude<Judgement, { kind: 'distribution' }>): NonNullable<HistoryAnswer['failure']> {
  if (judgement.kind === 'answer')
    return { kind: 'malformed', message: 'an answer came where an option was asked for' };
  const { kind, message } = judgement;
  if (kind === 'refused' || kind === 'malformed') return { kind, message };
  throw stopped({ kind, message }, WHAT);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
