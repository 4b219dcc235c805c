import { FEWEST_RUNS } from '../foundation/statistics/index.js';
import type { PopulationMeasures } from '../persona/measuring/index.js';
import { failureNote, failureSummary } from './evaluation-instrument.js';
import { modesSection } from './evaluation-modes.js';
import type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
import {
  EVALUATION_MEASURES,
  evaluationSummary,
  type EvaluationReferences,
  type EvaluationSummary,
  type GeneratorSummary,
} from './evaluation-summary.js';
import { count, duration, number, plural } from './format.js';
import { paragraph, table, warning } from './persona-blocks.js';
import { divergence, interval, orNone } from './persona-figures.js';
import { personaGlossary } from './persona-glossary.js';
import type { Block, Section } from './section.js';

/** A comparison of generators as sections: one table of all, then each context. */
export function evaluationSections(report: EvaluationReport): readonly Section[] {
  const summary = evaluationSummary(report);
  const head = summary.heading === null ? [] : [warning(summary.heading)];
  return [
    {
      id: 'answer',
      title: `Persona generators on the ${report.split} split`,
      blocks: [...head, paragraph(bestSentence(summary)), ...generatorTables(summary), ...marks(report)],
    },
    { id: 'contexts', title: 'Each context', blocks: [...head, contextTable(report)] },
    ...modesSection(report, head),
    {
      id: 'method',
      title: 'Method and cost',
      blocks: [
        paragraph(
          `${plural(report.size, 'person', 'people')} a population, answered by ${report.answeredBy} (${report.asked}); seed ${report.seed}; ${duration(report.seconds)}.`,
        ),
        paragraph(
          'Values are means over contexts, and intervals are 95 % percentile bootstrap over contexts: how far the mean might lie on other contexts of the kind, with the same models. All generators have the same places and items in a context. Slope and Spearman correlation, from intended places to answers, are means over the axes of a context.' +
            (summary.contexts.length < FEWEST_RUNS
              ? ` Fewer than ${FEWEST_RUNS} contexts decide nothing, however narrow an interval is.`
              : ''),
        ),
      ],
    },
    personaGlossary(),
  ];
}

/** Which generator does best by corrected coverage, with the reservation that differences may be luck. */
export function bestSentence({ generators, contexts }: EvaluationSummary): string {
  const ranked = generators
    .flatMap(({ generator, values }) => {
      const corrected = values['corrected_coverage'];
      return corrected === undefined || corrected.value === null ? [] : [{ generator, ...corrected }];
    })
    .toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0));
  const [first, second] = ranked;
  if (first === undefined) return 'No generator could be measured.';
  const over = `over ${plural(contexts.length, 'context')}`;
  const found = `Most corrected coverage ${over}: ${first.generator}, ${interval(first)}`;
  if (second === undefined) return `${found}.`;
  const apart = first.low !== null && second.high !== null && first.low > second.high;
  return `${found}; next ${second.generator}, ${interval(second)}${apart ? '' : ', which may be luck'}.`;
}

const FIRST = ['coverage', 'corrected_coverage', 'hull_volume', 'dispersion', 'slope', 'spearman'];

function generatorTables({ generators, references }: EvaluationSummary): readonly Block[] {
  const name = (one: GeneratorSummary): string => (one.instrumentFailed > 0 ? `${one.generator} *` : one.generator);
  const first = FIRST.flatMap((wanted) => EVALUATION_MEASURES.find((measure) => measure.name === wanted) ?? []);
  const rest = EVALUATION_MEASURES.filter((measure) => !FIRST.includes(measure.name));
  const took = ['more than noise', 'measured', 'calls a person', 'tokens a person'];
  const blank = took.map(() => '');
  return [
    table(
      'Means over contexts with 95 % intervals over contexts. Copies: as many copies of one neutral persona, which have no diversity; ideal: people spread evenly over the same axes, on the grid of answers where answers are drawn. Corrected coverage is 0 for copies and 1 for the ideal. Generators in brackets do not steer: nothing of the intended place is in their texts.',
      ['generator', ...first.map(({ title }) => title.replace(' (largest empty ball)', ''))],
      [
        ...generators.map((one) => [
          one.steers ? name(one) : `(${name(one)})`,
          ...first.map((measure) => cell(one, measure.name)),
        ]),
        referenceRow('copies', references.clones, first),
        referenceRow('ideal', references.ideal, first),
      ],
    ),
    table(
      'The other metrics, the share of contexts in which the answers are distinguishable from noise, and what it took for each person that was written.',
      ['generator', ...rest.map(({ title }) => title.replace(' to the ideal', '')), ...took],
      [
        ...generators.map((one) => [
          name(one),
          ...rest.map((measure) => cell(one, measure.name)),
          orNone(one.distinguishable),
          `${one.measured} of ${one.contexts}`,
          orNone(one.callsEach, number),
          one.tokensEach === null ? 'not known' : count(one.tokensEach),
        ]),
        [...referenceRow('copies', references.clones, rest), ...blank],
        [...referenceRow('ideal', references.ideal, rest), ...blank],
      ],
    ),
  ];
}

function referenceRow(
  name: string,
  values: EvaluationReferences['ideal'],
  metrics: readonly { readonly name: string }[],
): readonly string[] {
  return [name, ...metrics.map(({ name: metric }) => (metric in values ? orNone(values[metric], divergence) : ''))];
}

function cell({ values }: GeneratorSummary, measure: string): string {
  const found = values[measure];
  return found === undefined ? 'none' : interval(found, (value) => orNone(value, divergence));
}

/** What the star at a name means. */
export function marks(report: EvaluationReport): readonly Block[] {
  const summary = failureSummary(report);
  return summary === undefined ? [] : [paragraph(`* ${summary}`)];
}

function contextTable(report: EvaluationReport): Block {
  return table(
    'Each population by itself, with 95 % intervals over people.',
    ['context', 'generator', 'coverage', 'corrected', 'hull', 'dispersion', 'slope', 'more than noise', 'note'],
    report.rows.map((row) => [row.context, row.generator, ...contextCells(row), note(row, report)]),
  );
}

function contextCells({ measures }: EvaluatedPopulation): readonly string[] {
  if (measures === null) return ['none', 'none', 'none', 'none', 'none', 'not measured'];
  const slope = EVALUATION_MEASURES.find(({ name }) => name === 'slope');
  return [
    metric(measures, 'coverage'),
    interval(measures.correctedCoverage),
    metric(measures, 'hull_volume'),
    metric(measures, 'dispersion'),
    orNone(slope?.of(measures)),
    measures.gate.verdict === 'distinguishable'
      ? 'yes'
      : measures.gate.verdict === 'undefined'
        ? 'cannot be told'
        : 'no',
  ];
}

function metric({ metrics }: PopulationMeasures, name: string): string {
  const row = metrics.find((one) => one.metric === name);
  return row === undefined ? 'none' : interval(row);
}

function note(row: EvaluatedPopulation, report: EvaluationReport): string {
  const { failed, written, planned } = row;
  return [written === planned ? '' : `${written} of ${planned} written`, failed ?? '', failureNote(row, report)]
    .filter((part) => part !== '')
    .join('; ');
}
