import type { CallMeter, Price } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type {
  ArmSummary,
  ConditionSummary,
  FitSummary,
  MindSummary,
  PersonTurns,
  RunRecord,
  Scenario,
  Standings,
  StudySummary,
} from '../spec/index.js';
import type { StudyDesign, StudyFile } from './design.js';
import { peopleSummary } from './people-summary.js';
import { costInUsd } from './price-for.js';

/** Assembles what `summary.json` holds. */
export function summariseStudy(given: {
  readonly file: StudyFile;
  readonly design: StudyDesign;
  readonly source: MindSource;
  readonly meter: CallMeter;
  /** `null` where what was asked costs differently, or nobody knows. */
  readonly price?: Price | null;
  readonly examination: StudySummary['examination'];
  readonly qualification?: StudySummary['qualification'];
  /** Only where several minds decide. */
  readonly minds?: StudySummary['minds'];
  readonly scenario: Scenario;
  readonly conditions: readonly ConditionSummary[];
  /** Curves that the design declares. Default none. */
  readonly fits?: readonly FitSummary[];
  /** Across conditions. Default nothing. */
  readonly variance?: StudySummary['variance'];
  /** Runs of every arm that were made. Default as many as the design has. */
  readonly runs?: number;
  /** Rows of finished runs. Default none. */
  readonly records?: readonly RunRecord[];
  /** Rows of runs that were not played to their end. Default none. */
  readonly stopped?: readonly RunRecord[];
  /** Where people stand by their answers. Default unknown. */
  readonly standings?: Standings;
}): StudySummary {
  const { file, design, source, meter, scenario, conditions } = given;
  const { title, sources } = scenario.about;
  const question = design.question ?? scenario.about.question;
  const people = peopleSummary(design, given.standings);
  return {
    formatVersion: 1,
    id: file.id,
    name: design.name,
    status: file.status as StudySummary['status'],
    scenario: { name: scenario.name, title, question, sources: [...sources] },
    design: {
      hash: file.hash,
      seed: design.seed,
      runs: given.runs ?? design.runs,
      ...(design.until === undefined ? {} : { until: design.stoppingRule }),
      deviations: file.deviations,
    },
    mind: {
      kind: source.kind,
      name: source.name,
      fingerprint: source.fingerprint,
      why: source.why,
      description: source.description as StudySummary['mind']['description'],
      ...(source.parts === undefined ? {} : { people: Object.keys(source.parts.others) }),
      ...turnsOf(given.records ?? []),
    },
    ...(given.minds === undefined ? {} : { minds: given.minds }),
    population: peopleOf(design),
    ...(people.length === 0 ? {} : { people: [...people] }),
    examination: given.examination,
    ...(given.qualification === undefined ? {} : { qualification: given.qualification }),
    conditions: [...conditions],
    ...(given.fits === undefined ? {} : { fits: [...given.fits] }),
    ...(given.variance === undefined ? {} : { variance: given.variance }),
    failures: failuresOf(conditions),
    cost: {
      calls: meter.calls,
      cached: meter.cached,
      fromCache: meter.fromCache,
      saved: file.saved,
      promptTokens: meter.promptTokens,
      completionTokens: meter.completionTokens,
      ...(given.minds === undefined ? costInUsd(source, meter, given.price) : costOfMinds(given.minds)),
      seconds: file.seconds,
    },
    intervals: `seed variation only: one wording, one label pair, one set of people, ${isMixed(design) ? 'one mixture of minds' : 'one model'}`,
    warnings: [
      ...wereStopped(given.stopped ?? [], given.records ?? []),
      ...(given.minds === undefined
        ? [...doubtsAbout(given.qualification), ...failedIn(given.examination)]
        : given.minds.flatMap(doubtsAboutMind)),
      ...conditions.flatMap(labelBiasIn),
      ...neverCame(given.records ?? []),
    ],
    versions: file.versions,
  };
}

/** Names of all who take part, in the order of the conditions; `null` where they are nobody in particular. */
function peopleOf({ population, conditions }: StudyDesign): string | null {
  const names = [...new Set(conditions.map((condition) => condition.population ?? population?.name))];
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 ? null : known.join(', ');
}

/** How often each person was asked, over runs. */
function turnsOf(records: readonly Pick<RunRecord, 'people'>[]): Pick<StudySummary['mind'], 'turns'> {
  const all: Record<string, PersonTurns> = {};
  for (const { people = {} } of records) {
    for (const [agent, { asked, instead }] of Object.entries(people)) {
      const before = all[agent] ?? { asked: 0, instead: 0 };
      all[agent] = { asked: before.asked + asked, instead: before.instead + instead };
    }
  }
  return Object.keys(all).length === 0 ? {} : { turns: all };
}

function failuresOf(conditions: readonly ConditionSummary[]): StudySummary['failures'] {
  const arms = conditions.flatMap((condition) => condition.arms);
  const byKind: Record<string, number> = {};
  for (const { failures } of arms) {
    for (const [kind, count] of Object.entries(failures)) byKind[kind] = (byKind[kind] ?? 0) + count;
  }
  const decisions = arms.reduce((sum, arm) => sum + arm.decisions, 0);
  const failed = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  return { decisions, failed, byKind, share: decisions === 0 ? 0 : failed / decisions };
}

