import type { Measure, MeasureResult, MeasureColumn } from 'mesocosm';
import { winnerValues } from '../_internals/winner-columns.js';
import { HIGHEST_GUESS, type Resolved } from './parameters.js';
import { GUESSES_ADDED } from './rules.js';

/** A round as it stands in the journal. */
interface Round {
  readonly guesses: { readonly [agent: string]: number };
  readonly sum: number;
  readonly target: number;
}

/** What rounds give: values, or the reason why there is none. */
interface Found {
  readonly values: { readonly [column: string]: number | { readonly missing: string } };
  readonly rest?: Pick<MeasureResult, 'series' | 'cases'>;
}

/** A measure of the rounds of a run, once all of them are there. */
function ofRounds(
  about: Pick<Measure, 'name' | 'columns' | 'grid'>,
  find: (rounds: readonly Round[], agents: readonly string[]) => Found,
): Measure {
  return {
    ...about,
    start(agents) {
      const rounds: Round[] = [];
      return {
        observe({ type, data }) {
          if (type === GUESSES_ADDED) rounds.push(data as unknown as Round);
        },
        finish() {
          const { values, rest } = find(rounds, agents.map(({ id }) => id)); // prettier-ignore
          const all = Object.entries(values);
          return {
            values: Object.fromEntries(
              all.map(([column, value]) => [column, typeof value === 'number' ? value : null]),
            ),
            missing: Object.fromEntries(
              all.flatMap(([column, value]) => (typeof value === 'number' ? [] : [[column, value.missing]])),
            ),
            ...rest,
          };
        },
      };
    },
  };
}

const NOBODY = { missing: 'nobody named a number' };

/** Whether, when and how nearly the group met the hidden number. */
export function foundMeasure({ rounds: most }: Resolved): Measure {
  const about = {
    name: 'found',
    columns: {
      solved: {
        title: `the hidden number was met within ${most} rounds`,
        unit: 'yes = 1',
        proportion: true,
        headline: true,
      },
      rounds_to_solve: { title: 'round in which the hidden number was first met', unit: 'rounds', when: true },
      first_miss: { title: 'how far the sum of the first round was from the hidden number', unit: 'points' },
      last_miss: { title: 'how far the sum of the last round was from the hidden number', unit: 'points' },
    },
    grid: gridOf(most, ['miss']),
  } as const;
  return ofRounds(about, (rounds) => {
    const misses = rounds.map(({ sum, target }) => Math.abs(sum - target));
    const at = misses.indexOf(0);
    const none = { missing: 'no round was played' };
    // Once it is met the search is over, and stays so.
    const after = at >= 0 && at === misses.length - 1 ? 0 : null;
    return {
      values: {
        solved: rounds.length === 0 ? none : Number(at >= 0),
        rounds_to_solve: at < 0 ? { missing: 'the hidden number was never met' } : at + 1,
        first_miss: misses[0] ?? none,
        last_miss: misses.at(-1) ?? none,
      },
      rest: { series: { miss: Array.from({ length: most }, (_, round) => misses[round] ?? after) } },
    };
  });
}

/**
 * How far agents take different parts, and keep them: the spread of guesses within rounds, and the share of all variance of
 * guesses that lies between agents (the correlation ratio, eta squared). Every agent's guesses, round by round, are the cases.
 */
