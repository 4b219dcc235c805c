import { cascadeMeasure, conversationMeasure, type Measure } from 'mesocosm';
import { WORDS_SAID } from './event-names.js';

/** Who speaks after whom and with whose words. All words are for everybody. */
export const talkStructure: Measure = conversationMeasure({
  addressed: false,
  read({ type, agent, data }) {
    // Words from outside are nobody's.
    if (type !== WORDS_SAID || agent === undefined) return undefined;
    return { speaker: agent, words: String(data['words']) };
  },
});

/** How far what was said goes on in what others say. */
export const talkCascades: Measure = cascadeMeasure({ step: ({ type }) => type === WORDS_SAID });
