import { inDegrees, replyCheck, type Axis, type PersonaBrief, type PersonaGenerator, type Result } from 'mesocosm';
import { promptFor, situationOf } from '../_internals/prompt.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { aimOn, convictions, spoken, standings } from '../_internals/standing.js';

/** From the middle outwards: which side is taken when both pull. */
const WHEN_TESTED = [
  'cannot choose and leaves it to others',
  'hesitates long, and only just takes the side of',
  'hesitates, and takes the side of',
  'takes, after a moment, the side of',
  'takes at once the side of',
  'takes at once, and against everybody, the side of',
  'gives up everything else for the side of',
] as const;

/** A worldview, a situation that puts it to the test, and the reaction: each written after the one before. */
export const worldviewChain: PersonaGenerator = {
  name: 'worldview-chain',
  title: 'Worldview, test, reaction',
  description: 'A worldview in the third person, a situation that tests it, and what is done then: three calls.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: true,
  compose(brief) {
    const { name, description, sketch } = brief;
    const line = sketch === undefined ? '' : ` ${sketch}`;
    const reactions = brief.axes.map((axis) => reactionOn(axis, aimOn(brief, axis), name));
    return (
      `How ${name} sees the world:${line} ${standings(brief, { name })}\n` +
      `What puts it to the test: the day on which it must be decided. ${description}\n` +
      `What ${name} does then: ${reactions.join(' ')}`
    );
  },
  async write(brief, ask) {
    const { name } = brief;
    const [about, test, reaction] = instructionsFor(brief);
    const worldview = await ask({
      text: promptFor(brief, about),
      begin: `${convictions(brief, { name })} ${name} believes`,
      maxTokens: 200,
      temperature: 0.8,
      check: replyCheck({ words: [25, 300], name, instructions: about }),
    });
    if (!worldview.ok) return worldview;
    const situation = await ask({
      text: `${situationOf(brief)}\n\n${worldview.value}\n\n${test}`,
      begin: 'One day',
      maxTokens: 140,
      temperature: 1,
      check: replyCheck({ words: [12, 140], instructions: test }),
    });
    if (!situation.ok) return situation;
    const done = await ask({
      text: `${promptFor(brief, `${worldview.value}\n\n${situation.value}`)}\n\n${reaction}`,
      begin: name,
      maxTokens: 180,
      temperature: 1,
      check: replyCheck({ words: [15, 160], instructions: reaction }),
    });
    if (!done.ok) return done;
    return joined([worldview.value, situation.value, done.value]);
  },
};

function joined(parts: readonly string[]): Result<string, never> {
  return { ok: true, value: parts.join('\n') };
}

function reactionOn(axis: Axis, aim: number, name: string): string {
  const { near, degree } = inDegrees(axis, aim);
  if (axis.kind !== 'continuous') return `In ${spoken(axis)}, ${name} stays with "${near.label}".`;
  const side = degree === 0 ? '' : ` "${near.label}"`;
  return `In ${spoken(axis)}, ${name} ${WHEN_TESTED[Math.abs(degree)]}${side}.`;
}

function instructionsFor({ name }: PersonaBrief): readonly [about: string, test: string, reaction: string] {
  return [
    `Write in 60 to 90 words how ${name} sees the world, in the third person. Let each position show, as strong as its words say.`,
    `Write in 30 to 50 words one event in this place that puts what ${name} believes to the hardest test. Do not say how it ends.`,
    `Write in 40 to 70 words what ${name} thinks and does then, in the third person. It must follow from the positions above, at full strength.`,
  ];
}
