import type { MindSource } from '../run/index.js';
import { MEAN_FIELD, type MeanField, type MeanFieldSummary, type Scenario, type Situation } from '../spec/index.js';
import { stopped } from './_internals/endings.js';
import type { OpenCondition, ReadyCondition } from './conditions.js';
import type { StudyOptions } from './run-study.js';

/** Where no table answers, so many situations are asked for it without being told to. */
const MOST_UNASKED = 100;

/** What came of it: the course, or why there is none. */
export type MeanFieldFound = { readonly meanField: MeanFieldSummary } | { readonly reason: string };

/** The condition with what its equations give, or why they give nothing. */
export async function withMeanField(
  condition: ReadyCondition,
  about: { readonly wanted: readonly string[]; readonly source: MindSource; readonly options: StudyOptions },
): Promise<ReadyCondition> {
  const { wanted, source, options } = about;
  if (!wanted.includes(MEAN_FIELD)) return condition;
  const named = (options.arms ?? []).some((arm) => arm.replace(/^\+/, '') === MEAN_FIELD);
  const found = await meanFieldOf(condition, { source, named, seed: options.seed ?? 1, signal: options.signal });
  if ('meanField' in found) return { ...condition, meanField: found.meanField };
  return { ...condition, notApplicable: [...condition.notApplicable, { arm: MEAN_FIELD, reason: found.reason }] };
}

/**
 * Integrates the mean field of a condition from the policy of its agents.
 *
 * @param options.named Whether it was asked for by its name, and not only among all arms.
 * @throws MesocosmError when the policy could not be asked.
 */
export async function meanFieldOf(
  condition: OpenCondition,
  options: {
    readonly source: MindSource;
    readonly named: boolean;
    /** Of the study. */
    readonly seed: number;
    readonly signal?: AbortSignal;
  },
): Promise<MeanFieldFound> {
  const { scenario } = condition;
  const { meanField } = scenario;
  if (meanField === undefined) return { reason: 'this scenario has no equations' };
  const reason = refusalOf(meanField, condition, options);
  if (reason !== undefined) return { reason };
  let unanswered: string | undefined;
  let situations = 0;
  const ask = async (situation: Situation): Promise<readonly number[]> => {
    situations += 1;
    const answer = await asked(situation, condition, options);
    if (typeof answer !== 'string') return answer;
    unanswered ??= answer;
    return situation.options.map(() => 1 / situation.options.length);
  };
  const { values, series, sentence } = await meanField.integrate(ask);
  if (unanswered !== undefined) return { reason: `one of its situations has no answer: ${unanswered}` };
  return {
    meanField: {
      removes: meanField.removes,
      situations,
      values: Object.fromEntries(
        Object.entries(values).map(([column, value]) => [column, { ...about(scenario, column), value }]),
      ),
      series: Object.fromEntries(
        Object.entries(series).map(([name, points]) => [
          name,
          { ...gridFor(scenario, name, points.length), values: [...points] },
        ]),
      ),
      sentence,
    },
  };
}

function refusalOf(
  { refuses, situations }: MeanField,
  { scenario, agents }: OpenCondition,
  { source, named }: { readonly source: MindSource; readonly named: boolean },
): string | undefined {
  const free = agents.filter(({ commitment }) => commitment === undefined);
  const kinds = new Set(free.map(({ mind }) => mind));
  const persons = new Set(free.map(({ persona }) => persona?.text));
  if (refuses !== undefined) return refuses;
  if (Object.keys(source.parts?.others ?? {}).length > 0) return 'others than the policy decide for some agents';
  if (kinds.size > 1 || persons.size > 1) return 'agents are not all alike, and it is of one policy';
  if (scenario.memory?.policy !== undefined) return 'what agents remember is not the last rounds alone';
  if (source.model?.capabilities.choose === 'sampled' || free[0]?.mind.standsOn !== undefined)
    return 'it needs exact distributions, and answers are counted samples';
  if (source.kind !== 'policy-table' && !named && situations > MOST_UNASKED)
    return `it would be asked in ${situations} situations, most of which no run may meet: name the arm to have it`;
  return undefined;
}

/** A distribution, or why there is none. */
async function asked(
  situation: Situation,
  { agents, name }: OpenCondition,
  { seed, signal }: { readonly seed: number; readonly signal?: AbortSignal },
): Promise<readonly number[] | string> {
  const agent = agents.find(({ commitment }) => commitment === undefined);
  if (agent === undefined) throw new Error('a population of committed agents alone decides nothing');
  const { id, persona, mind } = agent;
  const stream = `${seed}:${name}:mean-field`;
  const judgement = await mind.judge(situation, {
    agent: id,
    occasion: 0,
    stream,
    purpose: MEAN_FIELD,
    persona,
    signal,
  });
  if (judgement.kind === 'distribution') return judgement.probabilities;
  if (judgement.kind === 'answer') throw new Error('a mind gave an answer where an option was asked for');
  const { kind, message } = judgement;
  if (kind === 'refused' || kind === 'malformed') return message;
  throw stopped({ kind, message }, 'the policy of the mean field could not be asked');
}

function about({ measures }: Scenario, column: string): { readonly title: string; readonly unit: string } {
  const found = measures.flatMap(({ columns }) => Object.entries(columns)).find(([name]) => name === column)?.[1];
  if (found === undefined) throw new Error(`no measure has the column "${column}" of the mean field`);
  return { title: found.title, unit: found.unit };
}

function gridFor(
  { measures }: Scenario,
  name: string,
  points: number,
): { readonly axis: string; readonly times: number[] } {
  const grids = measures.flatMap(({ grid }) => (grid === undefined ? [] : [grid]));
  const found =
    grids.find(({ series }) => series?.includes(name) === true) ?? grids.find(({ times }) => times.length === points);
  if (found === undefined) throw new Error(`no measure has a grid of ${points} times for the series "${name}"`);
  return { axis: found.title, times: [...found.times] };
}
