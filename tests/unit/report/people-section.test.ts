import { describe, expect, it } from 'vitest';
import { peopleSections } from '../../../src/report/people-section.js';
import type { StudySummary } from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const people: StudySummary['people'] = [
  {
    name: 'villagers',
    size: 8,
    source: 'a survey',
    axes: [
      { axis: 'trust', meant: { least: 0, mean: 0.5, most: 1 }, answered: { least: 0.4, mean: 0.52, most: 0.6 } },
      { axis: 'thrift', meant: null, answered: null },
    ],
  },
];
const [condition] = summaryExample.conditions as [StudySummary['conditions'][number]];
const [prior] = condition.priors as [(typeof condition.priors)[number]];

function alike(summary: StudySummary): StudySummary {
  return { ...summary, conditions: [{ ...condition, priors: [{ ...prior, range: [0.5, 0.5] }] }] };
}

describe('who takes part', () => {
  it('should set places that were meant beside those by answers', () => {
    const [section] = peopleSections({ ...summaryExample, people });
    const [words, table] = section?.blocks ?? [];

    expect(words).toMatchObject({ text: expect.stringContaining('villagers: 8 people, from a survey') as string });
    expect(table).toMatchObject({
      rows: [
        ['trust', '.00 to 1.00, mean .50', '.40 to .60, mean .52'],
        ['thrift', 'not known', 'not known'],
      ],
    });
  });

  it('should say how far agents differ alone, and in which condition where there are several', () => {
    const two = [condition, { ...condition, name: 'hot' }];
    const texts = (summary: StudySummary): readonly string[] =>
      peopleSections(summary).flatMap(({ blocks }) => blocks.map((block) => ('text' in block ? block.text : '')));

    expect(texts(summaryExample)[0]).toContain('the probability of A goes from .40 to .60 over 21 agents');
    expect(texts({ ...summaryExample, conditions: two })[1]).toMatch(/^Condition hot: alone/);
  });

  it('should say where no difference reaches what people do, and nothing of nobody in particular', () => {
    const [section] = peopleSections(alike({ ...summaryExample, people }));

    expect(section?.blocks.at(-1)).toMatchObject({ text: expect.stringContaining('choose alike') as string });
    expect(peopleSections(alike(summaryExample))).toEqual([]);
  });
});
