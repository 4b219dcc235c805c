import type { AdaptationOfMind, AdaptationPoint, AdaptationSummary, ConditionSummary } from '../spec/index.js';
import type { FitChartCurve } from './chart-specs.js';
import { count, estimate, plural, share, signed } from './format.js';
import type { Block } from './section.js';

/** What people choose after constructed histories, beside those who lived them: sentences, a chart, tables. */
export function adaptationBlocks({ adaptation }: ConditionSummary): readonly Block[] {
  if (adaptation === undefined) return [];
  const { minds } = adaptation;
  return [
    { kind: 'paragraph', text: askedAbout(adaptation) },
    ...minds.map(({ sentence }): Block => ({ kind: 'paragraph', text: sentence })),
    ...charts(adaptation),
    ...minds.map((one) => pointsTable(one, adaptation)),
    differencesTable(adaptation),
  ];
}

/** Lines about it on a closing screen: one a mind, none where nobody was asked. */
export function adaptationLines({ adaptation }: ConditionSummary): readonly string[] {
  return adaptation === undefined ? [] : adaptation.minds.map(({ sentence }) => `Histories: ${sentence}`);
}

function askedAbout({ asked, of, length, minds }: AdaptationSummary): string {
  const people = Math.max(...minds.map((one) => one.people));
  const which = asked === of ? `all ${count(of)}` : `${count(asked)} of ${count(of)}`;
  const limit = length === undefined ? '' : `, of at most length ${count(length)}`;
  const silent = minds
    .flatMap(({ missing }) => Object.entries(missing))
    .map(([reason, many]) => `${count(many)} ${reason}`);
  return (
    `${plural(people, 'person', 'people')} ${people === 1 ? 'was' : 'were'} told ${which} constructed histories${limit}, one by one and ` +
    'isolated, and asked what they choose. In the runs others came to the same histories by living them.' +
    (silent.length === 0 ? '' : ` Without an answer: ${silent.join(', ')}.`) +
    minds.map(lacking).join('')
  );
}

/** A table that lacks states answers for them by what it holds of others. */
function lacking({ mind, answers, fallbacks }: AdaptationOfMind): string {
  if (fallbacks === 0) return '';
  const whose = mind === undefined ? 'the table' : `the table of ${mind}`;
  return ` For ${count(fallbacks)} of ${count(answers)} answers ${whose} lacks the state, and they are those of its rule for such states.`;
}

function charts({ axis, option, minds }: AdaptationSummary): readonly Block[] {
  const curves = minds.flatMap(curvesOf);
  if (curves.every(({ line, points }) => line.length < 2 && points.length === 0)) return [];
  return [
    {
      kind: 'figure',
      caption:
        `Probability of ${option} by the ${axis}. Lines: told, mean over the histories at a place, with a band for the 95 % ` +
        'interval where something is drawn; dots: lived, with 95 % intervals over runs. Runs come to some of the histories at a ' +
        'place more often than to others: whether living makes a difference is told by the table, history by history.',
      chart: { kind: 'fit', x: axis, y: `probability of ${option}`, share: true, curves },
    },
  ];
}

/** A line of those who were told histories, and dots of those who lived them. */
function curvesOf({ mind, points }: AdaptationOfMind): readonly FitChartCurve[] {
  const placed = points.filter((point): point is AdaptationPoint & { x: number } => point.x !== null);
  const named = (how: string): string => (mind === undefined ? how : `${mind}, ${how}`);
  const line = placed.flatMap(({ x, forced: { value, low, high } }) =>
    value === null ? [] : [{ x, y: value, ...(low === null || high === null ? {} : { low, high }) }],
  );
  const dots = placed.flatMap(({ x, lived: { value, low, high } }) =>
    value === null ? [] : [{ x, y: value, low: low ?? value, high: high ?? value }],
  );
  return [
    { name: named('told'), line, points: [], found: null },
    ...(dots.length === 0 ? [] : [{ name: named('lived'), line: [], points: dots, found: null }]),
  ];
}

function pointsTable({ mind, points }: AdaptationOfMind, { axis, option }: AdaptationSummary): Block {
  return {
    kind: 'table',
    caption:
      `${mind === undefined ? 'Probability' : `${mind}: probability`} of ${option} by the ${axis}, with 95 % intervals where something is drawn. ` +
      'Lived − told: each decision less the same history told, with 95 % intervals over runs.',
    head: ['place', 'histories', 'told', 'lived', 'decisions', 'lived − told'],
    rows: points.map(({ x, histories, forced, lived, decisions, livedLessForced }) => [
      x === null ? 'none' : share(x),
      count(histories),
      estimate(forced),
      lived.value === null ? 'nobody came by' : estimate(lived),
      count(decisions),
      livedLessForced.value === null ? '' : estimate(livedLessForced, signed),
    ]),
  };
}

function differencesTable({ minds, option }: AdaptationSummary): Block {
  const several = minds.length > 1;
  return {
    kind: 'table',
    caption:
      `Lived − told: probability of ${option} in a decision less that of somebody who was told the same history, over runs; the margin is ` +
      `${minds[0]?.margin ?? 0}. Order: mean distance of a history from the mean of those that hold the same things in another ` +
      'order, of all that were asked and as it came in runs.',
    head: [...(several ? ['mind'] : []), 'figure', 'value', 'of'],
    rows: minds.flatMap((one) => figuresOf(one).map((row) => (several ? [one.mind ?? '', ...row] : row))),
  };
}

function figuresOf({ livedLessForced, decisions, unmatched, order }: AdaptationOfMind): readonly (readonly string[])[] {
  const { furthest, byChance } = order;
  return [
    [
      'lived − told',
      livedLessForced.value === null ? 'no run tells' : estimate(livedLessForced, signed),
      `${plural(livedLessForced.n, 'run')}; ${count(decisions - unmatched)} of ${plural(decisions, 'decision')}`,
    ],
    [
      'order, of all that were asked',
      order.value === null ? 'none' : share(order.value),
      `${plural(order.histories, 'history', 'histories')} in ${plural(order.groups, 'group')}`,
    ],
    ...(byChance === undefined
      ? []
      : [['order, by counting replies alone', share(byChance.mean), `p = ${share(byChance.p)}`]]),
    ['order, in runs', order.inRuns.value === null ? 'none' : estimate(order.inRuns), plural(order.inRuns.n, 'run')],
    ...(furthest === null || furthest.high.probability - furthest.low.probability < 1e-9
      ? []
      : [
          [
            'furthest apart by order alone',
            `${share(furthest.low.probability)} and ${share(furthest.high.probability)}`,
            `${furthest.low.state} and ${furthest.high.state}`,
          ],
        ]),
  ];
}
