import type { StudySummary } from '../spec/index.js';
import type { Section } from './section.js';

/** Which commands make it again, and which look further. */
export function reproduceSection({ id, conditions, design, scenario }: StudySummary): Section {
  const [first] = conditions;
  const run = `${first?.name ?? 'default'}.${first?.arms[0]?.name ?? 'interacting'}.${design.seed * 1_000_000}`;
  const folder = `studies/${id}`;
  return {
    id: 'reproduce',
    title: 'How to reproduce it, and look further',
    blocks: [
      {
        kind: 'paragraph',
        text:
          'The command that began this study is in `study.json`, with every setting as it was resolved; given again with `--fresh` it runs the whole study anew. ' +
          'Without a model, any run is made again from its seed and the recorded answers, and compared byte for byte:',
      },
      {
        kind: 'code',
        text: [
          `mesocosm replay ${folder} ${run}`,
          `mesocosm show ${folder}/runs/${run}`,
          `mesocosm check ${folder}`,
          `mesocosm export ${folder} --to tables`,
          `mesocosm export ${folder} --as preregistration --to plan.md`,
          `mesocosm scenarios ${scenario.name}`,
        ].join('\n'),
      },
      {
        kind: 'paragraph',
        text: 'They replay a run, show its events, look for what can be held against the study, write its tables, tell its frozen design, and explain the scenario.',
      },
    ],
  };
}
