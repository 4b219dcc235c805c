import { inequalityMeasure, type Measure } from 'mesocosm';
import { NAMES_EXCHANGED } from './rules.js';

/**
 * How successes are shared out: whoever says what the others say wins in most of its interactions. Interactions count as they
 * come, so that runs which end early, and agents who met rarely, differ by chance too: compare with the other arms.
 */
export const successShares: Measure = inequalityMeasure({
  prefix: 'successes',
  title: 'successes',
  read({ type, data }) {
    if (type !== NAMES_EXCHANGED) return undefined;
    return (data['agents'] as readonly string[]).map((agent) => ({ agent, amount: Number(data['success'] === true) }));
  },
});
