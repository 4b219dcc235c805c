import {
  chancesFrom,
  psychometricMind,
  type LikertItem,
  type MindContext,
  type Persona,
  type PsychometricParameters,
  type Situation,
} from 'mesocosm';

/** Where somebody stands on an axis: as the persona does, or for nobody in particular where chance puts the agent. */
export function standsOn(axis: string, { persona, agent }: Pick<MindContext, 'persona' | 'agent'>): number | undefined {
  if (persona !== undefined) return persona.position?.[axis];
  return chancesFrom('nobody in particular')('position', agent, axis).uniform();
}

/**
 * Why somebody who goes by positions on some axes cannot be a persona, if so.
 *
 * @param what What the positions are for, and what to do, around the axes that the persona has.
 */
export function lacksAxis(
  { name, position = {} }: Persona,
  axes: readonly string[],
  what: { readonly whatFor: string; remedy(has: readonly string[]): string },
): string | undefined {
  const lacking = axes.find((axis) => position[axis] === undefined);
  if (lacking === undefined) return undefined;
  return `${name} has no position on the axis "${lacking}", ${what.whatFor}: ${what.remedy(Object.keys(position))}`;
}

/** With which probabilities somebody at a position between 0 and 1 takes each point of an item, given what is asked of whom. */
export type GradedAnswer = (
  position: number,
  item: LikertItem,
  asked: { readonly situation: Situation; readonly context: MindContext },
) => readonly number[];

/**
 * Answers by the graded-response model (Samejima 1969) of somebody who is nothing but a position, for minds that turn points
 * of a scale into what they do.
 *
 * @param seed Of the noise of each person and item, which is the same in every run.
 */
export function gradedAnswers(
  items: readonly LikertItem[],
  { parameters, seed }: { readonly parameters: Partial<PsychometricParameters>; readonly seed: number | string },
): GradedAnswer {
  const answers = psychometricMind({ questionnaire: { items: [...items] }, parameters, seed });
  return (position, { id, axis, points }, { situation, context }) => {
    const options = Array.from({ length: points }, (_, at) => String(at + 1));
    const persona = { name: context.agent, text: context.agent, position: { [axis]: position } };
    const item = { ...situation, kind: `item:${id}`, options, answer: undefined };
    const judgement = answers.judge(item, { ...context, persona });
    if (judgement instanceof Promise || judgement.kind !== 'distribution') throw new Error(`"${id}" was not answered`);
    return judgement.probabilities;
  };
}
