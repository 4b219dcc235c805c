import type { ValueChange, ValuesSummary } from '../../spec/index.js';

/** What became of values, in words. */
export function valuesSentence({
  instrument,
  scales,
  before,
  arms,
  against,
  changes,
  verdict,
}: Omit<ValuesSummary, 'sentence'>): string {
  if (before.answers === 0)
    return `Nobody answered a statement of "${instrument.name}", so nothing is known of values.`;
  const met = arms.find(({ arm }) => arm === 'interacting');
  const dimensions = scales.filter(({ kind }) => kind === 'dimension');
  const moved = dimensions.flatMap(({ name, low, high }) => {
    const shift = met?.shifts[name]?.value ?? null;
    return shift === null ? [] : [`${signed(shift)} from ${low} towards ${high}`];
  });
  if (moved.length === 0)
    return 'Nobody who met others answered when a run was over, so nothing is known of their values then.';
  const after = `After the runs in which they met, agents stood ${moved.join(', and ')} against before (scales go from 0 to 1)`;
  if (against === null) return `${after}; nothing says how much of it the meeting did.`;
  const found = changes.filter(({ scale }) => dimensions.some(({ name }) => name === scale));
  const apart = found.map(({ scale, difference }) => `${scale} ${signed(difference?.value ?? 0)}`).join(', ');
  return `${after}. Together less ${against}: ${apart}: ${VERDICTS[verdict](found)}.`;
}

const VERDICTS: { readonly [verdict in ValuesSummary['verdict']]: (found: readonly ValueChange[]) => string } = {
  yes: (found) => {
    const names = found.flatMap(({ scale, verdict }) => (verdict === 'yes' ? [scale] : []));
    return `the meeting moved ${names.join(' and ')}`;
  },
  no: () => 'the meeting itself moved no value that counts',
  inconclusive: () => 'too few runs say whether the meeting moved values',
};

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
