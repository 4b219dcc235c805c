import type { ValidityFinding } from '../../spec/index.js';
import type { StudyEvidence } from './evidence.js';

type About = Pick<ValidityFinding, 'check' | 'principle'>;

/** What is fixed before a study: labels and orders that cancel, several wordings, and agents who meet. */
export function checkDesign(evidence: StudyEvidence): readonly ValidityFinding[] {
  return [labels(evidence), orders(evidence), wordings(evidence), interaction(evidence)];
}

function labels({ mind, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'label-balance', principle: 'measurement' };
  const { conditions } = summary;
  if (conditions.every(({ options }) => options.length < 2)) {
    return { ...about, verdict: 'not-applicable', evidence: 'There are no options with labels.', remedy: null };
  }
  if (elicited(mind, 'labels') === 'averaged') {
    const evidence = 'Every question is averaged over assignments of labels to options.';
    return { ...about, verdict: 'passed', evidence, remedy: null };
  }
  const balancing = conditions.map(({ arms }) =>
    arms.filter((arm) => arm.labels !== undefined).map(({ name }) => name),
  );
  if (balancing.every((arms) => arms.length > 0)) {
    const evidence = `Arms exchange or average labels: ${[...new Set(balancing.flat())].join(', ')}.`;
    return { ...about, verdict: 'passed', evidence, remedy: null };
  }
  if (mind.kind === 'other') {
    const evidence = 'A rule or a script decides, which prefers no label unless it is told to.';
    return { ...about, verdict: 'not-applicable', evidence, remedy: null };
  }
  const evidence =
    'Each option keeps its label, and no arm exchanges labels: an outcome may be a preference for a label.';
  const remedy = 'run the arms `relabelled` and `symmetrised`, or ask with labels averaged';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function orders({ mind }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'order-balance', principle: 'measurement' };
  const how = elicited(mind, 'orders');
  if (mind.kind !== 'language-model' || how === undefined) {
    return { ...about, verdict: 'not-applicable', evidence: 'No model reads options in an order.', remedy: null };
  }
  const evidence =
    how === 'averaged'
      ? 'Every question is averaged over orders of options and of statements without an order.'
      : 'Orders are drawn anew for each question.';
  return { ...about, verdict: 'passed', evidence, remedy: null };
}

/** Parameters under which scenarios keep how they are worded. */
const WORDING = /wording|paraphrase|phrasing/i;

function wordings({ mind, summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'paraphrases', principle: 'measurement' };
  if (mind.kind !== 'language-model') {
    return { ...about, verdict: 'not-applicable', evidence: 'No model is asked in words.', remedy: null };
  }
  const sets = summary.conditions.map(({ parameters }) =>
    Object.entries(parameters).filter(([key]) => WORDING.test(key)),
  );
  const different = new Set(sets.map((set) => JSON.stringify(set))).size;
  if (different > 1) {
    return {
      ...about,
      verdict: 'passed',
      evidence: `There are ${different} wordings among the conditions.`,
      remedy: null,
    };
  }
  const evidence = 'There is one wording only: what is found holds for it, and perhaps for no other.';
  const remedy = 'make wording a factor of the study, with at least two paraphrases of the same situation';
  return { ...about, verdict: 'failed', evidence, remedy };
}

function interaction({ summary }: StudyEvidence): ValidityFinding {
  const about: About = { check: 'interaction', principle: 'interaction' };
  const alone = summary.conditions.filter(({ agents }) => agents < 2).map(({ name }) => name);
  if (alone.length > 0) {
    const evidence = `There is one agent only in: ${alone.join(', ')}.`;
    return { ...about, verdict: 'failed', evidence, remedy: 'put at least two agents into each condition' };
  }
  const missing = summary.conditions.filter(
    ({ arms }) => !['interacting', 'isolated'].every((name) => arms.some((arm) => arm.name === name && arm.runs > 0)),
  );
  if (missing.length === 0) {
    const evidence = 'Agents meet, and runs in which they do not are beside.';
    return { ...about, verdict: 'passed', evidence, remedy: null };
  }
  const evidence = `Runs of the arms interacting and isolated are not both there in: ${missing.map(({ name }) => name).join(', ')}.`;
  const remedy = 'run both arms: without them nobody can tell what the meeting changed';
  return { ...about, verdict: 'not-known', evidence, remedy };
}

function elicited({ kind, settings }: StudyEvidence['mind'], key: string): unknown {
  const { elicitation } = settings;
  if (kind !== 'language-model' || typeof elicitation !== 'object' || elicitation === null) return undefined;
  return (elicitation as { readonly [setting: string]: unknown })[key];
}
