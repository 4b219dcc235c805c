import type { ForkEffect } from '../analysis/index.js';
import { estimate, number, plural, share } from './format.js';

/** Forks of runs, and what the change did to their measures by condition and arm. */
export interface ForkFindings {
  readonly forks: readonly { readonly identical: boolean }[];
  /** Whether something was to be done differently. */
  readonly changed?: boolean;
  /** Runs that were left out, for they were over before the event. */
  readonly ended: readonly string[];
  readonly effects: readonly {
    readonly condition: string;
    readonly arm: string;
    readonly measures: readonly ForkEffect[];
  }[];
}

/** What a change made of several runs, in lines: how many differ, and what it did to each measure. */
export function forkScreen({ forks, changed = false, ended, effects }: ForkFindings): string {
  const same = forks.filter(({ identical }) => identical).length;
  const first =
    same === forks.length
      ? `${plural(forks.length, 'run')} forked, each identical to its run, byte for byte.`
      : `${plural(forks.length, 'run')} forked, ${forks.length - same} of them another run from the change on.`;
  // What is done leaves an event; a fork without it was over before.
  const missed = changed && same > 0 ? [`In ${same} of them the change never came: they were over before.`] : [];
  const over = ended.length === 0 ? [] : [`${plural(ended.length, 'run')} left out: over before that event.`];
  const lines = same === forks.length ? [] : effects.flatMap((group) => groupLines(group, effects.length > 1));
  return [first, ...missed, ...over, ...lines].join('\n');
}

function groupLines(
  { condition, arm, measures }: ForkFindings['effects'][number],
  several: boolean,
): readonly string[] {
  const changed = measures.filter(
    ({ difference, reduction }) => difference.value !== 0 || (reduction?.paired ?? 0) > 0,
  );
  const alike = measures.filter((one) => !changed.includes(one)).map(({ measure }) => measure);
  return [
    ...(several ? [`${condition}, ${arm}:`] : []),
    ...changed.flatMap((effect) => [effectLine(effect), ...causationLines(effect)].map((line) => `  ${line}`)),
    ...(alike.length === 0 ? [] : [`  The same in all pairs: ${alike.join(', ')}.`]),
  ];
}

/** `moved: .8 without, .5 with: -.3 [-.4, -.2] over 12 pairs; variance 5.2 times smaller for being paired (correlation .81).` */
function effectLine({ measure, pairs, missing, without, with: changed, difference, reduction }: ForkEffect): string {
  if (difference.value === null) return `${measure}: ${difference.note ?? 'not available'}`;
  const left = missing === 0 ? '' : `, ${missing} left out that ${missing === 1 ? 'lacks' : 'lack'} it`;
  const over = `over ${plural(pairs, 'pair')}${left}`;
  const note = difference.note === undefined ? '' : ` (${difference.note})`;
  const values = `${number(without)} without, ${number(changed)} with: ${estimate(difference, signedNumber)}`;
  return `${measure}: ${values} ${over}${note}${pairs > 1 ? gain(reduction) : ''}`;
}

/** `  brought about in .40 [.12, .77] of 5 runs without it (sufficiency)`, of an outcome that comes about or does not. */
function causationLines({ causation }: ForkEffect): readonly string[] {
  if (causation === undefined) return [];
  const told = [
    { what: 'brought about', one: causation.sufficiency, which: 'without it (sufficiency)' },
    { what: 'undone', one: causation.necessity, which: 'with it (necessity)' },
  ];
  return told.flatMap(({ what, one, which }) =>
    one.value === null ? [] : [`  ${what} in ${estimate(one, share)} of ${plural(one.n, 'run')} ${which}`],
  );
}

/** What the common random numbers gave, in words. */
function gain(reduction: ForkEffect['reduction']): string {
  if (reduction === null) return '; every pair differs alike';
  const { ratio, correlation } = reduction;
  const r = correlation === null ? '' : ` (correlation ${share(correlation)})`;
  if (ratio === null) return `; every pair differs alike${r}`;
  if (number(ratio) === '1') return `; pairing gave nothing${r}`;
  if (ratio >= 1) return `; variance ${number(ratio)} times smaller for being paired${r}`;
  return `; variance ${number(1 / ratio)} times larger for being paired${r}`;
}

function signedNumber(value: number | null): string {
  const text = number(value);
  return value !== null && value > 0 ? `+${text}` : text;
}
