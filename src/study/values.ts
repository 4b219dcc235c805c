import { join } from 'node:path';
import { writeFileAtomic } from '../foundation/storage/index.js';
import { agreementsOf, type ValuedRun } from '../analysis/index.js';
import { itemInSituation } from '../persona/index.js';
import { plainTable } from '../report/index.js';
import { askedForValues, valueAnswer } from '../run/index.js';
import type { LedgerLine, LikertItem, PlannedAgent, Questionnaire, RunRecord, ValueAnswer } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import { castOf, type ReadyCondition } from './conditions.js';
import { STUDY_FILES } from './folder.js';
import type { Reporter } from './reporter.js';
import type { ValuesBefore } from './value-instrument.js';

/**
 * Asks everybody the value instrument of a condition before its runs, alone and with nothing that happened, in the situation
 * in which priors are asked; with each mind where several decide. What a model answered before is not asked again.
 *
 * @throws MesocosmError (unreachable), (budget) or (interrupted) when an answer was not to be had.
 */
export async function withValues(
  condition: ReadyCondition,
  how: { readonly seed: number; readonly reporter: Reporter; readonly signal?: AbortSignal },
): Promise<ReadyCondition> {
  const { values, mixture, agents } = condition;
  if (values === undefined) return condition;
  const casts: readonly (readonly [string | undefined, readonly PlannedAgent[]])[] =
    mixture === undefined
      ? [[undefined, agents]]
      : Object.entries(mixture.whole).map(([mind, whole]) => [mind, whole.agents] as const);
  const each: ValuesBefore['each'][number][] = [];
  for (const [mind, cast] of casts) {
    const answers = await askBefore({ ...condition, agents: cast, values }, how);
    each.push({ ...(mind === undefined ? {} : { mind }), answers });
  }
  return { ...condition, valuesBefore: { each } };
}

async function askBefore(
  condition: Pick<ReadyCondition, 'scenario' | 'agents' | 'name'> & { readonly values: Questionnaire },
  { seed, reporter, signal }: Parameters<typeof withValues>[1],
): Promise<readonly ValueAnswer[]> {
  const { scenario, agents, name, values } = condition;
  const wanted = new Set(askedForValues(scenario, agents));
  const asked = agents.filter(({ id }) => wanted.has(id));
  const onAsked = reporter.asking('values');
  let done = 0;
  const ask = async (agent: PlannedAgent, item: LikertItem): Promise<ValueAnswer> => {
    const { id, persona, mind } = agent;
    const [alone] = scenario.situations.alone(agent);
    if (alone === undefined) throw new Error(`the scenario "${scenario.name}" has no situation for "${id}" alone`);
    const situation = itemInSituation(values, item, alone.situation);
    const stream = `${seed}:${name}:values:${item.id}:${id}`;
    const judged = await mind.judge(situation, { agent: id, occasion: 0, stream, purpose: 'values', persona, signal });
    const answer = valueAnswer(id, item, judged);
    if ('kind' in answer) throw stopped(answer, `the values of "${id}" could not be asked`);
    onAsked((done += 1), asked.length * values.items.length);
    return answer;
  };
  const each = await Promise.all(asked.map((agent) => Promise.all(values.items.map((item) => ask(agent, item)))));
  return each.flat();
}

/** What agents of a condition said before, with the minds that they have in a run. */
function beforeOf(condition: ReadyCondition, seed: number): readonly ValueAnswer[] {
  const each = condition.valuesBefore?.each ?? [];
  const { seats } = castOf(condition, seed);
  if (seats === undefined) return each[0]?.answers ?? [];
  return each.flatMap(({ mind, answers }) => answers.filter(({ agent }) => seats[agent] === mind));
}

/** What is known of the values of a condition, for its summary; `undefined` where they were not asked. */
export function valuedOf(
  condition: ReadyCondition,
  rows: ReadonlyMap<string, RunRecord>,
  lines: ReadonlyMap<string, LedgerLine>,
):
  | {
      readonly instrument: Questionnaire;
      readonly asked: readonly (readonly ValueAnswer[])[];
      readonly runs: readonly ValuedRun[];
    }
  | undefined {
  const { values: instrument, valuesBefore, name } = condition;
  if (instrument === undefined || valuesBefore === undefined) return undefined;
  const runs = [...rows].flatMap(([key, row]): ValuedRun[] => {
    const after = row.condition === name ? lines.get(key)?.values : undefined;
    return after === undefined ? [] : [{ arm: row.arm, seed: row.seed, before: beforeOf(condition, row.seed), after }];
  });
  return { instrument, asked: valuesBefore.each.map(({ answers }) => answers), runs };
}

/** Writes a study's `values.csv`, where it asked for values: one row an agent and statement, before runs and after each. */
export async function writeValues(
  folder: string,
  conditions: readonly ReadyCondition[],
  about: { readonly rows: ReadonlyMap<string, RunRecord>; readonly lines: ReadonlyMap<string, LedgerLine> },
): Promise<void> {
  if (conditions.every(({ valuesBefore }) => valuesBefore === undefined)) return;
  const rows = conditions.flatMap((condition) => {
    const { values, valuesBefore, name } = condition;
    if (values === undefined || valuesBefore === undefined) return [];
    const before = valuesBefore.each.flatMap(({ mind = '', answers }) =>
      rowsOf(values, answers, [name, '', '', mind, 'before']),
    );
    const after = [...about.rows].flatMap(([key, { condition: of, arm, seed }]) => {
      if (of !== name) return [];
      const seats = castOf(condition, seed).seats ?? {};
      const said = about.lines.get(key)?.values ?? [];
      return said.flatMap((answer) => rowsOf(values, [answer], [name, arm, seed, seats[answer.agent] ?? '', 'after']));
    });
    return [...before, ...after];
  });
  await writeFileAtomic(join(folder, STUDY_FILES.values), await plainTable([VALUES_HEAD, ...rows]));
}

/** Columns of `values.csv`. */
export const VALUES_HEAD = ['condition', 'arm', 'run', 'mind', 'when', 'agent', 'dimension', 'statement', 'reverse_keyed', 'agreement', 'score', 'mass', 'missing_because']; // prettier-ignore

function rowsOf(
  { items }: Questionnaire,
  answers: readonly ValueAnswer[],
  about: readonly (string | number)[],
): readonly (readonly (string | number)[])[] {
  return answers.map((answer) => {
    const { agent, item: id, mass, failure } = answer;
    const item = items.find((one) => one.id === id) as LikertItem;
    const agreement = agreementsOf([answer])[agent]?.[id] ?? null;
    const score = agreement === null ? '' : item.reverseKeyed ? 1 - agreement : agreement;
    const why = failure === undefined ? '' : `${failure.kind}: ${failure.message}`;
    return [...about, agent, item.axis, id, String(item.reverseKeyed), agreement ?? '', score, mass ?? '', why];
  });
}
