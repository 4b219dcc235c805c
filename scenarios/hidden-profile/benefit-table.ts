import { bootstrapMean, chancesFrom, figure, type FindingsTable, type RunRecord } from 'mesocosm';
import { winnerColumn } from '../_internals/winner-columns.js';
import { CANDIDATES, RIGHT } from './facts.js';

/** Runs of an arm. */
interface ArmRuns {
  readonly name: string;
  readonly records: readonly RunRecord[];
}

/** A mean over runs with its 95 % interval. */
interface Mean {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const GAINS = [
  { column: 'gain_over_average', over: 'the average member' },
  { column: 'gain_over_best', over: 'the best member' },
  { column: 'gain_over_crowd', over: 'the independent crowd' },
] as const;

/**
 * What the group is worth: how often it is right, less the probabilities with which its average member, its best member and the
 * majority of its independent members would have been right before the first word. One row an arm, intervals over runs.
 */
export function benefitTable(arms: readonly ArmRuns[]): readonly FindingsTable[] {
  const ran = arms.filter(({ records }) => records.length > 0);
  if (ran.length === 0) return [];
  const interacting = ran.find(({ name }) => name === 'interacting');
  return [
    {
      name: 'benefit',
      title: 'What the group is worth beside its members',
      sentence: interacting === undefined ? null : sentenceOf(interacting),
      head: ['arm', 'runs', 'group right', ...GAINS.map(({ over }) => `less ${over} before`)],
      rows: ran.map((arm) => [
        arm.name,
        String(arm.records.length),
        inWords(meanOf(arm, winnerColumn(CANDIDATES[RIGHT])), figure),
        ...GAINS.map(({ column }) => inWords(meanOf(arm, column), signedFigure)),
      ]),
      note:
        'The members are asked in private before the talk; their probabilities are those of their first votes, and the crowd is the ' +
        'majority of independent draws from them. A group may be better than its average member by counting alone, as the crowd is: ' +
        'what is beyond the crowd is the work of the meeting, and only where the arm `isolated` does not show it too.',
    },
  ];
}

function sentenceOf(arm: ArmRuns): string | null {
  const gains = GAINS.map(({ column, over }) => ({ over, mean: meanOf(arm, column) }));
  const known = gains.flatMap(({ over, mean }) => (mean === undefined ? [] : [{ over, ...mean }]));
  const right = meanOf(arm, winnerColumn(CANDIDATES[RIGHT]));
  if (right === undefined || known.length === 0) return null;
  const parts = known.map(({ over, ...mean }) => `${verdictOn(mean)} ${over} (${inWords(mean, signedFigure)})`);
  return `The group is right in ${inWords(right, figure)} of the runs: ${parts.join(', ')}.`;
}

function verdictOn({ low, high }: Mean): string {
  if (low > 0) return 'better than';
  return high < 0 ? 'worse than' : 'not told apart from';
}

function meanOf({ name, records }: ArmRuns, column: string): Mean | undefined {
  const values = records.flatMap(({ values: all }) => {
    const value = all[column];
    return typeof value === 'number' ? [value] : [];
  });
  if (values.length === 0) return undefined;
  const interval = bootstrapMean(values, { chance: chancesFrom('benefit')(name, column) });
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, ...interval };
}

function signedFigure(value: number): string {
  return `${value > 0 ? '+' : ''}${figure(value)}`;
}

function inWords(mean: Mean | undefined, write: (value: number) => string): string {
  if (mean === undefined) return 'not known';
  return `${write(mean.value)} [${write(mean.low)}, ${write(mean.high)}]`;
}
