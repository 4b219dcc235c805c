import { z } from 'zod';
import type { Axis } from '../../../spec/index.js';
import type { FittingQuestion } from './ask-until-fit.js';
import { checkPoles } from './check-likeness.js';
import { checkRepetition } from './check-repetition.js';
import { similarity } from './similarity.js';

/** The long form of a context, and the axes along which people differ in it. */
export interface ContextAndAxes {
  readonly context: string;
  readonly axes: readonly Axis[];
}

const Pole = z.object({ label: z.string().min(2).max(40), description: z.string().min(15).max(200) });

/** Asks for the first step: a description becomes a context with so many axes. Only words are the model's. */
export function contextStep(
  description: string,
  count: number,
): FittingQuestion<z.infer<ReturnType<typeof replyOf>>, ContextAndAxes> {
  const axes = count === 1 ? 'the one axis' : `the ${count} axes`;
  return {
    step: 'context and axes',
    schema: replyOf(count),
    maxTokens: 350 + 130 * count,
    text: `A study of opinions is set in this place and time: ${description}

Write a JSON object with two fields.
"context": three to six sentences about the place, the time, who lives or works there, and what is disputed. Do not say what anybody thinks.
"axes": ${axes} along which people there differ most in what they hold to be right or true. Each has "name" (two to four words), and "low" and "high" for its two ends. Each end has "label" (one to three words) and "description" (one sentence about somebody who stands there, such as "Holds that ..." or "Trusts nobody who ..."). Both ends must be respectable, opposed to each other, and no axis may follow from another.`,
    make(reply) {
      const made = {
        context: reply.context.trim(),
        axes: reply.axes.map(({ name, low, high }): Axis => ({ kind: 'continuous', name: plain(name), low, high })),
      };
      return { made, reasons: reasonsAgainst(made, description) };
    },
  };
}

function replyOf(count: number) {
  return z.object({
    context: z.string().min(150).max(1000),
    axes: z.array(z.object({ name: z.string().min(3).max(60), low: Pole, high: Pole })).length(count),
  });
}

function reasonsAgainst({ context, axes }: ContextAndAxes, description: string): readonly string[] {
  const names = axes.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  const alike = axes.flatMap((axis, at) =>
    axes
      .slice(0, at)
      .filter((earlier) => similarity(axis.low.description, earlier.low.description) > 0.9)
      .map((earlier) => `the axes "${earlier.name}" and "${axis.name}" are described alike`),
  );
  const poles = axes.flatMap((axis, at) =>
    checkPoles(axis, at).map(({ what, remedy }) => `an end of the axis "${axis.name}" ${what}: ${remedy}`),
  );
  const circles = checkRepetition({ context, axes: [...axes], items: [] }).map(({ place, what, remedy }) => {
    const at = /^\$\.axes\[(\d+)\]/.exec(place)?.[1];
    return `${at === undefined ? 'the context' : `an end of the axis "${axes[Number(at)]?.name}"`} ${what}: ${remedy}`;
  });
  const echoed = similarity(context, description) > 0.9;
  return [
    ...(twice === undefined ? [] : [`two axes are named "${twice}"`]),
    ...alike,
    ...poles,
    ...circles,
    ...(echoed ? ['the context only repeats what it was asked for'] : []),
  ];
}

/** A name of an axis, as it stands within a sentence. */
function plain(name: string): string {
  const text = name.trim().replace(/\s+/g, ' ');
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
