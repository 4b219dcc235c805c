import type { MindSummary, StudySummary } from '../spec/index.js';
import { count, dollars, plural, share } from './format.js';
import type { Block, Section } from './section.js';

/** Which minds decide where, for whom and at what cost; nothing where one decides in all of the study. */
export function mindsSections({ minds = [] }: Pick<StudySummary, 'minds'>): readonly Section[] {
  if (minds.length === 0) return [];
  const known = minds.flatMap(({ name, qualification }) =>
    qualification === undefined ? [] : [`${name}: ${qualification.sentence}`],
  );
  return [
    {
      id: 'minds',
      title: 'Who decides',
      blocks: [
        {
          kind: 'table',
          caption: 'Each mind of the study, and what was asked of it.',
          head: HEAD,
          rows: minds.map(rowOf),
        },
        {
          kind: 'table',
          caption:
            'In whose places. Seats rotate over runs: the range is over agents, of the runs in which the mind decided for one agent.',
          head: ['condition', 'mind', 'agents in each run', 'runs for one agent'],
          rows: placesOf(minds),
        },
        { kind: 'paragraph', text: 'Which mind decided for which agent in a run stands in runs.csv (minds).' },
        ...known.map((text): Block => ({ kind: 'paragraph', text })),
        ...examinations(minds),
      ],
    },
  ];
}

const HEAD = ['mind', 'is', 'fingerprint', 'model calls', 'tokens read', 'tokens written', 'US dollars'];

function rowOf({ name, is, fingerprint, cost }: MindSummary): readonly string[] {
  const { calls, promptTokens, completionTokens, usd } = cost;
  const money = usd === null ? 'not known' : dollars(usd);
  return [name, is, fingerprint.slice(0, 12), count(calls), count(promptTokens), count(completionTokens), money];
}

function placesOf(minds: readonly MindSummary[]): readonly (readonly string[])[] {
  const conditions = [...new Set(minds.flatMap(({ conditions: own }) => Object.keys(own)))];
  return conditions.flatMap((condition) =>
    minds.flatMap(({ name, conditions: own }) => {
      const place = own[condition];
      if (place === undefined) return [];
      const { agents, of, least, most } = place;
      const runs = least === most ? count(most) : `${count(least)} to ${count(most)}`;
      return [[condition, name, `${count(agents)} of ${count(of)}`, runs]];
    }),
  );
}

/** What each of several models can do. */
function examinations(minds: readonly MindSummary[]): readonly Block[] {
  return minds.flatMap(({ name, examination }): Block[] =>
    examination.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: `What ${name} can do, on the situations of this scenario (${plural(examination.length, 'control')}).`,
            head: ['control', 'verdict', 'value', 'threshold', 'in words'],
            rows: examination.map(({ name: control, verdict, statistic, threshold, sentence }) => [
              control,
              verdict,
              statistic === null ? 'not available' : share(statistic),
              threshold === null ? 'none' : share(threshold),
              sentence,
            ]),
          },
        ],
  );
}
