import { conventionLifeMeasure, type Measure } from 'mesocosm';
import type { Resolved } from './resolve.js';
import { EXCHANGE_FAILED, NAMES_EXCHANGED } from './rules.js';

/**
 * The life of names as conventions: from 95 % of the choices of one population round (2 N choices) on, down to half of them.
 * Beside `convention`, which is the rule by which runs end, it tells stability and collapse, and is defined where runs go on.
 */
export function conventionLife({ names, agents }: Resolved): Measure {
  return conventionLifeMeasure({
    title: 'names that are used',
    options: names,
    unit: 'interactions',
    window: 2 * agents,
    threshold: 0.95,
    collapse: 0.5,
    read({ type, data }) {
      if (type !== NAMES_EXCHANGED && type !== EXCHANGE_FAILED) return undefined;
      const said = data['choices'] as readonly string[] | undefined;
      return (data['agents'] as readonly string[]).map((agent, at) => ({ agent, option: said?.[at] ?? null }));
    },
  });
}
