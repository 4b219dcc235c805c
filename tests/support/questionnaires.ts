import { Questionnaire, type LikertItem, type Persona } from '../../src/spec/index.js';

/** An item of a made-up questionnaire. */
export function itemOf(axis: string, number: number, more: Partial<LikertItem> = {}): LikertItem {
  const reverseKeyed = number % 2 === 1;
  return {
    id: `${axis}-${number}`,
    axis,
    lead: 'How far would {name} agree with this?',
    statement: `${reverseKeyed ? 'Less' : 'More'} ${axis} is needed, for reason ${number}.`,
    points: 5,
    reverseKeyed,
    pro: `${reverseKeyed ? 'less' : 'more'} ${axis} is needed, for reason ${number}.`,
    con: `${reverseKeyed ? 'more' : 'less'} ${axis} would do, for reason ${number}.`,
    ...more,
  };
}

/** A questionnaire with so many items an axis, every other one reverse-keyed. */
export function questionnaireOf(
  axes: readonly string[] = ['trust', 'thrift'],
  { items = 4, points = 5 }: { readonly items?: number; readonly points?: number } = {},
): Questionnaire {
  return Questionnaire.parse({
    formatVersion: 1,
    name: 'a-made-up-village',
    description: 'a village with a well',
    context: 'There is a village. It has a well.',
    axes: axes.map((name) => ({
      kind: 'continuous',
      name,
      low: { label: `no ${name}`, description: `Has no ${name} at all.` },
      high: { label: `full ${name}`, description: `Has all the ${name} in the world.` },
    })),
    items: axes.flatMap((axis) => Array.from({ length: items }, (_, number) => itemOf(axis, number, { points }))),
  });
}

/** People at given positions on every axis. */
export function peopleAt(positions: readonly number[], axes: readonly string[] = ['trust', 'thrift']): Persona[] {
  return positions.map((position, at) => ({
    name: `Person ${at + 1}`,
    text: `I am Person ${at + 1}.`,
    position: Object.fromEntries(axes.map((axis) => [axis, position])),
  }));
}
