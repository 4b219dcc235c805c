import type { Measure } from 'mesocosm';
import type { ResolvedParameters } from './parameters.js';

/** Series of {@link responseMeasure}. */
export const RESPONSE_SERIES = 'response';

/** What the points of a response stand for. */
export function responseAxis(label: string, neighbours: number): string {
  return `others who hold ${label}, of ${neighbours}`;
}

/** Mean probability of the first opinion at each number of others that hold it, as agents had it in the run. */
export function responseMeasure({ labels, neighbours }: ResolvedParameters): Measure {
  const [first, second] = labels;
  const times = Array.from({ length: neighbours + 1 }, (_, x) => x);
  const counts = new Map(times.map((x) => [`${first} ${x}, ${second} ${neighbours - x}`, x]));
  return {
    name: 'response',
    columns: { decisions_met: { title: 'decisions asked with a live presentation', unit: 'decisions' } },
    grid: { title: responseAxis(first, neighbours), times, series: [RESPONSE_SERIES] },
    start() {
      const sums = times.map(() => 0);
      const met = times.map(() => 0);
      return {
        observe({ type, data }) {
          const x =
            type === 'decision-made' && data['committed'] !== true ? counts.get(String(data['state'])) : undefined;
          const probabilities = data['probabilities'];
          if (x === undefined || !Array.isArray(probabilities)) return;
          sums[x] = (sums[x] ?? 0) + Number(probabilities[0]);
          met[x] = (met[x] ?? 0) + 1;
        },
        finish: () => ({
          values: { decisions_met: met.reduce((sum, count) => sum + count, 0) },
          series: { [RESPONSE_SERIES]: times.map((x) => (met[x] ? (sums[x] ?? 0) / met[x] : null)) },
        }),
      };
    },
  };
}
