import { inDegrees, type Axis, type PersonaBrief } from 'mesocosm';
import { saidOf, sentence, type Voice } from './said-of.js';

/** The name of an axis as it is spoken. */
export function spoken({ name }: Axis): string {
  return name.replaceAll(/[-_]/g, ' ');
}

/** Where somebody stands on an axis, in words and, where that says more, as a number: `I stand at "trust"`. */
export function stand(axis: Axis, aim: number, voice: Voice): string {
  const { words, percent } = inDegrees(axis, aim);
  const stands = voice === 'first' ? 'I stand' : `${voice.name} stands`;
  if (axis.kind === 'continuous') return `${stands} ${words} (${percent} of 100)`;
  return axis.kind === 'categorical' ? `${stands} with ${words}` : `${stands} ${words}`;
}

/** The same with the axis: `on trust in neighbours I stand strongly towards "trust" (82 of 100)`. */
export function place(axis: Axis, aim: number, voice: Voice): string {
  return `on ${spoken(axis)} ${stand(axis, aim, voice)}`;
}

/**
 * What follows from standing there: the described pole, held the more firmly the further out, and the other pole beside
 * it near the middle. The dose is in the words and in how much is said.
 */
export function conviction(axis: Axis, aim: number, voice: Voice): string {
  const { near, far, degree } = inDegrees(axis, aim);
  const so = saidOf(near.description, voice);
  const beyond = Math.abs(degree) === 6;
  if (axis.kind !== 'continuous' || far === undefined) {
    return beyond ? `${sentence(so)} ${firmness(axis, 6, voice)}` : sentence(so);
  }
  const otherwise = saidOf(far.description, voice);
  switch (Math.abs(degree)) {
    case 0:
      return `Half of the time ${otherwise}. The other half ${so}.`;
    case 1:
      return `A little more often than not ${so}. Almost as often ${otherwise}.`;
    case 2:
      return `More often than not ${so}. Now and then ${otherwise}.`;
    default:
      return `${sentence(so)} ${firmness(axis, Math.abs(degree), voice)}`;
  }
}

/** How firmly that is held, from degree 3 outwards; the axis is named, so that no two sentences of a text are the same. */
function firmness(axis: Axis, degree: number, voice: Voice): string {
  const first = voice === 'first';
  const who = first ? 'I' : voice.name;
  const verb = (plain: string, third: string): string => `${who} ${first ? plain : third}`;
  const held = [
    `${verb('see', 'sees')} why others differ, and mostly ${first ? 'keep' : 'keeps'} to it all the same`,
    `${verb('seldom have', 'seldom has')} a doubt, and ${first ? 'say' : 'says'} so openly`,
    `${verb('make', 'makes')} no exception, and ${first ? 'have' : 'has'} no patience with the other side`,
    `${verb('go', 'goes')} further than anybody else, whatever the cost, and nothing and nobody can change that`,
  ];
  return `About ${spoken(axis)} ${held[degree - 3]}.`;
}

/** Where somebody aims on an axis; in the middle where that is not said. */
export function aimOn(brief: PersonaBrief, axis: Axis): number {
  return brief.aim[axis.name] ?? 0.5;
}

/** What follows from all that somebody aims at, without places and numbers. */
export function convictions(brief: PersonaBrief, voice: Voice): string {
  return brief.axes.map((axis) => conviction(axis, aimOn(brief, axis), voice)).join(' ');
}

/** All axes, each as place and conviction. */
export function standings(brief: PersonaBrief, voice: Voice): string {
  return brief.axes
    .map((axis) => {
      const aim = aimOn(brief, axis);
      return `${sentence(place(axis, aim, voice))} ${conviction(axis, aim, voice)}`;
    })
    .join(' ');
}