/** Runs that were not played to their end: those that were may be the shorter ones, and so not like all. */
function wereStopped(stopped: readonly RunRecord[], played: readonly RunRecord[]): string[] {
  const reasons = [...new Set(stopped.map(({ stopped: why }) => why))];
  return reasons.map((why) => {
    const many = stopped.filter((row) => row.stopped === why).length;
    return (
      `${many} of ${stopped.length + played.length} runs were stopped (${why}): they are in no figure, and those that ` +
      'are left may differ from them.'
    );
  });
}

/** Runs in which something was to be done from outside whose moment never came: they show no effect of it. */
function neverCame(records: readonly RunRecord[]): string[] {
  const planned = records.filter(({ interventions }) => interventions !== undefined);
  const groups = new Set(planned.map(({ condition, arm }) => JSON.stringify([condition, arm])));
  return [...groups].flatMap((group) => {
    const [condition, arm] = JSON.parse(group) as [string, string];
    const runs = planned.filter((one) => one.condition === condition && one.arm === arm);
    const without = runs.filter(
      ({ interventions }) => interventions !== undefined && interventions.made < interventions.planned,
    );
    if (without.length === 0) return [];
    const all = without.every(({ interventions }) => interventions?.made === 0)
      ? 'no intervention'
      : 'not every intervention';
    return [
      `In ${without.length} of ${runs.length} runs of the arm "${arm}" (condition "${condition}") ${all} came: the run was ` +
        'over before its moment. What such a run shows is not its effect.',
    ];
  });
}

/** What a check of the model said against this study, before all else. */
function doubtsAbout(qualification: StudySummary['qualification']): string[] {
  if (qualification === undefined) return [];
  const { drift, leansOn } = qualification;
  return [
    ...(drift?.verdict === 'drifted' ? [drift.sentence] : []),
    ...leansOn
      .filter(({ verdict }) => verdict === 'fail')
      .map(({ control, sentence }) => `The study leans on a control that the model failed, "${control}": ${sentence}`),
  ];
}

/** Controls that a model failed, for a reader to know before the figures. */
function failedIn(examination: StudySummary['examination']): string[] {
  return examination
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name, sentence }) => `The model failed the control "${name}": ${sentence}`);
}

/** The same of one of several minds, by its name. */
function doubtsAboutMind({ name, qualification, examination }: MindSummary): string[] {
  return [...doubtsAbout(qualification), ...failedIn(examination)].map((doubt) => `${name}: ${doubt}`);
}

function isMixed({ conditions }: StudyDesign): boolean {
  return conditions.some(({ minds = [] }) => minds.length > 1);
}

/** What all minds cost together. */
function costOfMinds(minds: readonly MindSummary[]): Pick<StudySummary['cost'], 'usd' | 'usdNote'> {
  const unpriced = minds.filter(({ cost }) => cost.usd === null).map(({ name }) => name);
  if (unpriced.length > 0) return { usd: null, usdNote: `no price of ${unpriced.join(' and ')} is known` };
  return { usd: minds.reduce((sum, { cost }) => sum + (cost.usd ?? 0), 0), usdNote: null };
}

/** Share of the runs from which on an option counts as what a population settles on. */
const SETTLED = 0.75;
/** How near to an even chance the mirrored twin must come, to say that nothing but the label decides. */
const NEAR_EVEN = 0.15;

/**
 * A winner that follows the label and not what happened between agents: it is the other one in the arm whose labels are
 * exchanged, or it all but vanishes in the twin whose labels are exchanged and averaged.
 */
function labelBiasIn({ name, arms, options, outcomes }: ConditionSummary): string[] {
  if (!outcomes.some(({ kind }) => kind === 'choice')) return [];
  const armThat = (labels: ArmSummary['labels']): ArmSummary | undefined =>
    arms.find((arm) => arm.labels === labels && arm.runs > 0);
  const shareIn = (arm: ArmSummary | undefined, option: string): number | null =>
    arm === undefined || arm.runs === 0 ? null : (arm.winners[option] ?? 0) / arm.runs;
  const met = arms.find((arm) => arm.name === 'interacting');
  const [mirrored, symmetric] = [armThat('exchanged'), armThat('averaged')];
  return options.flatMap((option) => {
    const together = shareIn(met, option) ?? 0;
    const [exchanged, averaged] = [shareIn(mirrored, option), shareIn(symmetric, option)];
    const even = 1 / options.length;
    const follows = exchanged !== null && exchanged <= 1 - SETTLED && exchanged < even;
    const vanishes = averaged !== null && averaged <= even + NEAR_EVEN;
    if (together < SETTLED || !(follows || (vanishes && exchanged === null))) return [];
    const twins = [
      ...(exchanged === null ? [] : [`${percent(exchanged)} once labels are exchanged (arm ${mirrored?.name})`]),
      ...(averaged === null
        ? []
        : [`${percent(averaged)} once they are exchanged and averaged (arm ${symmetric?.name})`]),
    ];
    return [
      `In "${name}" that ${option} wins is label bias: it wins ${percent(together)} of the runs, ` +
        `${twins.join(' and ')}.`,
    ];
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
