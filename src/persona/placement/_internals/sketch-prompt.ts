import type { Axis, LanguageModel, Position, Prompt } from '../../../spec/index.js';

/** A place that somebody is to be found for. */
export interface OpenPlace {
  /** From 1, for the model to refer to. */
  readonly number: number;
  readonly position: Position;
  /** What kind of person is wanted there, beyond the position. */
  readonly wish?: string;
}

/** A place that has its sketch. */
export interface TakenPlace {
  readonly position: Position;
  readonly sketch: string;
}

const SYSTEM = 'You plan a cast of people for a study, so that together they span what is possible.';

/** Asks who might stand at each of some places. */
export function sketchPrompt({
  context,
  axes,
  open,
  taken,
  complaints,
  model,
}: {
  readonly context: string;
  readonly axes: readonly Axis[];
  readonly open: readonly OpenPlace[];
  readonly taken: readonly TakenPlace[];
  /** What was wrong with the last reply. */
  readonly complaints: readonly string[];
  readonly model: LanguageModel;
}): Prompt {
  const text = [
    `Context: ${context}`,
    `Axes, each from 0 to 1:\n${axes.map(axisInWords).join('\n')}`,
    ...(taken.length === 0 ? [] : [`People who are there already:\n${taken.map(takenInWords(axes)).join('\n')}`]),
    `Places to fill:\n${open.map(openInWords(axes)).join('\n')}`,
    ...(complaints.length === 0 ? [] : [`Your last reply was not enough:\n${complaints.join('\n')}`]),
    'For each place write one line, without a name, on who stands just there: what they do, what they hold, and why. ' +
      'Nobody may resemble anybody else. Keep to the position that is given; do not repeat it. Reply with JSON: ' +
      '{"people": [{"place": 1, "sketch": "…"}]}, one entry a place.',
  ].join('\n\n');
  const { forms } = model.capabilities;
  return forms === undefined || forms.includes('chat')
    ? { form: 'chat', system: SYSTEM, pieces: [text] }
    : { form: 'completion', pieces: [`${SYSTEM}\n\n${text}\n\nJSON:\n`] };
}

function axisInWords(axis: Axis): string {
  const { name, low, high } = axis;
  const ends = `- ${name}: 0 is ${low.label} (${low.description}), 1 is ${high.label} (${high.description})`;
  if (axis.kind === 'continuous') return ends;
  return `- ${name}, one of: ${axis.levels.map(({ label, description }) => `${label} (${description})`).join('; ')}`;
}

const takenInWords =
  (axes: readonly Axis[]) =>
  ({ position, sketch }: TakenPlace): string =>
    `- ${standing(axes, position)}: ${sketch}`;

const openInWords =
  (axes: readonly Axis[]) =>
  ({ number, position, wish }: OpenPlace): string =>
    `- place ${number}: ${standing(axes, position)}${wish === undefined ? '' : `. Wanted: ${wish}`}`;

function standing(axes: readonly Axis[], position: Position): string {
  return axes
    .map((axis) => {
      const value = position[axis.name] ?? 0;
      if (axis.kind === 'continuous') return `${axis.name} ${value.toFixed(2)}`;
      return `${axis.name} ${axis.levels[Math.round(value * (axis.levels.length - 1))]?.label ?? ''}`;
    })
    .join(', ');
}
