import { figure } from '../../foundation/statistics/index.js';
import type { ValidityFinding } from '../../spec/index.js';
import type { StudyEvidence } from './evidence.js';

type About = Pick<ValidityFinding, 'check' | 'principle'>;

/** Share of decisions that may fail before figures hang on how failures are counted. */
export const MOST_FAILURES = 0.05;

/** What is known of the model: that it understands, can do what is needed, stayed the same, and gave usable answers. */
export function checkModel(evidence: StudyEvidence): readonly ValidityFinding[] {
  return [comprehension(evidence), qualification(evidence), identity(evidence), drift(evidence), failures(evidence)];
}

const CHECK_IT = 'check the model with `mesocosm model check NAME`, then run the study again';

function comprehension({ mind, controls, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'comprehension', principle: 'measurement' };
  if (mind.kind !== 'language-model') return withoutModel(about);
  const found = [...controls, ...leansOn(summary)].find(({ name }) => name === 'comprehension');
  if (found === undefined || found.verdict === 'not-applicable') {
    const evidence = 'Whether the model understands the questions was not asked.';
    return { ...about, verdict: 'not-known', evidence, remedy: CHECK_IT };
  }
  const evidence = found.sentence;
  if (found.verdict === 'pass') return { ...about, verdict: 'passed', evidence, remedy: null };
  if (found.verdict === 'inconclusive') return { ...about, verdict: 'not-known', evidence, remedy: CHECK_IT };
  const remedy = 'take a model that understands the rules, or say them more simply';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function qualification({ mind, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'qualification', principle: 'measurement' };
  if (mind.kind !== 'language-model') return withoutModel(about);
  const needed = leansOn(summary);
  if ((summary.qualification?.checkedAt ?? null) === null) {
    const evidence = 'The model was never checked.';
    return { ...about, verdict: 'not-known', evidence, remedy: CHECK_IT };
  }
  const named = (verdict: string): readonly string[] =>
    needed.filter((one) => one.verdict === verdict).map(({ name, sentence }) => `${name}: ${sentence}`);
  const [failed, open] = [named('fail'), named('inconclusive')];
  if (failed.length > 0) {
    const remedy = 'take a model or a form that passes these controls, or draw no conclusion that leans on them';
    return { ...about, verdict: 'failed', evidence: `The study leans on what failed: ${failed.join(' ')}`, remedy };
  }
  if (open.length > 0) {
    const evidence = `The study leans on what the check did not decide: ${open.join(' ')}`;
    return { ...about, verdict: 'not-known', evidence, remedy: 'check the model again without --quick' };
  }
  const passed = needed.length === 0 ? 'no control is leaned on' : needed.map(({ name }) => name).join(', ');
  return {
    ...about,
    verdict: 'passed',
    evidence: `Of what the study leans on nothing failed: ${passed}.`,
    remedy: null,
  };
}

function identity({ mind, fingerprints, beside }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'model-identity', principle: 'measurement' };
  const strangers = fingerprints.filter((one) => one !== mind.fingerprint);
  if (strangers.length > 0) {
    const evidence = `Kept runs were decided by others than ${mind.name}: ${strangers.map(short).join(', ')}.`;
    const remedy = 'run the study again with one model, under a name that means one version of it';
    return { ...about, verdict: 'failed', evidence, remedy };
  }
  const others = beside.map(({ name, fingerprint }) => `; beside it ${name} (${short(fingerprint)})`).join('');
  const evidence = `${mind.name} (${short(mind.fingerprint)}) decided in all${others}.`;
  return { ...about, verdict: 'passed', evidence, remedy: null };
}

function drift({ mind, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'model-drift', principle: 'measurement' };
  if (mind.kind !== 'language-model') return withoutModel(about);
  const found = summary.qualification?.drift ?? null;
  if (found === null || found.verdict === 'not-comparable') {
    const evidence = found?.sentence ?? 'Whether it answers as it did before was not asked.';
    return { ...about, verdict: 'not-known', evidence, remedy: CHECK_IT };
  }
  const evidence = found.sentence;
  if (found.verdict === 'same') return { ...about, verdict: 'passed', evidence, remedy: null };
  const remedy = 'check the model again, and compare only runs that were made after the change';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function failures({ summary: { failures: found } }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'failed-decisions', principle: 'measurement' };
  const { decisions, failed, byKind, share } = found;
  if (decisions === 0) {
    return { ...about, verdict: 'not-known', evidence: 'No decision was asked for.', remedy: 'run the study' };
  }
  const kinds = Object.entries(byKind).map(([kind, count]) => `${kind} ${count}`);
  const parts = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  const evidence = `${failed} of ${decisions} decisions failed, a share of ${figure(share)}${parts}; at most ${figure(MOST_FAILURES)} may.`;
  if (share <= MOST_FAILURES) return { ...about, verdict: 'passed', evidence, remedy: null };
  const remedy = 'ask in another form (`--form`), or take another model; see decision-failed in a kept journal';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function leansOn({ qualification: found }: StudyEvidence['summary']) {
  return (found?.leansOn ?? []).map(({ control, verdict, sentence }) => ({ name: control, verdict, sentence }));
}

function withoutModel(about: About): ValidityFinding {
  return { ...about, verdict: 'not-applicable', evidence: 'No language model decides.', remedy: null };
}

function short(fingerprint: string): string {
  return fingerprint.slice(0, 12);
}
