import type { ArmSummary, ConditionSummary, OutcomeSummary, StudySummary } from '../spec/index.js';
import type { IntervalPoint } from './charts.js';
import { codingBlocks } from './coding-section.js';
import { costSentence } from './cost.js';
import { examinationSection } from './examination-section.js';
import { factorSections } from './factor-section.js';
import { fitSections } from './fit-section.js';
import { outcomeTable } from './outcome-table.js';
import { mindsSections } from './minds-section.js';
import { outcomesInWords } from './outcomes-in-words.js';
import { focalNote } from './focal-note.js';
import { count, estimate, number, plural, share } from './format.js';
import { glossary } from './glossary.js';
import { informationBlocks } from './information-section.js';
import {
  meanFieldCell,
  meanFieldHead,
  meanFieldLine,
  meanFieldNote,
  meanFieldPoint,
  meanFieldRow,
} from './mean-field.js';
import { methodsSection } from './methods-paragraph.js';
import { peopleSections } from './people-section.js';
import { adaptationBlocks } from './adaptation-section.js';
import { ledgerBlocks } from './ledger-section.js';
import { peopleSentence } from './people-sentence.js';
import { priors } from './prior-blocks.js';
import { reproduceSection } from './reproduce-section.js';
import { scenarioTables } from './scenario-tables.js';
import type { Block, Section } from './section.js';
import { isSociology, sociologyBlocks } from './sociology-section.js';
import { inPanels } from './series-chart.js';
import type { SeriesChart } from './chart-specs.js';
import { validitySection } from './validity-section.js';
import { valuesBlocks } from './values-section.js';
import { varianceBlocks, varianceSections } from './variance-section.js';

/** A study as sections, in the order in which it is read: the answer first, then what it rests on. */
export function studySections(summary: StudySummary): readonly Section[] {
  const several = summary.conditions.length > 1;
  return [
    answer(summary),
    ...factorSections(summary),
    ...fitSections(summary),
    ...mindsSections(summary),
    ...peopleSections(summary),
    ...(summary.examination.length === 0 || summary.minds !== undefined ? [] : [examinationSection(summary)]),
    ...summary.conditions.flatMap((condition) => conditionSections(condition, several)),
    ...varianceSections(summary),
    ...validitySection(summary),
    method(summary),
    reproduceSection(summary),
    methodsSection(summary),
    glossary(),
  ];
}

function answer(summary: StudySummary): Section {
  const { scenario, warnings, conditions, mind, minds, design, status, failures, qualification } = summary;
  const outcomes = conditions.flatMap((condition) => condition.outcomes.map((outcome) => ({ condition, outcome })));
  return {
    id: 'answer',
    title: scenario.question,
    blocks: [
      ...statusNotes(status, failures),
      ...warnings.map(warning),
      ...outcomesInWords(outcomes, conditions.length),
      outcomeTable(outcomes),
      ...[...new Set(outcomes.flatMap(({ outcome }) => focalNote(outcome) ?? []))].map(paragraph),
      paragraph(
        `Decided by ${mind.name} (${mind.why}); ${plural(design.runs, 'run')} of every arm, seed ${design.seed}.`,
      ),
      ...[peopleSentence(mind), minds === undefined ? qualification?.sentence : undefined].flatMap((text) =>
        text === undefined ? [] : [paragraph(text)],
      ),
    ],
  };
}

function statusNotes(
  status: StudySummary['status'],
  { failed, decisions }: StudySummary['failures'],
): readonly Block[] {
  if (status === 'finished') return [];
  if (status !== 'too-many-failures')
    return [warning(`This study is not finished (${status}): the figures are those of the runs that are.`)];
  const many = `${count(failed)} of ${plural(decisions, 'decision')} failed`;
  return [warning(`${many}, more than are allowed: the figures rest on what is left.`)];
}

