import type { ConditionSummary, Json, OutcomeSummary, StudySummary } from '../spec/index.js';
import { costSentence } from './cost.js';
import { count, estimate, plural, share, signed } from './format.js';
import type { Section } from './section.js';

/**
 * What a paper's section on methods says of a finished study, with every number in it: scenario, agents, mind, arms, runs, seeds,
 * hash of the frozen design, what was excluded, how it was analysed, what was found, and what it took. No line breaks.
 */
export function methodsParagraph(summary: StudySummary): string {
  return [
    whatWasRun(summary),
    ...whoDecided(summary),
    howMuch(summary),
    howItIsAnalysed(summary),
    ...summary.conditions.flatMap((condition) => found(condition, summary.conditions.length > 1)),
    whatFailed(summary),
    whatItTook(summary),
  ].join(' ');
}

/** The same as a section of the report. */
export function methodsSection(summary: StudySummary): Section {
  return {
    id: 'methods',
    title: 'For a paper: methods and results in one paragraph',
    blocks: [{ kind: 'paragraph', text: methodsParagraph(summary) }],
  };
}

function whatWasRun({ scenario, conditions }: StudySummary): string {
  const agents = [...new Set(conditions.map((condition) => count(condition.agents)))];
  const [only] = conditions;
  const set =
    conditions.length === 1 && only !== undefined
      ? `with ${parameters(only)}`
      : `in ${plural(conditions.length, 'condition')} (${conditions.map((one) => `${one.name}: ${levels(one)}`).join('; ')})`;
  const sources = scenario.sources.map(({ authors, year }) => `${authors} ${year}`).join('; ');
  return (
    `We studied "${scenario.question}" with the scenario ${scenario.name}${sources === '' ? '' : ` (${sources})`} ` +
    `of ${agents.join(' or ')} agents, ${set}.`
  );
}

function whoDecided({ mind, population, examination, qualification }: StudySummary): readonly string[] {
  const temperature = mind.description['temperature'];
  const at = typeof temperature === 'number' ? ` at temperature ${temperature}` : '';
  const failed = examination.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name);
  return [
    `Decisions were made by ${mind.name}${at} (fingerprint ${mind.fingerprint.slice(0, 12)}), ` +
      `${population === null ? 'for agents that were nobody in particular' : `for the people of ${population}`}.`,
    ...(examination.length === 0
      ? []
      : [
          `Of ${plural(examination.length, 'control')} of the model ${failed.length === 0 ? 'none failed' : `${count(failed.length)} failed (${failed.join(', ')})`}.`,
        ]),
    ...(qualification === undefined ? [] : [qualification.sentence]),
  ];
}

function howMuch({ design, conditions }: StudySummary): string {
  const arms = [...new Set(conditions.flatMap((condition) => condition.arms.map(({ name }) => name)))];
  const made = conditions.flatMap((condition) => condition.arms).reduce((sum, arm) => sum + arm.runs, 0);
  const rule = design.until === undefined ? '' : ` (${design.until})`;
  const changes =
    design.deviations.length === 0 ? 'without deviations' : `with deviations: ${design.deviations.join('; ')}`;
  return (
    `Each of the arms ${arms.join(', ')} had ${plural(design.runs, 'run')}${rule}, ${count(made)} in all, on the same seeds from study seed ${design.seed}. ` +
    `The design was frozen before the first run (SHA-256 ${design.hash}) and carried out ${changes}.`
  );
}

function howItIsAnalysed({ intervals }: StudySummary): string {
  return (
    'The run is the unit of replication; brackets are 95 % intervals over runs. Differences count as found where the interval excludes 0, and as ' +
    `absent where the 90 % interval lies within the declared margin (Schuirmann 1987). Intervals are about ${intervals}.`
  );
}

function found({ name, outcomes, arms }: ConditionSummary, several: boolean): readonly string[] {
  const of = several ? ` in condition ${name}` : '';
  return outcomes.map((outcome) => {
    const others = arms.flatMap((arm) => {
      if (arm.name === 'interacting' || arm.name === 'isolated') return [];
      const mean = arm.measures[outcome.column]?.mean ?? null;
      return mean === null || mean.value === null ? [] : [`${arm.name} ${estimate(mean)}`];
    });
    return (
      `${outcome.title}${outcome.focal === null ? '' : ` (${outcome.focal})`}${of}: prior ${estimate(outcome.prior)}, ` +
      `interacting ${estimate(outcome.interacting)}, isolated ${estimate(outcome.isolated)}, independent draws ${share(outcome.independentDraws)}; ` +
      `${contrasts(outcome)}${others.length === 0 ? '' : `; other arms: ${others.join(', ')}`}.`
    );
  });
}

function contrasts({ margin, againstPrior, againstIsolated, class: found, changed }: OutcomeSummary): string {
  const isolated =
    againstIsolated === null ? 'no isolated arm' : `against isolated ${estimate(againstIsolated, signed)}`;
  return `against the prior ${estimate(againstPrior, signed)}, ${isolated}, margin ${share(margin)}, class ${found}, the meeting changed it: ${changed}`;
}

function whatFailed({ failures }: StudySummary): string {
  const kinds = Object.entries(failures.byKind).map(([kind, many]) => `${kind} ${count(many)}`);
  const which = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return `Of ${plural(failures.decisions, 'decision')} ${count(failures.failed)} failed${which}, and none was turned into a choice.`;
}

function whatItTook({ cost, versions }: StudySummary): string {
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `It took ${costSentence(cost)} Software: ${software.join(', ')}.`;
}

function parameters({ parameters: all }: ConditionSummary): string {
  return Object.entries(all)
    .map(([name, value]) => `${name} ${inWords(value)}`)
    .join(', ');
}

function levels(condition: ConditionSummary): string {
  const entries = Object.entries(condition.levels ?? {});
  if (entries.length === 0) return parameters(condition);
  return entries.map(([name, value]) => `${name} ${inWords(value)}`).join(', ');
}

function inWords(value: Json): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
