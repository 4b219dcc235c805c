import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { count, number, plural } from './format.js';
import { paragraph, table, warning } from './persona-blocks.js';
import { interval, orNone } from './persona-figures.js';
import { instrumentTable } from './persona-instrument-section.js';
import type { Block, Section } from './section.js';

/** People by what they make likelier, and how other modes of asking agree; apart from all Likert scores. */
export function stanceSections({ stance, otherInstruments, agreement }: PersonaMeasurement): readonly Section[] {
  const sections: Section[] = [];
  if (stance !== null) {
    sections.push({
      id: 'stance',
      title: 'Relative stance by likelihood',
      blocks: [
        paragraph(
          `How much likelier a person makes a statement than its denial, more than neutral people do, in the eyes of ${stance.model}. ` +
            'Between anchors: 0 where people composed for the low pole stand, 1 where those for the high pole do, and beyond. It is no Likert score, and no coverage may be set beside it.',
        ),
        ...unusable(stance),
        anchorTable(stance),
        spreadTable(stance),
        ...missing(stance),
        ...otherInstruments.filter(({ mode }) => mode === 'likelihood').map(instrumentTable),
      ],
    });
  }
  if (agreement.length > 0) {
    sections.push({ id: 'agreement', title: 'Agreement of ways of asking', blocks: [agreementTable(agreement)] });
  }
  return sections;
}

type Stance = NonNullable<PersonaMeasurement['stance']>;

function unusable({ anchors }: Stance): readonly Block[] {
  const bad = anchors.filter(({ usable }) => !usable);
  if (bad.length === 0) return [];
  const why = bad.map(({ axis, reasons }) => `"${axis}" (${reasons.join('; ')})`).join(', ');
  return [warning(`No stance may be read on ${why}.`)];
}

function anchorTable({ anchors }: Stance): Block {
  const nats = (value: number): string => value.toFixed(3);
  return table(
    'Anchors of each axis: mean log-ratios in nats a token against neutral people, the spread of neutral people, and how many of these lie between the anchors. Negation: how much more anchors for than anchors against prefer statements to their negations.',
    [
      'axis',
      'usable',
      'con (0)',
      'pro (1)',
      'noise',
      'units of noise apart',
      "negation, Hedges' g",
      'items blind to negation',
    ],
    anchors.map(({ axis, usable, con, pro, noise, separation, negation }) => [
      axis,
      usable ? 'yes' : 'no',
      nats(con),
      nats(pro),
      nats(noise),
      orNone(separation, number),
      interval({ ...negation, value: negation.effect }, (value) => orNone(value, number)),
      negation.blindTo.length === 0 ? 'none' : negation.blindTo.join(', '),
    ]),
  );
}

function spreadTable({ axes, positions }: Stance): Block {
  return table(
    'Relative stances of the population on each axis.',
    ['axis', 'people', 'least', 'median', 'largest'],
    axes.map((axis, at) => {
      const values = positions.flatMap((row) => row[at] ?? []).toSorted((one, other) => one - other);
      const [low, middle, high] = [values[0], values[Math.floor((values.length - 1) / 2)], values.at(-1)];
      return [axis, count(values.length), orNone(low, number), orNone(middle, number), orNone(high, number)];
    }),
  );
}

function missing({ missing: lost }: Stance): readonly Block[] {
  if (lost.length === 0) return [];
  const why = lost.map(({ persona, message }) => `${persona} (${message})`).join('; ');
  return [paragraph(`${plural(lost.length, 'person', 'people')} could not be weighed: ${why}.`)];
}

function agreementTable(agreement: PersonaMeasurement['agreement']): Block {
  return table(
    'Spearman correlation of where people stand, by the first way of asking and by another, with 95 % bootstrap intervals over people.',
    ['with', 'axis', 'correlation', 'people'],
    agreement.map(({ with: other, axis, correlation, interval: bounds, n }) => [
      other === 'likelihood' ? 'relative stance by likelihood' : other,
      axis,
      interval({ value: correlation, low: bounds?.low ?? null, high: bounds?.high ?? null }),
      count(n),
    ]),
  );
}
