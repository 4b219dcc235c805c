import type { StudySummary, ValidityFinding } from '../spec/index.js';
import type { Block, Section } from './section.js';

const WORDS: { readonly [verdict in ValidityFinding['verdict']]: string } = {
  failed: 'failed',
  'not-known': 'not known',
  passed: 'passed',
  'not-applicable': 'not applicable',
};

/** What can be held against a study: what failed and what is open with remedies, then all else. Nothing of older studies. */
export function validitySection({ validity = [] }: StudySummary): readonly Section[] {
  if (validity.length === 0) return [];
  const of = (...verdicts: readonly ValidityFinding['verdict'][]): readonly ValidityFinding[] =>
    verdicts.flatMap((verdict) => validity.filter((one) => one.verdict === verdict));
  const [open, closed] = [of('failed', 'not-known'), of('passed', 'not-applicable')];
  const said =
    open.length === 0
      ? 'No check found a fault, and none was left open.'
      : `Of ${validity.length} checks ${of('failed').length} failed, and ${of('not-known').length} cannot be decided from the records.`;
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: `${said} A check that passes shows that this fault was not found, and no more.` },
    ...(open.length === 0 ? [] : [table('Checks that failed or are open, and what to do.', open)]),
    ...(closed.length === 0 ? [] : [table('Checks that passed or do not apply.', closed)]),
  ];
  return [{ id: 'validity', title: 'What can be held against it', blocks }];
}

function table(caption: string, findings: readonly ValidityFinding[]): Block {
  return {
    kind: 'table',
    caption,
    head: ['check', 'principle', 'verdict', 'evidence', 'remedy'],
    rows: findings.map(({ check, principle, verdict, evidence, remedy }) => [
      check,
      principle,
      WORDS[verdict],
      evidence,
      remedy ?? 'none needed',
    ]),
  };
}
