import type { OutcomeSummary } from '../spec/index.js';

/**
 * Where no option is favoured alone, the figures are about the one that won most runs: it was chosen after the runs, and
 * that alone puts it above the prior. Nothing where the prior says which option it is, or where there is none.
 */
export function focalNote({ kind, focal, prior, neutral, margin, title }: OutcomeSummary): string | undefined {
  if (kind !== 'choice' || focal === null || prior.value === null || prior.value - neutral > margin) return undefined;
  return (
    `${title}: alone the agents favour no option, so the figures are about ${focal}, which won most runs together. It was ` +
    'chosen after the runs were seen, which by itself puts together − prior too high: a run of luck counts for it.'
  );
}
