import { talkTally, type Measure } from 'mesocosm';
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
  start(agents) {
    const tally = talkTally(agents);
    return {
      observe({ type, agent, data }) {
        if (type === TURN_PASSED) tally.passed(data['why']);
        // Words from outside are nobody's.
        if (type === WORDS_SAID && agent !== undefined) tally.said(agent, String(data['words']).length);
      },
      finish() {
        const { utterances, silences, failedTurns, gini, largestShare } = tally.counts();
        const missing = { missing: 'nothing was said' };
        return valuesOf({
          utterances,
          silences,
          failed_turns: failedTurns,
          talk_gini: gini ?? missing,
          largest_share: largestShare ?? missing,
        });
      },
    };
  },
};
