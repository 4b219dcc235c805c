import type { Estimate, FitSummary, FittedCurve, StudySummary } from '../spec/index.js';
import { number } from './format.js';
import type { Block, Section } from './section.js';

/** What the curves say that a study declared; nothing where it declared none. */
export function fitSections({ fits = [] }: Pick<StudySummary, 'fits'>): readonly Section[] {
  if (fits.length === 0) return [];
  const what = 'Curves that the study declared before its first run, fitted to what its runs gave.';
  return [
    { id: 'fits', title: 'What was fitted', blocks: [{ kind: 'paragraph', text: what }, ...fits.flatMap(blocksOf)] },
  ];
}

/** What each fit says, in sentences, for the closing screen. */
export function fitSentences({ fits = [] }: Pick<StudySummary, 'fits'>): readonly string[] {
  return fits.flatMap(({ curves, gap }) => [
    ...curves.map(({ sentence }) => sentence),
    ...(gap === undefined ? [] : [gap.sentence]),
  ]);
}

/** What a curve is, for somebody who never met one. */
const READING: { readonly [kind in FitSummary['kind']]: string } = {
  'critical-mass':
    'The critical mass is the committed share of all agents at which half of the runs tip within the horizon: with more time ' +
    'a smaller minority may do. Dots are shares of runs with 95 % intervals, lines are logistic curves, and the dotted upright ' +
    'lines stand where these pass one half, with bands for their 95 % intervals.',
  logistic:
    'Dots are shares of runs with 95 % intervals; the line makes the log-odds a straight line in what is varied.',
  tanh: 'Dots are means over runs with 95 % intervals; the line is (1 + tanh(beta m)) / 2 with m = 2 x - 1, the response of a crowd that follows its majority.',
  'dose-response':
    'Dots are means over runs with 95 % intervals; the line is the nearest to them that never turns around. Where nothing ' +
    'happens it still rises a little by chance: the slope says whether there is a trend.',
};

function blocksOf(fit: FitSummary): readonly Block[] {
  const { curves, gap, title, axis, kind } = fit;
  const figures = curves.flatMap((curve) => rowsOf(curve));
  return [
    ...[...curves.map(({ sentence }) => sentence), ...(gap === undefined ? [] : [gap.sentence])].map((text): Block => ({
      kind: 'paragraph',
      text,
    })),
    { kind: 'figure', caption: `${title}, by ${axis}. ${READING[kind]}`, chart: chartOf(fit) },
    {
      kind: 'table',
      caption: 'Figures of the curves, with 95 % intervals over runs.',
      head: ['curve', 'figure', 'value', 'from', 'to', 'runs', 'how'],
      rows: gap === undefined ? figures : [...figures, ...gapRows(gap)],
    },
  ];
}

function rowsOf({ name, figures }: FittedCurve): readonly (readonly string[])[] {
  return Object.values(figures).map(({ title, estimate }) => [name, title, ...cells(estimate)]);
}

function gapRows({ first, second, estimate }: NonNullable<FitSummary['gap']>): readonly (readonly string[])[] {
  return [[`${first} less ${second}`, 'difference of the critical masses (hysteresis)', ...cells(estimate)]];
}

function cells({ value, low, high, n, method, note }: Estimate): readonly string[] {
  const shown = (one: number | null): string => (one === null ? 'not known' : number(one));
  return [shown(value), shown(low), shown(high), number(n), note === undefined ? method : `${method}; ${note}`];
}

function chartOf({
  axis,
  title,
  curves,
}: FitSummary): Extract<Extract<Block, { kind: 'figure' }>['chart'], { kind: 'fit' }> {
  return {
    kind: 'fit',
    x: axis,
    y: title,
    share: curves.every(({ points }) => points.every(({ outcome }) => outcome.method.startsWith('Wilson'))),
    curves: curves.map(({ name, points, line, figures }) => ({
      name,
      line,
      points: points.flatMap(({ x, outcome: { value, low, high } }) =>
        value === null ? [] : [{ x, y: value, low: low ?? value, high: high ?? value }],
      ),
      found: placeIn(figures['critical_share']?.estimate),
    })),
  };
}

function placeIn(
  estimate: Estimate | undefined,
): { readonly value: number; readonly low: number | null; readonly high: number | null } | null {
  if (estimate === undefined || estimate.value === null) return null;
  return { value: estimate.value, low: estimate.low, high: estimate.high };
}
