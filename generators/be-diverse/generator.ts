import { replyCheck, type Axis, type Pole, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { bearing } from '../_internals/bearing.js';
import { situationOf } from '../_internals/prompt.js';
import { saidOf, sentence } from '../_internals/said-of.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { spoken } from '../_internals/standing.js';

/** Baseline: the model is told in what people differ and asked to be diverse; nobody tells it where to stand. */
export const beDiverse: PersonaGenerator = {
  name: 'be-diverse',
  title: 'Please be diverse',
  description: 'The model is asked for a person unlike others and chooses alone; without a model, a pole is drawn.',
  sources: [PERSONA_GENERATORS],
  placement: 'sobol',
  steers: false,
  compose(brief) {
    const { name, axes, chance } = brief;
    const chosen = axes.map((axis) => {
      const offered = offeredOn(axis);
      const pole = offered[chance.integer(offered.length)] as Pole;
      return `In ${spoken(axis)} I am for "${pole.label}". ${sentence(saidOf(pole.description, 'first'))}`;
    });
    return `My name is ${name}. ${chosen.join(' ')}`;
  },
  async write(brief, ask) {
    const instructions = instructionsFor(brief);
    const reply = await ask({
      text: `${situationOf(brief)}\n\n${instructions}`,
      begin: `My name is ${brief.name}.`,
      maxTokens: 260,
      temperature: 1,
      check: replyCheck({ words: [40, 260], instructions }),
    });
    return bearing(brief.name, reply);
  },
};

function offeredOn(axis: Axis): readonly Pole[] {
  return axis.kind === 'continuous' ? [axis.low, axis.high] : axis.levels;
}

function instructionsFor({ name }: PersonaBrief): string {
  return (
    `Write what ${name} thinks in this matter, in the first person, in one paragraph of 80 to 120 words that begins "My name is ${name}." ` +
    'Be diverse: choose somebody whom most people would not think of, whose views are unlike those of others.'
  );
}