function conditionSections(condition: ConditionSummary, several: boolean): readonly Section[] {
  const of = several ? `, condition ${condition.name}` : '';
  const id = (part: string): string => `${part}-${condition.name}`.replaceAll(/[^\w-]/g, '-');
  const curve = curveSection(condition);
  return [
    { id: id('findings'), title: `What was found${of}`, blocks: scenarioTables(condition) },
    { id: id('contrast'), title: `Alone, together, by chance${of}`, blocks: contrasts(condition) },
    ...(curve.length === 0 ? [] : [{ id: id('curve'), title: `Response to others${of}`, blocks: curve }]),
    { id: id('ledger'), title: `What it left in them${of}`, blocks: ledgerBlocks(condition) },
    {
      id: id('adaptation'),
      title: `After histories that were told, and lived${of}`,
      blocks: adaptationBlocks(condition),
    },
    { id: id('values'), title: `Values before and after${of}`, blocks: valuesBlocks(condition) },
    { id: id('time'), title: `In the course of time${of}`, blocks: courses(condition) },
    { id: id('information'), title: `What agents tell of each other${of}`, blocks: informationBlocks(condition) },
    {
      id: id('variance'),
      title: `Who, in what situation, in which run${of}`,
      blocks: varianceBlocks(condition.variance),
    },
    { id: id('coding'), title: `As coded, and corrected${of}`, blocks: codingBlocks(condition) },
    { id: id('between'), title: `Between agents${of}`, blocks: sociologyBlocks(condition) },
    { id: id('arms'), title: `Arms${of}`, blocks: arms(condition) },
    { id: id('priors'), title: `Priors${of}`, blocks: priors(condition) },
  ].filter(({ blocks }) => blocks.length > 0);
}

function contrasts(condition: ConditionSummary): readonly Block[] {
  return condition.outcomes.flatMap((outcome): Block[] => {
    const points = [
      ...references(outcome),
      ...condition.arms.flatMap((arm) => armPoint(arm, condition, outcome)),
      ...meanFieldPoint(condition, outcome),
    ];
    if (points.length === 0) return [];
    const what = outcome.focal === null ? outcome.title : `share of runs that ${outcome.focal} wins`;
    return [
      {
        kind: 'figure',
        caption: `${sentenceCase(what)}, with 95 % intervals over runs. The dashed line is the neutral point; open circles are the prior, what independent draws from it would give and, where there is one, the mean field.`,
        chart: { kind: 'intervals', label: what, neutral: outcome.neutral, domain: outcome.range ?? [0, 1], points },
      },
    ];
  });
}

function references(outcome: OutcomeSummary): readonly IntervalPoint[] {
  const prior = outcome.prior.value;
  const draws = outcome.independentDraws;
  return [
    ...(prior === null || outcome.kind === 'order' || outcome.kind === 'spread'
      ? []
      : [reference('prior, alone', prior)]),
    ...(draws === null ? [] : [reference('independent draws', draws)]),
  ];
}

function reference(name: string, value: number): IntervalPoint {
  return { name, value, low: value, high: value, role: 'reference' };
}

function armPoint(arm: ArmSummary, condition: ConditionSummary, outcome: OutcomeSummary): readonly IntervalPoint[] {
  const found =
    arm.measures[outcome.column]?.mean ??
    (arm.name === 'interacting' ? outcome.interacting : arm.name === 'isolated' ? outcome.isolated : null);
  const shown =
    arm.name === 'interacting' ? outcome.interacting : arm.name === 'isolated' ? (outcome.isolated ?? found) : found;
  if (shown === null || shown === undefined || shown.value === null || condition.options.length === 0) return [];
  return [
    { name: arm.name, value: shown.value, low: shown.low ?? shown.value, high: shown.high ?? shown.value, role: 'run' },
  ];
}

function curveSection({ curve, liveAgreement }: ConditionSummary): readonly Block[] {
  if (curve === null) return [];
  const { fit, presentations, temperature, option, axis } = curve;
  return [
    paragraph(
      `At temperature ${temperature} the mean of ${presentations} presentations follows (1 + tanh(β m)) / 2 with β = ${fit.beta.toFixed(2)}, ` +
        `but for ${share(fit.largestDeviation)} at most: ${fit.largestDeviation > 0.1 ? 'look at the points, not at β' : 'the curve describes it'}.`,
    ),
    ...(liveAgreement === null ? [] : [paragraph(liveAgreement.sentence)]),
    {
      kind: 'figure',
      caption: `Probability of ${option} by the number of ${axis}. Large dots: mean over presentations with 95 % intervals; small dots: single presentations; dashed: the fitted curve; grey: the straight line of mere imitation.`,
      chart: { kind: 'curve', x: axis, y: `probability of ${option}`, points: curve.points, beta: fit.beta },
    },
  ];
}

