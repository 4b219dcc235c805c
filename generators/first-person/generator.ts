import { replyCheck, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { bearing } from '../_internals/bearing.js';
import { promptFor } from '../_internals/prompt.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { convictions, standings } from '../_internals/standing.js';

/** Somebody reasons in the first person, the positions woven in; in the paper the best on average over six metrics. */
export const firstPerson: PersonaGenerator = {
  name: 'first-person',
  title: 'First-person reasoning',
  description: 'A paragraph in which somebody reasons in the first person from where they stand.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: true,
  compose(brief) {
    const { name, description, sketch } = brief;
    const line = sketch === undefined ? '' : ` In a line: ${sketch}`;
    return `My name is ${name}.${line} The matter here: ${description} ${standings(brief, 'first')} Whatever I decide, I start from there.`;
  },
  async write(brief, ask) {
    const instructions = instructionsFor(brief);
    const reply = await ask({
      text: promptFor(brief, instructions),
      begin: `My name is ${brief.name}. ${convictions(brief, 'first')}`,
      maxTokens: 260,
      temperature: 0.9,
      check: replyCheck({ words: [40, 400], instructions }),
    });
    return bearing(brief.name, reply);
  },
};

function instructionsFor({ name }: PersonaBrief): string {
  return (
    `Write what ${name} thinks, in the first person, in one paragraph of 80 to 120 words that begins "My name is ${name}." ` +
    'Let each position show in opinions and in what would be done, as firmly as its words say, and give its number once. ' +
    'Do not soften an extreme position and do not add a balance that is not there.'
  );
}
