import { inDegrees, replyCheck, type Axis, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { bearing } from '../_internals/bearing.js';
import { promptFor } from '../_internals/prompt.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { aimOn, conviction, spoken, stand } from '../_internals/standing.js';

/** From the middle outwards: what somebody does when pressed for the other side. */
const WHEN_PRESSED = [
  'I go along as often as not',
  'I may well go along',
  'I listen, and now and then go along',
  'I listen, and mostly keep to my side',
  'I say no, nearly always',
  'I refuse, every time',
  'I refuse with all that I have, whatever it costs',
] as const;

/** Somebody states the rules that they go by, if this then that; in the paper the widest convex hull. */
export const firstPersonRules: PersonaGenerator = {
  name: 'first-person-rules',
  title: 'First-person rules',
  description: 'If-then rules in the first person, one or two for each axis.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: true,
  compose: rulesOf,
  async write(brief, ask) {
    const instructions = instructionsFor(brief);
    const check = replyCheck({ words: [30, 420], instructions });
    const reply = await ask({
      text: promptFor(brief, instructions),
      begin: `${rulesOf(brief)}\nIf`,
      maxTokens: 280,
      temperature: 0.9,
      check: (text) => (/\bif\b/i.test(text) ? check(text) : 'it has no rule that begins with "If"'),
    });
    return bearing(brief.name, reply);
  },
};

function rulesOf(brief: PersonaBrief): string {
  const rules = brief.axes.map((axis) => ruleOn(axis, aimOn(brief, axis)));
  return [`My name is ${brief.name}. These are the rules that I go by.`, ...rules].join('\n');
}

function ruleOn(axis: Axis, aim: number): string {
  const { far, degree } = inDegrees(axis, aim);
  const first = `If it comes to ${spoken(axis)}, then ${stand(axis, aim, 'first')}. ${conviction(axis, aim, 'first')}`;
  if (far === undefined) return `${first} If somebody wants me to be anything else, then I say no.`;
  return `${first} If somebody presses me for "${far.label}", then ${WHEN_PRESSED[Math.abs(degree)]}.`;
}

function instructionsFor({ name, axes }: PersonaBrief): string {
  return (
    `Write ${axes.length + 2} rules that ${name} lives by, in the first person, one a line, each as "If ..., then I ...". ` +
    'Each rule must follow from a position above and be as strict as its words say. ' +
    `Name things that happen in this place. Begin with "My name is ${name}." and add no comment.`
  );
}