function courses({ arms: all, meanField }: ConditionSummary): readonly Block[] {
  const names = [...new Set(all.flatMap((arm) => Object.keys(arm.series)))];
  return names.map((name): Block => {
    const lines = all.flatMap((arm) => {
      const series = arm.series[name];
      if (series === undefined) return [];
      const points = series.times.flatMap((time, index) => {
        const [mean, low, high] = [series.mean[index] ?? null, series.low[index] ?? null, series.high[index] ?? null];
        return mean === null ? [] : [{ time, mean, low: low ?? mean, high: high ?? mean }];
      });
      return points.length === 0 ? [] : [{ name: arm.name, points }];
    });
    lines.push(...meanFieldLine(meanField, name));
    const axis = all.map((arm) => arm.series[name]?.axis).find((title) => title !== undefined) ?? 'time';
    const title = name.replaceAll('_', ' ');
    const chart: SeriesChart = { kind: 'series', x: axis, y: title, lines, beside: 'interacting' };
    const reading = inPanels(chart)
      ? ' A panel for each arm; the dashed line in every panel is the arm interacting.'
      : '';
    const caption = `${sentenceCase(title)} over ${axis}: mean over runs, with 95 % bands.${reading}`;
    return { kind: 'figure', caption, chart };
  });
}

function arms({ arms: all, notApplicable, meanField }: ConditionSummary): readonly Block[] {
  const columns = Object.entries(all[0]?.measures ?? {}).filter(([column]) => !all.some((arm) => isSociology(arm, column))); // prettier-ignore
  return [
    {
      kind: 'table',
      caption: 'What each arm does to the interacting run, and how its runs ended.',
      head: ['arm', 'what it does', 'runs', 'winners', 'endings'],
      rows: all
        .map(({ name, removes, runs, winners, endings }) => [
          name,
          removes,
          count(runs),
          tally(winners),
          tally(endings),
        ])
        .concat(meanFieldRow(meanField)),
    },
    {
      kind: 'table',
      caption: 'Measures: mean over runs with 95 % intervals.',
      head: ['measure', ...all.map(({ name }) => name), ...meanFieldHead(meanField)],
      rows: columns.map(([column, { title, unit }]) => [
        unit === '' ? title : `${title} (${unit})`,
        ...all.map((arm) => measureCell(arm, column)),
        ...meanFieldCell(meanField, column),
      ]),
    },
    ...meanFieldNote(meanField),
    ...(notApplicable.length === 0
      ? []
      : [paragraph(`Not applicable: ${notApplicable.map(({ arm, reason }) => `${arm} (${reason})`).join('; ')}.`)]),
  ];
}

function measureCell(arm: ArmSummary, column: string): string {
  const measure = arm.measures[column];
  if (measure === undefined) return 'not measured';
  const missing = Object.entries(measure.missing).map(([reason, runs]) => `${count(runs)}: ${reason}`);
  const value = measure.mean.value === null ? 'none' : estimate(measure.mean, number);
  return missing.length === 0 ? value : `${value}; missing in ${missing.join(', ')}`;
}

function method(summary: StudySummary): Section {
  const { failures, cost, scenario, versions, design, intervals, mind, population } = summary;
  const failed = Object.entries(failures.byKind).map(([kind, many]) => `${count(many)} ${kind}`);
  return {
    id: 'method',
    title: 'Method, failures and cost',
    blocks: [
      paragraph(
        failures.failed === 0
          ? `None of ${plural(failures.decisions, 'decision')} failed.`
          : `${count(failures.failed)} of ${plural(failures.decisions, 'decision')} failed (${failed.join(', ')}); none was turned into a choice.`,
      ),
      paragraph(costSentence(cost)),
      paragraph(`Intervals: ${intervals}.`),
      paragraph(
        `Mind: ${mind.name}, fingerprint ${mind.fingerprint.slice(0, 12)}. Population: ${population ?? 'nobody in particular'}. ` +
          `Design ${design.hash.slice(0, 12)}, frozen before the first run${design.deviations.length === 0 ? '' : `; deviations: ${design.deviations.join('; ')}`}.`,
      ),
      paragraph(
        `Made with ${Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}.`,
      ),
      ...scenario.sources.map(({ authors, year, title, where }) =>
        paragraph(`${authors} (${year}). ${title}. ${where}.`),
      ),
    ],
  };
}

function tally(counts: { readonly [name: string]: number }): string {
  const entries = Object.entries(counts);
  return entries.length === 0 ? 'none declared' : entries.map(([name, many]) => `${name} ${number(many)}`).join(', ');
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function warning(text: string): Block {
  return { kind: 'warning', text };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
