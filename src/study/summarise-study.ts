import type { CallMeter } from '../model/index.js';
import type { MindSource } from '../run/index.js';
import type { ConditionSummary, Scenario, StudySummary } from '../spec/index.js';
import type { StudyDesign, StudyFile } from './design.js';

/** Assembles what `summary.json` holds. */
export function summariseStudy(given: {
  readonly file: StudyFile;
  readonly design: StudyDesign;
  readonly source: MindSource;
  readonly meter: CallMeter;
  readonly examination: StudySummary['examination'];
  readonly scenario: Scenario;
  readonly conditions: readonly ConditionSummary[];
}): StudySummary {
  const { file, design, source, meter, scenario, conditions } = given;
  const { title, question, sources } = scenario.about;
  return {
    formatVersion: 1,
    id: file.id,
    name: design.name,
    status: file.status as StudySummary['status'],
    scenario: { name: scenario.name, title, question, sources: [...sources] },
    design: { hash: file.hash, seed: design.seed, runs: design.runs, deviations: file.deviations },
    mind: {
      kind: source.kind,
      name: source.name,
      fingerprint: source.fingerprint,
      why: source.why,
      description: source.description as StudySummary['mind']['description'],
    },
    population: design.population?.name ?? null,
    examination: given.examination,
    conditions: [...conditions],
    failures: failuresOf(conditions),
    cost: {
      calls: meter.calls,
      cached: meter.cached,
      saved: file.saved,
      promptTokens: meter.promptTokens,
      completionTokens: meter.completionTokens,
      seconds: file.seconds,
    },
    intervals: 'seed variation only: one wording, one label pair, one set of people, one model',
    warnings: warningsOf(given.examination, conditions),
    versions: file.versions,
  };
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

/** What a reader must know before the figures. */
function warningsOf(examination: StudySummary['examination'], conditions: readonly ConditionSummary[]): string[] {
  const failedControls = examination
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name, sentence }) => `The model failed the control "${name}": ${sentence}`);
  return [...failedControls, ...conditions.flatMap(labelBiasIn)];
}

/** A winner that follows the label: it all but vanishes in the twin whose labels are exchanged and averaged. */
function labelBiasIn({ name, arms, outcomes }: ConditionSummary): string[] {
  const twin = arms.find((arm) => arm.name === 'symmetrised');
  return outcomes.flatMap((outcome) => {
    const { focal, interacting } = outcome;
    if (outcome.kind !== 'choice' || focal === null || twin === undefined || twin.runs === 0) return [];
    const together = interacting.value ?? outcome.neutral;
    const mirrored = (twin.winners[focal] ?? 0) / twin.runs;
    const explained = Math.abs(together - outcome.neutral) > 0.25 && Math.abs(mirrored - outcome.neutral) < 0.15;
    if (!explained) return [];
    return [
      `In "${name}" the ${focal} convention is label bias: ${focal} wins ${percent(together)} of the runs, and ` +
        `${percent(mirrored)} once labels are exchanged and averaged (arm symmetrised).`,
    ];
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
