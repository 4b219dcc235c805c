import { replyCheck, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { promptFor } from '../_internals/prompt.js';
import { APPROPRIATENESS, PERSONA_GENERATORS } from '../_internals/sources.js';
import { convictions, standings } from '../_internals/standing.js';

/**
 * Somebody's core motivation in the third person, and the three questions of the logic of appropriateness answered for
 * them (March and Olsen 2004); in the paper the best coverage.
 */
export const coreMotivation: PersonaGenerator = {
  name: 'core-motivation',
  title: 'Core motivation',
  description: 'What drives somebody, in the third person, and what is fitting for such a person.',
  sources: [PERSONA_GENERATORS, APPROPRIATENESS],
  placement: 'sobol',
  steers: true,
  compose(brief) {
    const { name, description, sketch } = brief;
    const line = sketch === undefined ? '' : ` ${sketch}`;
    return (
      `What kind of situation is this? ${description}\n` +
      `What kind of person is ${name}?${line} ${standings(brief, { name })}\n` +
      `What does such a person do here? What fits that and nothing else: ${name} acts as somebody who stands there must.`
    );
  },
  async write(brief, ask) {
    const { name } = brief;
    const instructions = instructionsFor(brief);
    return ask({
      text: promptFor(brief, instructions),
      begin: `${convictions(brief, { name })} What drives ${name} most is`,
      maxTokens: 280,
      temperature: 0.9,
      check: replyCheck({ words: [40, 400], name, instructions }),
    });
  },
};

function instructionsFor({ name }: PersonaBrief): string {
  return (
    `Write one paragraph of 80 to 130 words about ${name}, in the third person. ` +
    'Say first what drives this person most, and how each position comes from it, with its number. ' +
    'Then say what kind of situation this is for such a person, and what somebody like that does in it as a matter of course. ' +
    'Keep each position as strong as its words say.'
  );
}
