import type { ConditionSummary, LedgerArm } from '../spec/index.js';
import { count, estimate, signed } from './format.js';
import type { Block } from './section.js';

/** What runs left in agents: a sentence, and after less before in every arm in which they were asked. */
export function ledgerBlocks({ ledger, options }: ConditionSummary): readonly Block[] {
  if (ledger === undefined) return [];
  return [
    { kind: 'paragraph', text: ledger.left.sentence },
    {
      kind: 'table',
      caption:
        'What agents answer after a run, with what they remember, less what they answered alone: mean over the agents of a run, ' +
        'with 95 % intervals over runs. Distance: how far an agent is from where it stood alone, whatever the direction.',
      head: ['arm', 'runs', 'answers', 'distance', ...options.map((option) => `${option}, after − before`), 'missing'],
      rows: ledger.arms.map(rowOf),
    },
    ...(ledger.left.difference === null
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text:
              `Together − ${ledger.left.against}, runs paired by seed: distance ${estimate(ledger.left.difference, signed)}` +
              `${options.map((option) => `; ${option} ${estimate(ledger.left.shifts[option] ?? null, signed)}`).join('')}. ` +
              `The margin is ${ledger.left.margin}.`,
          },
        ]),
  ];
}

function rowOf({ arm, runs, answers, distance, options, missing }: LedgerArm): readonly string[] {
  const silent = Object.entries(missing).map(([reason, many]) => `${count(many)} ${reason}`);
  return [
    arm,
    count(runs),
    count(answers),
    estimate(distance),
    ...options.map(({ shift, bounds }) => {
      const found = estimate(shift, signed);
      return bounds === undefined ? found : `${found}; bounds ${signed(bounds.low)} to ${signed(bounds.high)}`;
    }),
    silent.length === 0 ? 'nobody' : silent.join(', '),
  ];
}

/** The line about it on a closing screen; `undefined` where nobody was asked. */
export function ledgerLine({ ledger }: ConditionSummary): string | undefined {
  if (ledger === undefined) return undefined;
  const { left } = ledger;
  const [option, shift] = Object.entries(left.shifts)[0] ?? [];
  const way = shift === undefined ? '' : `, ${option} ${estimate(shift, signed)}`;
  const how =
    left.difference === null ? '' : `; together − ${left.against}: ${estimate(left.difference, signed)}${way}`;
  const met = ledger.arms.find(({ arm }) => arm === 'interacting');
  return `Afterwards: ${estimate(met?.distance ?? null)} from where they stood alone${how}; left in them: ${left.verdict}.`;
}
