import { bimodality, opinionSpread, type InterviewAnswer, type Measure } from 'mesocosm';
import { ballotsOf, type Ballots } from './ballots.js';
import { meanOf, totalVariation } from './distances.js';
import type { Resolved } from './parameters.js';
import { ballotTimes } from './schedule.js';
import { valuesOf } from './values.js';

const NOBODY = 'nobody answered both in the first and in the last private ballot';

/** How private opinions moved from before the first word to the end, and how far apart they are. */
export function opinionMeasure(parameters: Resolved): Measure {
  const first = parameters.options[0] ?? '';
  const times = ballotTimes(parameters);
  return {
    name: 'opinion',
    columns: {
      opinion_drift: {
        title: 'how far a private ballot moved from start to end, on average',
        unit: 'total variation',
        headline: true,
      },
      drift_to_first: { title: `how far private ballots moved towards ${first}, on average`, unit: 'probability' },
      polarisation_start: {
        title: `spread of the probabilities of ${first} at the start (1: two equal camps)`,
        unit: '4 × variance',
      },
      polarisation_end: {
        title: `spread of the probabilities of ${first} at the end (1: two equal camps)`,
        unit: '4 × variance',
      },
      bimodality_end: {
        title: `bimodality coefficient of the probabilities of ${first} at the end`,
        unit: 'coefficient',
      },
    },
    grid: {
      title: 'private ballot (the last is the end)',
      times: [...times.keys(), times.length],
      series: ['private_share', 'private_spread'],
    },
    start(agents) {
      let answers: readonly InterviewAnswer[] = [];
      return {
        observe: () => undefined,
        hear(said) {
          answers = said;
        },
        finish() {
          const ballots = ballotsOf(answers, agents, times);
          const moved = agents.flatMap(({ id }) => {
            const [before, after] = [ballots.of(id, 0), ballots.of(id, null)];
            return before === undefined || after === undefined ? [] : [{ before, after }];
          });
          const change = (of: (move: (typeof moved)[number]) => number): number | { readonly missing: string } =>
            moved.length === 0 ? { missing: NOBODY } : meanOf(moved.map(of));
          const end = firstAt(ballots, null);
          return {
            ...valuesOf({
              opinion_drift: change(({ before, after }) => totalVariation(before, after)),
              drift_to_first: change(({ before, after }) => (after[0] ?? 0) - (before[0] ?? 0)),
              polarisation_start: spread(firstAt(ballots, 0)),
              polarisation_end: spread(end),
              bimodality_end: bimodality(end) ?? { missing: 'fewer than four answered, or all answered the same' },
            }),
            series: {
              private_share: ballots.times.map((time) => meanOrNull(firstAt(ballots, time))),
              private_spread: ballots.times.map((time) => {
                const all = firstAt(ballots, time);
                return all.length === 0 ? null : opinionSpread(all);
              }),
            },
          };
        },
      };
    },
  };
}

function firstAt(ballots: Ballots, time: number | null): readonly number[] {
  return ballots.at(time).map((probabilities) => probabilities[0] ?? 0);
}

function spread(values: readonly number[]): number | { readonly missing: string } {
  return values.length === 0 ? { missing: 'nobody answered in this private ballot' } : opinionSpread(values);
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : meanOf(values);
}
