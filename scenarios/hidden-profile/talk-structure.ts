import { conversationMeasure, type Measure } from 'mesocosm';
import { FACT_TOLD } from './rules.js';

/**
 * Who tells facts, after whom, and whether the talk stays with what was just spoken of: words are those of the facts, the name of
 * the candidate among them. The floor goes round by rule; who has nothing to tell is left out.
 */
export const talkStructure: Measure = conversationMeasure({
  addressed: false,
  read({ type, agent, data }) {
    if (type !== FACT_TOLD || agent === undefined) return undefined;
    return { speaker: agent, words: `${String(data['about'])} ${String(data['text'])}` };
  },
});