export function rolesMeasure({ rounds: most }: Resolved): Measure {
  const about = {
    name: 'roles',
    columns: {
      guess_spread: { title: 'standard deviation of the guesses of a round, mean over rounds', unit: 'points' },
      last_spread: { title: 'standard deviation of the guesses of the last round', unit: 'points' },
      role_share: { title: 'share of the variance of guesses that lies between agents (eta squared)', unit: 'share' },
      change: { title: 'how far an agent moves its guess from one round to the next, on average', unit: 'points' },
    },
    grid: gridOf(most, ['spread', 'mean_guess']),
  };
  return ofRounds(about, (rounds, agents) => {
    const within = rounds.map(({ guesses }) => Object.values(guesses));
    const spreads = within.map((guesses) => (guesses.length === 0 ? null : Math.sqrt(varianceOf(guesses))));
    const made = spreads.filter((spread) => spread !== null);
    const courses = agents.map((agent) => rounds.map(({ guesses }) => guesses[agent] ?? null));
    const moves = courses.flatMap(movesOf);
    const padded = (values: readonly (number | null)[]) => Array.from({ length: most }, (_, at) => values[at] ?? null);
    return {
      values: {
        guess_spread: made.length === 0 ? NOBODY : meanOf(made),
        last_spread: spreads.at(-1) ?? NOBODY,
        role_share: between(courses),
        change: moves.length === 0 ? { missing: 'nobody named two numbers in a row' } : meanOf(moves),
      },
      rest: {
        series: {
          spread: padded(spreads),
          mean_guess: padded(within.map((guesses) => (guesses.length === 0 ? null : meanOf(guesses)))),
        },
        cases: agents.map((agent, place) => ({ agent, guesses: courses[place] ?? [] })),
      },
    };
  });
}

/** Share of the variance of all guesses that is between the means of agents. */
function between(courses: readonly (readonly (number | null)[])[]): number | { readonly missing: string } {
  const own = courses.map((course) => course.filter((guess) => guess !== null)).filter(({ length }) => length > 0);
  const all = own.flat();
  if (all.length === 0) return NOBODY;
  const total = varianceOf(all);
  if (total === 0) return { missing: 'all guesses were the same' };
  const middle = meanOf(all);
  return meanOf(own.flatMap((guesses) => guesses.map(() => (meanOf(guesses) - middle) ** 2))) / total;
}

function movesOf(course: readonly (number | null)[]): readonly number[] {
  return course.flatMap((guess, at) => {
    const before = at === 0 ? null : (course[at - 1] ?? null);
    return guess === null || before === null ? [] : [Math.abs(guess - before)];
  });
}

/** Tens of guesses, the first with one more. */
export const BANDS: readonly {
  readonly title: string;
  readonly column: string;
  readonly options: readonly number[];
}[] = Array.from({ length: HIGHEST_GUESS / 10 }, (_, band) => {
  const [low, high] = [band === 0 ? 0 : band * 10 + 1, band * 10 + 10];
  const options = Array.from({ length: high - low + 1 }, (__, at) => low + at);
  return { title: `${low} to ${high}`, column: `winner_${low}_to_${high}`, options };
});

/** In which tens most of the last guesses lie. */
export const bandMeasure: Measure = ofRounds(
  {
    name: 'band',
    columns: Object.fromEntries(
      BANDS.map(({ title, column }): readonly [string, MeasureColumn] => [
        column,
        { title: `most last guesses are ${title} (a tie is shared)`, unit: 'share of the win', proportion: true },
      ]),
    ),
  },
  (rounds, agents) => {
    const last = agents.flatMap((agent) => rounds.findLast(({ guesses }) => agent in guesses)?.guesses[agent] ?? []);
    const columns = BANDS.map(({ column }) => column);
    if (last.length === 0) return { values: Object.fromEntries(columns.map((column) => [column, NOBODY])) };
    const counts = BANDS.map(({ options }) => last.filter((guess) => options.includes(guess)).length);
    const shares = Object.values(winnerValues(BANDS.map(({ title }) => title), counts)); // prettier-ignore
    return { values: Object.fromEntries(columns.map((column, place) => [column, shares[place] as number])) };
  },
);

function gridOf(most: number, series: readonly string[]): NonNullable<Measure['grid']> {
  return { title: 'round', times: Array.from({ length: most }, (_, round) => round + 1), series };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const middle = meanOf(values);
  return meanOf(values.map((value) => (value - middle) ** 2));
}
