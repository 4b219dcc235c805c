import { figure, wilson } from '../../foundation/statistics/index.js';
import type { StudySummary, ValidityFinding } from '../../spec/index.js';
import type { StudyEvidence } from './evidence.js';

type About = StudySummary['scenario'];

/** Words of titles that are in any text. */
const COMMON = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'under', 'with']);

/**
 * By what an answer would show that it knows a scenario: its name, its title, titles of its sources, and names of their
 * authors that are no common words.
 */
export function recognitionTerms({ name, title, sources }: About): readonly string[] {
  const named = [name.replaceAll('-', ' '), title, ...sources.map((source) => source.title)];
  const authors = sources.flatMap(({ authors: all }) => all.replace(/\bet al\.?/, '').split(/,|\band\b|&/));
  const terms = [...named, ...authors]
    .map((term) => plain(term))
    .filter((term) => term.length > 3 && !COMMON.has(term));
  return [...new Set(terms)];
}

/** Terms that stand in an answer; none where it knows nothing. */
export function recognisedTerms(answer: string, terms: readonly string[]): readonly string[] {
  const said = ` ${plain(answer)} `;
  return terms.filter((term) => said.includes(` ${term} `));
}

/**
 * Whether the model says which experiment its prompts are from. One answer that names it is enough: what a model has read about
 * a study it may repeat (Barrie, Törnberg 2025). An answer that names nothing shows little, for it may know and not say.
 *
 * @param evidence.recognition `null` where the model was not asked.
 */
export function checkRecognition({
  recognition: answers,
  prompts,
  summary: { scenario: about },
}: Pick<StudyEvidence, 'recognition' | 'prompts'> & {
  readonly summary: Pick<StudySummary, 'scenario'>;
}): ValidityFinding {
  const named = { check: 'recognition', principle: 'unawareness' } as const;
  if (prompts.length === 0) {
    return { ...named, verdict: 'not-applicable', evidence: 'No model was asked in words.', remedy: null };
  }
  if (answers === null || answers.length === 0) {
    const evidence = 'The model was not asked which experiment its prompts are from.';
    const remedy = 'ask it with `mesocosm check STUDY --model NAME`, where it writes';
    return { ...named, verdict: 'not-known', evidence, remedy };
  }
  const terms = recognitionTerms(about);
  const known = answers.flatMap(({ line, text }) => {
    const [term] = recognisedTerms(text, terms);
    return term === undefined ? [] : [`"${term}" for prompt ${line}`];
  });
  const { low, high } = wilson(known.length, answers.length);
  const share = `${known.length} of ${answers.length} prompts [${figure(low)}, ${figure(high)}]`;
  if (known.length === 0) {
    return { ...named, verdict: 'passed', evidence: `It named the experiment for ${share}.`, remedy: null };
  }
  const remedy =
    'disguise labels, roles and story, and compare with the study as it is; say in the report that it was known';
  return {
    ...named,
    verdict: 'failed',
    evidence: `It named the experiment for ${share}: ${known.join('; ')}.`,
    remedy,
  };
}

/** Letters and digits in small letters, one space between words. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
