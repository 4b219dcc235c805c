import { usageBy, type CallRecord } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type { ExaminationCheck, MindSummary, RunRecord, StudyQualification } from '../spec/index.js';
import type { ReadyCondition } from './conditions.js';
import { placesIn } from './mixed-condition.js';

/** What is known of the minds of a study that has several, each by its name. */
interface KnownOfMinds {
  readonly several: { readonly [mind: string]: MindSource };
  readonly conditions: readonly Pick<ReadyCondition, 'name' | 'scenario' | 'mixture'>[];
  readonly rows: ReadonlyMap<string, RunRecord>;
  /** Lines of `calls.jsonl`. */
  readonly calls: readonly CallRecord[];
  readonly examinations: { readonly [mind: string]: readonly ExaminationCheck[] };
  readonly qualifications?: { readonly [mind: string]: StudyQualification };
}

/** Each mind of a study that has several: where it decides, for whom in how many runs, and what it took. */
export function summariseMinds(known: KnownOfMinds): MindSummary[] {
  const { several, examinations, qualifications = {} } = known;
  const usage = new Map(usageBy(known.calls, 'mind').map((row) => [row.name, row]));
  return Object.entries(several).map(([name, source]): MindSummary => {
    const { calls = 0, promptTokens = 0, completionTokens = 0, usd } = usage.get(name) ?? {};
    const qualification = qualifications[name];
    return {
      name,
      kind: source.kind,
      is: source.name,
      fingerprint: source.fingerprint,
      description: source.description as MindSummary['description'],
      conditions: conditionsOf(name, known),
      examination: [...(examinations[name] ?? [])],
      ...(qualification === undefined ? {} : { qualification }),
      cost: { calls, promptTokens, completionTokens, usd: usd ?? (calls === 0 ? 0 : null) },
    };
  });
}

function conditionsOf(mind: string, { conditions, rows }: KnownOfMinds): MindSummary['conditions'] {
  // Runs of other arms have the same seats.
  const met = [...rows.values()].filter(({ arm }) => arm === 'interacting');
  return Object.fromEntries(
    conditions.flatMap(({ name, scenario, mixture }) => {
      const agents = mixture?.counts[mind];
      if (agents === undefined) return [];
      const runs = met.filter(({ condition }) => condition === name);
      const places = placesIn(scenario);
      const each = places.map((agent) => runs.filter(({ minds }) => minds?.[agent] === mind).length);
      return [[name, { agents, of: places.length, least: Math.min(...each), most: Math.max(...each) }] as const];
    }),
  );
}
