import type { ConditionSummary, ValuesSummary, ValueScale } from '../spec/index.js';
import { count, estimate, number, share, signed } from './format.js';
import type { Block } from './section.js';

/** Values of agents before runs and after them: what moved, what of it the meeting did, and how they were asked. */
export function valuesBlocks({ values }: ConditionSummary): readonly Block[] {
  if (values === undefined) return [];
  return [
    { kind: 'paragraph', text: values.sentence },
    ...figures(values),
    table(values, 'dimension'),
    { kind: 'details', summary: 'Each statement by itself', blocks: [table(values, 'statement')] },
    { kind: 'paragraph', text: askedHow(values) },
  ];
}

/** The line about it on a closing screen; `undefined` where nobody was asked. */
export function valuesLine({ values }: ConditionSummary): string | undefined {
  if (values === undefined) return undefined;
  const { scales, against, changes, arms, verdict } = values;
  const met = arms.find(({ arm }) => arm === 'interacting');
  const found = scales.flatMap(({ name, kind }) => {
    if (kind !== 'dimension') return [];
    const change = changes.find(({ scale }) => scale === name)?.difference ?? null;
    return [`${name} ${estimate(against === null ? (met?.shifts[name] ?? null) : change, signed)}`];
  });
  const how = against === null ? 'after − before' : `together − ${against}`;
  return `Values, ${how}: ${found.join('; ')}; moved by the meeting: ${verdict}.`;
}

function figures({ scales, changes, arms, against, margin }: ValuesSummary): readonly Block[] {
  const met = arms.find(({ arm }) => arm === 'interacting');
  if (met === undefined) return [];
  const rows = scales.flatMap(({ name, kind }) => {
    const change = changes.find(({ scale }) => scale === name)?.difference ?? null;
    const shown = against === null ? met.shifts[name] : change;
    if (kind === 'acquiescence') return [];
    const { value = null, low = null, high = null } = shown ?? {};
    return [{ name, value, low, high, apart: kind === 'statement' }];
  });
  const what = against === null ? 'after − before, together' : `after − before, together − ${against}`;
  return [
    {
      kind: 'figure',
      caption:
        `Values, ${what}: with 95 % intervals over runs. Filled: dimensions, from the first pole to the second; hollow: agreement with single statements. ` +
        'Dashed: what counts as no change.',
      chart: {
        kind: 'comparison',
        label: what,
        rows,
        lines: [
          { value: 0, dashed: false },
          { value: -margin, dashed: true },
          { value: margin, dashed: true },
        ],
      },
    },
  ];
}

function table(values: ValuesSummary, kind: ValueScale['kind']): Block {
  const { scales, before, arms, against, changes, margin } = values;
  const contrast = against === null ? [] : [`together − ${against}`, 'p (Holm)', 'moved by the meeting'];
  const poles = kind === 'dimension' ? ['0 is', '1 is'] : [];
  const rows = scales.flatMap((scale) => {
    if (scale.kind !== kind) return [];
    const { name, low, high } = scale;
    const change = changes.find((one) => one.scale === name);
    const judged = [
      estimate(change?.difference ?? null, signed),
      number(change?.adjusted ?? null),
      change?.verdict ?? '',
    ];
    return [
      [
        name,
        ...(kind === 'dimension' ? [low, high] : []),
        number(before.scores[name] ?? null),
        ...arms.map(({ shifts, bounds }) => {
          const found = estimate(shifts[name] ?? null, signed);
          const ends = bounds?.[name];
          return ends === undefined ? found : `${found}; bounds ${signed(ends.low)} to ${signed(ends.high)}`;
        }),
        ...(against === null ? [] : judged),
      ],
    ];
  });
  const of =
    kind === 'dimension' ? 'Where agents stand on each dimension' : 'Agreement with each statement, from 0 to 1';
  return {
    kind: 'table',
    caption:
      `${of}: before, mean over agents; then after less before in each arm, mean over the agents of a run with 95 % intervals over runs. ` +
      `Differences within ±${margin} count as none.`,
    head: [kind, ...poles, 'before', ...arms.map(({ arm }) => `${arm}, after − before`), ...contrast],
    rows,
  };
}

function askedHow({ instrument, before, arms }: ValuesSummary): string {
  const { name, items, source, licence } = instrument;
  const lacking = [
    ['before', before.missing] as const,
    ...arms.map(({ arm, missing }) => [`after ${arm}`, missing] as const),
  ].flatMap(([when, missing]) => Object.entries(missing).map(([reason, many]) => `${count(many)} ${reason} ${when}`));
  const mass = before.mass === null ? '' : ` The points of the scale had ${share(before.mass)} of the probability.`;
  const yes = [
    `before ${signed(before.scores['acquiescence'] ?? null)}`,
    ...arms.map(({ arm, shifts }) => `${arm} ${estimate(shifts['acquiescence'] ?? null, signed)} against it`),
  ];
  return (
    `Asked with "${name}", ${count(items)} statements, each by itself, the scale named forwards and backwards; before in the situation of the prior, ` +
    `after with what the agent remembers.${source === null ? '' : ` ${withStop(source)}`}${licence === null ? '' : ` Licence: ${licence}.`}` +
    `${mass} Agreement with whatever is said (0 is none): ${yes.join('; ')}. ` +
    `Missing: ${lacking.length === 0 ? 'nothing' : lacking.join(', ')}.`
  );
}

function withStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
