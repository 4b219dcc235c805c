import type { ConditionSummary } from '../spec/index.js';
import { count, share } from './format.js';
import type { Block } from './section.js';

/** What the agents of a condition choose alone, as a table. */
export function priors({ priors: all, options }: ConditionSummary): readonly Block[] {
  return [
    {
      kind: 'table',
      caption:
        'What agents choose alone. Range: over agents, of the first option. Spread: over presentations.' +
        (all.some(({ intervals }) => intervals !== undefined)
          ? ' Intervals (95 %): what counting samples leaves open; they are about these agents.'
          : ''),
      head: ['situation', ...options, 'range', 'agents', 'mass on options', 'spread', 'asked of'],
      rows: all.map(({ situation, probabilities, intervals, range, agents, mass, spread, source }) => [
        situation,
        ...probabilities.map((p, option) => {
          const { low, high } = intervals?.[option] ?? { low: p, high: p };
          return low === high ? share(p) : `${share(p)} [${share(low)}, ${share(high)}]`;
        }),
        `${share(range[0])} to ${share(range[1])}`,
        count(agents),
        mass === null ? 'not known' : share(mass),
        spread === null ? 'none' : share(spread),
        source,
      ]),
    },
  ];
}
