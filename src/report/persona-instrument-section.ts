import type { InstrumentCheck } from '../persona/instrument/index.js';
import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { number, plural, share, signed } from './format.js';
import { headed, paragraph, table } from './persona-blocks.js';
import { interval, orNone } from './persona-figures.js';
import type { Block, Section } from './section.js';

/** Whether the questionnaire measures anything in the answers of this mind. */
export function instrumentSection(measurement: PersonaMeasurement): Section {
  const { instrument, otherInstruments } = measurement;
  const { axes, failed } = instrument;
  const verdict =
    failed.length === 0
      ? `All ${plural(axes.length, 'axis', 'axes')} can be measured in the answers of ${instrument.answeredBy}.`
      : `${axes.length - failed.length} of ${plural(axes.length, 'axis', 'axes')} can be measured in the answers of ${instrument.answeredBy}.`;
  const blocks = [
    ...headed(measurement),
    paragraph(verdict),
    ...acquiescence(instrument),
    instrumentTable(instrument),
    // That by likelihood stands beside the stance, apart from Likert scores.
    ...otherInstruments.filter(({ mode }) => mode !== 'likelihood').map(instrumentTable),
  ];
  return { id: 'instrument', title: 'The instrument', blocks };
}

function acquiescence({ acquiescence: found, thresholds }: InstrumentCheck): readonly Block[] {
  if (found === null) return [];
  const value = interval({ value: found.estimate, low: found.low, high: found.high }, (one) => orNone(one, signed));
  const verdict = found.flagged
    ? `which is more than ${share(thresholds.acquiescence)}: reliability is computed on pairs of a forward and a reverse-keyed item`
    : `not shown to be more than ${share(thresholds.acquiescence)} either way`;
  return [paragraph(`Acquiescence, agreement whatever is said: ${value} of the scale, ${verdict}.`)];
}

/** The check of each axis with the people that were composed for its poles. */
export function instrumentTable({ axes, thresholds, wordings, mode }: InstrumentCheck): Block {
  const { effect, correlation, missing } = thresholds;
  return table(
    `Asked (${mode}) of ${plural(wordings, 'person', 'people')} composed for each pole of each axis. Poles must lie apart (Hedges' g with all of its 95 % interval above ${number(effect)}), ` +
      `raw agreement with reverse-keyed items must run against that with forward ones (all of the interval below ${number(correlation)}), and at most ${share(missing)} of the answers may be missing.`,
    ['axis', 'verdict', 'why', 'poles apart', "Hedges' g", 'forward against reverse-keyed', 'acquiescence', 'missing'],
    axes.map((axis) => [
      axis.axis,
      axis.verdict,
      axis.reasons.join('; '),
      orNone(axis.separation?.difference, signed),
      axis.separation === null
        ? 'none'
        : interval({ ...axis.separation, value: axis.separation.effect }, (value) => orNone(value, number)),
      axis.keys === null ? 'none' : interval({ ...axis.keys, value: axis.keys.correlation }, (value) => orNone(value, signed)), // prettier-ignore
      orNone(axis.acquiescence, signed),
      `${axis.missing} of ${axis.asked}`,
    ]),
  );
}
