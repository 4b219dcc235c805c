import type { Axis, Pole, Questionnaire } from '../../../spec/index.js';
import type { Finding } from '../finding.js';
import { similarity, wordsOf } from './similarity.js';

/**
 * Statements above this are near-duplicates: four fifths in common is the same thing asked twice, which counts one opinion
 * double and makes an instrument look more reliable than it is. The most alike of published items stay below ("people are
 * basically moral" and "people are essentially evil" of the IPIP Trust scale have .76), and so do those of every context
 * that ships (at most .50).
 */
export const NEAR_DUPLICATE = 0.8;

/** Statements that ask the same, and poles or levels that cannot be told apart. */
export function checkLikeness(questionnaire: Questionnaire): readonly Finding[] {
  return [...nearDuplicates(questionnaire), ...questionnaire.axes.flatMap((axis, at) => checkPoles(axis, at))];
}

function nearDuplicates({ items }: Questionnaire): readonly Finding[] {
  return items.flatMap(({ statement }, at) =>
    items.slice(0, at).flatMap((earlier, index): Finding[] => {
      const alike = similarity(statement, earlier.statement);
      if (alike <= NEAR_DUPLICATE) return [];
      return [
        {
          severity: 'error',
          place: `$.items[${at}].statement`,
          what: `is nearly that of $.items[${index}] (likeness ${alike.toFixed(2)}, at most ${NEAR_DUPLICATE})`,
          remedy: 'write another idea about the axis',
        },
      ];
    }),
  );
}

/** Poles or levels of an axis that cannot be told apart. */
export function checkPoles(axis: Axis, at: number): readonly Finding[] {
  const place = `$.axes[${at}]`;
  const labels = (['low', 'high'] as const).flatMap((end) => longLabel(axis[end], `${place}.${end}`));
  const poles = [...same(axis.low, axis.high, `${place}.high`), ...labels];
  if (axis.kind === 'continuous') return poles;
  const { levels } = axis;
  const twice = levels.flatMap((level, index) =>
    levels
      .slice(0, index)
      .flatMap((earlier) => same(earlier, level, `${place}.levels[${index}]`))
      .slice(0, 1),
  );
  const ends = [
    [levels[0] as Pole, axis.low, 'levels[0]', 'low'],
    [levels.at(-1) as Pole, axis.high, `levels[${levels.length - 1}]`, 'high'],
  ] as const;
  const others = ends.flatMap(([level, pole, where, end]): Finding[] => {
    if (plain(level.label) === plain(pole.label)) return [];
    const what = `is "${level.label}", and the ${end} pole is "${pole.label}"`;
    const remedy = 'let the first level be the low pole, and the last the high one';
    return [{ severity: 'warning', place: `${place}.${where}.label`, what, remedy }];
  });
  return [...poles, ...twice, ...others];
}

/** Descriptions above this say the same of both ends; those of the contexts that ship have at most .73. */
const SAME_PERSON = 0.85;

function same(one: Pole, other: Pole, place: string): readonly Finding[] {
  const isSame = {
    label: plain(one.label) === plain(other.label),
    description: similarity(one.description, other.description) > SAME_PERSON,
  };
  const field = (['label', 'description'] as const).find((name) => isSame[name]);
  if (field === undefined) return [];
  const what = `is "${shortened(other[field])}", much as that of the other end or of another level`;
  return [{ severity: 'error', place: `${place}.${field}`, what, remedy: 'describe somebody who stands elsewhere' }];
}

const MOST_WORDS = 6;

/** A label stands in tables and charts. */
function longLabel({ label }: Pole, place: string): readonly Finding[] {
  const count = wordsOf(label).length;
  if (count <= MOST_WORDS) return [];
  const what = `has ${count} words, too many for a table`;
  return [{ severity: 'warning', place: `${place}.label`, what, remedy: `name it in at most ${MOST_WORDS} words` }];
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57).trimEnd()} …`;
}

function plain(text: string): string {
  return wordsOf(text).join(' ');
}
