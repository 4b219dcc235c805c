import type { AgentSlot, Measure } from 'mesocosm';
import { TURN_PASSED, WORDS_SAID } from './event-names.js';
import { valuesOf } from './values.js';

/** Who talked how much. */
export const talkShares: Measure = {
  name: 'talk',
  columns: {
    utterances: { title: 'utterances', unit: 'utterances' },
    silences: { title: 'turns in which somebody chose to say nothing', unit: 'turns' },
    failed_turns: { title: 'turns in which no words came that could be used', unit: 'turns' },
    talk_gini: { title: 'Gini coefficient of the characters that each said (0: all alike)', unit: 'coefficient' },
    largest_share: { title: 'share of the characters of whoever said most', unit: 'share' },
  },
  start(agents: readonly AgentSlot[]) {
    const characters = new Map(agents.map(({ id }) => [id, 0]));
    const counts = { utterances: 0, silences: 0, failed_turns: 0 };
    return {
      observe({ type, agent = '', data }) {
        if (type === TURN_PASSED) counts[data['why'] === 'silence' ? 'silences' : 'failed_turns'] += 1;
        if (type !== WORDS_SAID) return;
        counts.utterances += 1;
        characters.set(agent, (characters.get(agent) ?? 0) + String(data['words']).length);
      },
      finish() {
        const said = [...characters.values()];
        const all = said.reduce((sum, one) => sum + one, 0);
        const missing = { missing: 'nothing was said' };
        return valuesOf({
          ...counts,
          talk_gini: all === 0 ? missing : giniOf(said),
          largest_share: all === 0 ? missing : Math.max(...said) / all,
        });
      },
    };
  },
};

/**
 * Gini coefficient: half the mean absolute difference of all pairs, the same twice included, over the mean; 0 where all are
 * equal, 1 − 1/n where one has all. Their sum must be positive.
 */
export function giniOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const n = sorted.length;
  const sum = sorted.reduce((total, value) => total + value, 0);
  const ranked = sorted.reduce((total, value, place) => total + (place + 1) * value, 0);
  return (2 * ranked) / (n * sum) - (n + 1) / n;
}
