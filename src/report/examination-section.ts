import type { StudySummary } from '../spec/index.js';
import { share } from './format.js';
import type { Section } from './section.js';

/** What the model can do, by the controls that it was put to. */
export function examinationSection({ examination: checks }: StudySummary): Section {
  return {
    id: 'examination',
    title: 'What the model can do',
    blocks: [
      {
        kind: 'table',
        caption: 'Controls on the model itself, on the situations of this scenario.',
        head: ['control', 'verdict', 'value', 'threshold', 'in words'],
        rows: checks.map(({ name, verdict, statistic, threshold, sentence }) => [
          name,
          verdict,
          statistic === null ? 'not available' : share(statistic),
          threshold === null ? 'none' : share(threshold),
          sentence,
        ]),
      },
    ],
  };
}
