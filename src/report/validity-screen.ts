import type { ValidityFinding } from '../spec/index.js';
import { plural } from './format.js';
import { wrap } from './wrap.js';

const WORDS: { readonly [verdict in ValidityFinding['verdict']]: string } = {
  failed: 'FAILED',
  'not-known': 'not known',
  passed: 'passed',
  'not-applicable': 'n/a',
};

const ORDER: readonly ValidityFinding['verdict'][] = ['failed', 'not-known', 'passed', 'not-applicable'];

/** What was found of a study's validity, in lines: how many of each verdict, then each check with evidence and remedy. */
export function validityScreen(findings: readonly ValidityFinding[], { width }: { readonly width: number }): string {
  const counts = ORDER.map(
    (verdict) => `${findings.filter((one) => one.verdict === verdict).length} ${WORDS[verdict]}`,
  );
  return [
    `${plural(findings.length, 'check')}: ${counts.join(', ')}`,
    ...ORDER.flatMap((verdict) => findings.filter((one) => one.verdict === verdict)).flatMap((one) =>
      lines(one, width),
    ),
  ].join('\n');
}

function lines({ check, principle, verdict, evidence, remedy }: ValidityFinding, width: number): readonly string[] {
  return [
    `${WORDS[verdict]}: ${check} (${principle})`,
    ...wrap(`  ${evidence}`, width),
    ...(remedy === null || verdict === 'passed' ? [] : wrap(`  To do: ${remedy}.`, width)),
  ];
}
