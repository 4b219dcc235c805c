import { describe, expect, it } from 'vitest';
import { methodsParagraph } from '../../../src/report/methods-paragraph.js';
import { studySections } from '../../../src/report/study-sections.js';
import { summaryExample } from '../../support/study-summary.js';

const [condition] = summaryExample.conditions as [(typeof summaryExample.conditions)[number]];

describe('methodsParagraph', () => {
  it('should hold every number of design, result, failures and cost, in one line', () => {
    const text = methodsParagraph(summaryExample);
    const { design, failures, versions } = summaryExample;

    expect(text).not.toContain('\n');
    for (const part of [
      'of 21 agents, with agents 21, labels ["A","B"]',
      `SHA-256 ${design.hash}`,
      `study seed ${design.seed}`,
      'had 40 runs, 40 in all',
      'lasting order: prior .60 [.50, .70], interacting .60 [.50, .70], isolated did not run, independent draws .18',
      'no isolated arm, margin .05, class induced, the meeting changed it: inconclusive',
      `${failures.failed} failed`,
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
    ]) {
      expect(text).toContain(part);
    }
  });

  it('should say which levels make each condition, and in which it was found', () => {
    const conditions = [
      { ...condition, name: 'few', levels: { agents: 21 } },
      { ...condition, name: 'many', levels: { agents: 50 }, agents: 50 },
    ];
    const text = methodsParagraph({ ...summaryExample, conditions });

    expect(text).toContain('of 21 or 50 agents, in 2 conditions (few: agents 21; many: agents 50)');
    expect(text).toContain('lasting order in condition many: prior');
  });

  it('should tell deviations, the stopping rule, and controls that failed', () => {
    const text = methodsParagraph({
      ...summaryExample,
      design: { ...summaryExample.design, until: 'until it is narrow', deviations: ['calls: 10, then 20'] },
      examination: [{ name: 'label bias', verdict: 'fail', statistic: 0.2, threshold: 0.05, sentence: 'It is.' }],
    });

    expect(text).toContain('(until it is narrow)');
    expect(text).toContain('with deviations: calls: 10, then 20');
    expect(text).toContain('Of 1 control of the model 1 failed (label bias)');
    expect(methodsParagraph(summaryExample)).toContain('without deviations');
  });

  it('should say none of a parameter that has no value', () => {
    const conditions = [{ ...condition, parameters: { incumbent: null } }];

    expect(methodsParagraph({ ...summaryExample, conditions })).toContain('with incumbent none.');
  });

  it('should stand in the report', () => {
    const section = studySections(summaryExample).find(({ id }) => id === 'methods');

    expect(section?.blocks).toEqual([{ kind: 'paragraph', text: methodsParagraph(summaryExample) }]);
  });
});
