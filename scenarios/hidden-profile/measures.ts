import type { Event, InterviewAnswer, Measure, MeasureColumn, MeasureResult } from 'mesocosm';
import { winnerColumn, winnerValues } from '../_internals/winner-columns.js';
import { pluralityShare } from './crowd.js';
import { CANDIDATES, FACTS, RIGHT } from './facts.js';
import type { HiddenProfileParameters } from './parameters.js';
import { FACT_TOLD, TURN_PASSED, VOTE_CAST } from './rules.js';
import { FIRST_VOTE } from './situations.js';

type Value = number | { readonly missing: string };

/** Columns that say who won, one a candidate. */
export const WINNERS: readonly string[] = CANDIDATES.map(winnerColumn);

const NO_VOTE = { missing: 'nobody voted' };

/** Whom the committee chose. */
export const verdictMeasure: Measure = {
  name: 'verdict',
  columns: {
    ...Object.fromEntries(
      CANDIDATES.map((name, at): readonly [string, MeasureColumn] => [
        winnerColumn(name),
        {
          title: `${name}${at === RIGHT ? ', who is best by all facts,' : ''} is whom most voted for (a tie is shared)`,
          unit: 'share of the win',
          proportion: true,
          ...(at === RIGHT ? { headline: true as const } : {}),
        },
      ]),
    ),
    members_right: { title: 'members who voted for the best candidate', unit: 'share' },
    unanimous: { title: 'all voted for the same', unit: 'yes = 1', proportion: true },
  },
  start() {
    const votes: Event[] = [];
    return {
      observe(event) {
        if (event.type === VOTE_CAST) votes.push(event);
      },
      finish() {
        const counts = countsOf(votes);
        const shares = Object.values(winnerValues(CANDIDATES, counts));
        const none = votes.length === 0;
        return valuesOf({
          ...Object.fromEntries(WINNERS.map((column, at) => [column, none ? NO_VOTE : (shares[at] as number)])),
          members_right: none ? NO_VOTE : (counts[RIGHT] as number) / votes.length,
          unanimous: none ? NO_VOTE : Number(counts.includes(votes.length)),
        });
      },
    };
  },
};

/**
 * What the group is worth beside its members: whether it is right, against how probably the average member, the best member and
 * the majority of independent members would have been, by their votes before the first word.
 */
export const benefitMeasure: Measure = {
  name: 'benefit',
  columns: {
    average_before: {
      title: 'probability that a member votes right before the talk, mean of the members',
      unit: 'probability',
    },
    best_before: { title: 'the same of the member who is right most probably', unit: 'probability' },
    crowd_before: {
      title: 'probability that the majority of independent votes before the talk is right',
      unit: 'probability',
    },
    gain_over_average: { title: 'group right, less the average member before', unit: 'probability' },
    gain_over_best: { title: 'group right, less the best member before', unit: 'probability' },
    gain_over_crowd: { title: 'group right, less the independent crowd before', unit: 'probability', headline: true },
  },
  start() {
    const votes: Event[] = [];
    let said: readonly InterviewAnswer[] = [];
    return {
      observe(event) {
        if (event.type === VOTE_CAST) votes.push(event);
      },
      hear(answers) {
        said = answers;
      },
      finish() {
        const first = said.flatMap(({ interview, probabilities }) =>
          interview === FIRST_VOTE && probabilities !== undefined ? [probabilities] : [],
        );
        const right = first.map((vote) => vote[RIGHT] ?? 0);
        const before = (of: () => number): Value =>
          first.length === 0 ? { missing: 'nobody said what it would vote before the talk' } : of();
        const group: Value =
          votes.length === 0 ? NO_VOTE : (Object.values(winnerValues(CANDIDATES, countsOf(votes)))[RIGHT] as number);
        const gain = (one: Value): Value =>
          typeof group !== 'number' ? group : typeof one !== 'number' ? one : group - one;
        const [average, best, crowd] = [
          before(() => right.reduce((sum, one) => sum + one, 0) / right.length),
          before(() => Math.max(...right)),
          before(() => pluralityShare(first, RIGHT)),
        ];
        return valuesOf({
          average_before: average,
          best_before: best,
          crowd_before: crowd,
          gain_over_average: gain(average),
          gain_over_best: gain(best),
          gain_over_crowd: gain(crowd),
        });
      },
    };
  },
};

/** Which facts were told: those that everybody was given, and those that one member alone was. Every telling is a case. */
export function informationMeasure({ agents, rounds, information }: HiddenProfileParameters): Measure {
  const shared = new Set(FACTS.filter((fact) => fact.shared || information === 'shared').map(({ letter }) => letter));
  const unshared = new Set(FACTS.map(({ letter }) => letter).filter((letter) => !shared.has(letter)));
  const turns = agents * rounds;
  return {
    name: 'information',
    columns: {
      shared_told: { title: 'facts given to everybody that were told at least once', unit: 'share' },
      unshared_told: { title: 'facts given to one member alone that were told at least once', unit: 'share' },
      unshared_share: { title: 'tellings that are of facts given to one member alone', unit: 'share' },
      repeated: { title: 'tellings of what had been told before', unit: 'share' },
      silent_turns: { title: 'turns in which nothing was told', unit: 'turns' },
    },
    grid: {
      title: 'turn',
      times: Array.from({ length: turns + 1 }, (_, turn) => turn),
      series: ['told_shared', 'told_unshared'],
    },
    start() {
      const told: Event[] = [];
      const after: [shared: number | null, unshared: number | null][] = [];
      let silent = 0;
      const known = (): readonly string[] => told.map(({ data }) => String(data['fact']));
      const note = (): void => void after.push([covered(known(), shared), covered(known(), unshared)]);
      note();
      return {
        observe(event) {
          if (event.type === FACT_TOLD) told.push(event);
          else if (event.type === TURN_PASSED) silent += 1;
          else return;
          note();
        },
        finish() {
          const letters = known();
          const none = { missing: 'nothing was told' };
          const shareOf = (count: number): Value => (letters.length === 0 ? none : count / letters.length);
          return {
            ...valuesOf({
              shared_told: covered(letters, shared) ?? { missing: 'no fact was given to everybody' },
              unshared_told: covered(letters, unshared) ?? { missing: 'everybody was given everything' },
              unshared_share: shareOf(letters.filter((letter) => unshared.has(letter)).length),
              repeated: shareOf(letters.length - new Set(letters).size),
              silent_turns: silent,
            }),
            series: {
              told_shared: Array.from({ length: turns + 1 }, (_, turn) => after[turn]?.[0] ?? null),
              told_unshared: Array.from({ length: turns + 1 }, (_, turn) => after[turn]?.[1] ?? null),
            },
            cases: told.map(({ agent = '', data }) => ({ agent, ...data })) as MeasureResult['cases'],
          };
        },
      };
    },
  };
}

/** Share of some facts that are among those told; `null` where there are none of them. */
function covered(told: readonly string[], facts: ReadonlySet<string>): number | null {
  if (facts.size === 0) return null;
  return [...new Set(told)].filter((letter) => facts.has(letter)).length / facts.size;
}

function countsOf(votes: readonly Event[]): readonly number[] {
  return CANDIDATES.map((name) => votes.filter(({ data }) => data['option'] === name).length);
}

function valuesOf(columns: { readonly [column: string]: Value }): MeasureResult {
  const all = Object.entries(columns);
  return {
    values: Object.fromEntries(all.map(([column, value]) => [column, typeof value === 'number' ? value : null])),
    missing: Object.fromEntries(
      all.flatMap(([column, value]) => (typeof value === 'number' ? [] : [[column, value.missing]])),
    ),
  };
}
