import { count, number, plural, share } from './format.js';
import { paragraph, table } from './persona-blocks.js';
import { listed } from './persona-figures.js';
import type { PersonaReport } from './persona-report.js';
import type { Block, Section } from './section.js';

/** Rows of the table of missing answers. */
const MOST_ROWS = 40;

/** Who is missing, left out, noisy, or like another. */
export function peopleSection(report: PersonaReport): Section {
  const { measures, responses } = report.measurement;
  const { excluded, noisyPersonas, duplicates, textSimilarity, distinctAnswers, size, missing, answers } = measures;
  // Who left too many items out has no row, and is not among those whom the numbers left out.
  const left = [
    ...responses.excluded.map(({ persona, why }) => `${persona} (${why})`),
    ...excluded.map(({ persona, axis }) => `${persona} (no answer on the axis "${axis}")`),
  ];
  const alike = duplicates.map((names) => listed(names));
  const blocks: readonly Block[] = [
    ...notWritten(report),
    paragraph(
      left.length === 0
        ? 'Nobody is left out of the numbers.'
        : `Left out of the numbers: ${left.join('; ')}. Nobody stands in for them.`,
    ),
    ...missingAnswers(report),
    paragraph(
      `Of those who are measured ${missing === 0 ? 'every item has an answer' : `${count(missing)} of ${count(missing + answers)} answers are missing; none was taken for a neutral one`}. ` +
        `${count(distinctAnswers)} of ${count(size)} people gave different answers${alike.length === 0 ? '' : `; alike in every item: ${alike.join('; ')}`}.`,
    ),
    ...(noisyPersonas.length === 0
      ? [paragraph('Nobody answers much more noisily than the others.')]
      : [noisyTable(report)]),
    ...(textSimilarity === null
      ? []
      : [
          paragraph(
            `Texts are similar to the nearest other by ${share(textSimilarity.mean)} on average, at most by ${share(textSimilarity.most)} (${textSimilarity.personas.join(' and ')}).`,
          ),
        ]),
  ];
  return { id: 'people', title: 'Missing, noisy and alike', blocks };
}

function notWritten({ made }: PersonaReport): readonly Block[] {
  if (made === undefined) return [];
  const { missing, people } = made;
  if (missing.length === 0) return [paragraph(`All ${plural(people, 'person', 'people')} were written.`)];
  return [
    paragraph(`${count(missing.length)} of ${plural(people, 'person', 'people')} could not be written.`),
    table(
      'People who could not be written, and why.',
      ['person', 'why'],
      missing.map(({ name, why }) => [name, why]),
    ),
  ];
}

function missingAnswers({ measurement }: PersonaReport): readonly Block[] {
  const { missing, mostMissing } = measurement.responses;
  if (missing.length === 0) return [];
  const worst = missing.toSorted((one, other) => other.missing / other.asked - one.missing / one.asked);
  const some = worst.length > MOST_ROWS ? ` The ${MOST_ROWS} with most of ${worst.length}.` : '';
  return [
    table(
      `Missing answers of each person and axis, where there are any. Who has more than ${share(mostMissing)} of an axis missing is left out.${some}`,
      ['person', 'axis', 'missing', 'asked'],
      worst.slice(0, MOST_ROWS).map((row) => [row.persona, row.axis, count(row.missing), count(row.asked)]),
    ),
  ];
}

function noisyTable({ measurement }: PersonaReport): Block {
  return table(
    'People whose answers to items of one axis agree much less than those of others.',
    ['person', 'mean square of what is left', 'standard deviations above the median person'],
    measurement.measures.noisyPersonas.map(({ persona, meanSquare, deviations }) => [
      persona,
      share(meanSquare),
      number(deviations),
    ]),
  );
}
