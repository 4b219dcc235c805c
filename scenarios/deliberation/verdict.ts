import type { Measure } from 'mesocosm';
import { winnerValues } from '../_internals/winner-columns.js';
import { columnOf } from './columns.js';
import type { Resolved } from './parameters.js';
import { BALLOT_CAST } from './event-names.js';

/** Column that says whether an option won. */
export function winnerColumnOf(option: string): string {
  return `winner_${columnOf(option)}`;
}

/** Which option most voted for in secret at the end; a tie is shared. */
export function verdictMeasure({ options }: Resolved): Measure {
  return {
    name: 'verdict',
    columns: {
      ...Object.fromEntries(
        options.map((option) => [
          winnerColumnOf(option),
          {
            title: `${option} is what most voted for in the secret ballot at the end (a tie is shared)`,
            unit: 'share of the win',
            proportion: true as const,
          },
        ]),
      ),
      unanimous: { title: 'all voted for the same in the end', unit: 'yes = 1', proportion: true, headline: true },
    },
    start() {
      const votes = options.map(() => 0);
      return {
        observe({ type, data }) {
          const option = type === BALLOT_CAST ? options.indexOf(String(data['option'])) : -1;
          if (option >= 0) votes[option] = (votes[option] ?? 0) + 1;
        },
        finish() {
          const cast = votes.reduce((sum, count) => sum + count, 0);
          const shares = Object.values(winnerValues(options, votes));
          const columns = [...options.map(winnerColumnOf), 'unanimous'];
          if (cast === 0) {
            return {
              values: Object.fromEntries(columns.map((column) => [column, null])),
              missing: Object.fromEntries(columns.map((column) => [column, 'nobody voted in the end'])),
            };
          }
          const unanimous = Number(votes.includes(cast));
          return { values: Object.fromEntries(columns.map((column, place) => [column, shares[place] ?? unanimous])) };
        },
      };
    },
  };
}
