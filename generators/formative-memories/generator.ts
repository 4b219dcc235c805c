import { replyCheck, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { bearing } from '../_internals/bearing.js';
import { promptFor } from '../_internals/prompt.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { aimOn, conviction, convictions, place } from '../_internals/standing.js';

/** What may have happened to somebody, anywhere and at any time. */
const EVENTS = [
  'there was a winter that nobody had prepared for',
  'a quarrel split my family',
  'a stranger stayed with us for a month',
  'I was ill for half a year',
  'my best friend went away and did not write',
  'I was praised before everybody',
  'I was caught in a mistake and had to stand for it',
  'somebody whom I admired broke a promise',
  'I was left in charge for the first time',
  'a neighbour helped us and asked for nothing',
  'we lost what had been saved for years',
  'I came to a place where nobody knew me',
] as const;

/** Somebody tells the memories that made them who they are, after the formative-memory generator of Concordia. */
export const formativeMemories: PersonaGenerator = {
  name: 'formative-memories',
  title: 'Formative memories',
  description: 'Memories in the first person, one for each axis, and what each left behind.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: true,
  compose(brief) {
    const { name, description, axes, chance, sketch } = brief;
    const events = chance.shuffle(EVENTS);
    let age = 5 + chance.integer(4);
    const memories = axes.map((axis, at) => {
      const aim = aimOn(brief, axis);
      const memory = `When I was ${age}, ${events[at]}. Ever since, ${place(axis, aim, 'first')}. ${conviction(axis, aim, 'first')}`;
      age += 3 + chance.integer(6);
      return memory;
    });
    const line = sketch === undefined ? '' : ` In a line: ${sketch}`;
    return `My name is ${name}.${line} ${memories.join(' ')} That is who comes to this: ${description}`;
  },
  async write(brief, ask) {
    const instructions = instructionsFor(brief);
    const reply = await ask({
      text: promptFor(brief, instructions),
      begin: `My name is ${brief.name}. ${convictions(brief, 'first')} When I was`,
      maxTokens: 320,
      temperature: 1,
      check: replyCheck({ words: [40, 450], instructions }),
    });
    return bearing(brief.name, reply);
  },
};

function instructionsFor({ name, axes }: PersonaBrief): string {
  return (
    `Write ${axes.length} short memories of ${name}, in the first person, from childhood to now, 100 to 150 words together. ` +
    `Memory by memory, tell what happened, at what age, and which of the positions above it left ${name} with, as strong as its words say. ` +
    `Memories must fit the place and its time. Begin with "My name is ${name}." No headings.`
  );
}
