import { inDegrees, type Axis, type PersonaBrief, type Pole } from 'mesocosm';
import { aimOn, spoken } from './standing.js';

/** What every prompt tells first: the context, and in what people differ there. */
export function situationOf({ description, context, axes }: PersonaBrief): string {
  return `${description}\n${context}\n\nPeople there differ in\n${axes.map((axis) => `- ${rangeOf(axis)}`).join('\n')}`;
}

/** Where one person stands, in words and as a number. */
export function positionOf(brief: PersonaBrief): string {
  const lines = brief.axes.map((axis) => `- ${spoken(axis)}: ${whereOn(axis, aimOn(brief, axis))}`);
  const sketch = brief.sketch === undefined ? '' : `\n${brief.name} in a line: ${brief.sketch}`;
  return `Where ${brief.name} stands, from 0 (first pole) to 100 (second pole):\n${lines.join('\n')}${sketch}`;
}

/** The whole prompt of a generator that aims: situation, position, instructions. */
export function promptFor(brief: PersonaBrief, instructions: string): string {
  return `${situationOf(brief)}\n\n${positionOf(brief)}\n\n${instructions}`;
}

function rangeOf(axis: Axis): string {
  if (axis.kind === 'continuous') return `${spoken(axis)}: from ${poleOf(axis.low)} to ${poleOf(axis.high)}`;
  const between = axis.kind === 'ordinal' ? 'in this order' : 'one of';
  return `${spoken(axis)}, ${between}: ${axis.levels.map(poleOf).join('; ')}`;
}

function poleOf({ label, description }: Pole): string {
  return `"${label}" (${description.trim().replace(/[.!]$/, '')})`;
}

function whereOn(axis: Axis, aim: number): string {
  const { words, percent } = inDegrees(axis, aim);
  return `${percent} of 100, ${words}`;
}
