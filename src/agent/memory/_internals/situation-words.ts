import type { Situation } from '../../../spec/index.js';
import { Elicitation, presentationsOf, renderPrompt } from '../../elicitation/index.js';

const AS_IT_IS = Elicitation.parse({ form: 'chat', labels: 'fixed' });

/** What an agent faces, in words: what it sees and what it is asked, without rules and role. */
export function situationWords(situation: Situation): string {
  const [presentation] = presentationsOf(situation, AS_IT_IS);
  if (presentation === undefined) throw new Error(`"${situation.kind}" has no presentation`);
  return renderPrompt(situation, presentation, { elicitation: AS_IT_IS }).prompt.pieces.join('');
}
