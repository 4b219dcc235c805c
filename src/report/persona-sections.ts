import { plural, share } from './format.js';
import { headed, paragraph, sentence, warning } from './persona-blocks.js';
import { personaCost } from './persona-cost.js';
import { axesSection, combinationsSection, diversitySection } from './persona-diversity-section.js';
import { fidelitySection, type PlacesForm } from './persona-fidelity-section.js';
import { personaFinding } from './persona-finding.js';
import { personaGlossary } from './persona-glossary.js';
import { instrumentSection } from './persona-instrument-section.js';
import { gainSentence, loopSection, reachSentences } from './persona-loop-section.js';
import { peopleSection } from './persona-people-section.js';
import type { PersonaReport } from './persona-report.js';
import { stanceSections } from './persona-stance-section.js';
import type { Block, Section } from './section.js';

/**
 * A population as sections, in the order in which it is read: the answer first, then what it rests on.
 *
 * @param places Whether everybody's place is drawn (default) or listed.
 */
export function personaSections(report: PersonaReport, places: PlacesForm = 'drawn'): readonly Section[] {
  const { measurement, loop } = report;
  const under = (section: Section): Section => ({ ...section, blocks: [...headed(measurement), ...section.blocks] });
  return [
    answerSection(report),
    diversitySection(report),
    axesSection(measurement),
    fidelitySection(report, places),
    ...combinationsSection(measurement).map(under),
    instrumentSection(measurement),
    under(peopleSection(report)),
    ...(loop === undefined ? [] : [under(loopSection(loop))]),
    ...stanceSections(measurement),
    methodSection(report),
    personaGlossary(),
  ];
}

function answerSection(report: PersonaReport): Section {
  const { measurement, loop } = report;
  const { instrument, gate, passed, intended, covered } = personaFinding(report);
  const said = [...(passed ? [gate] : []), ...(intended === null ? [] : [intended]), covered].join(' ');
  const blocks: readonly Block[] = [
    ...(instrument === null ? [] : [warning(instrument)]),
    ...(passed ? [] : [warning(gate)]),
    paragraph(said),
    ...(loop === undefined ? [] : [paragraph([gainSentence(loop), ...reachSentences(loop)].join(' '))]),
    paragraph(byWhom(report)),
  ];
  const title =
    intended === null
      ? `How diverse are the answers of ${measurement.population}?`
      : 'How much of the intended diversity reached the answers?';
  return { id: 'answer', title, blocks };
}

/** Who was written and who answered. */
export function byWhom({ measurement, made }: PersonaReport): string {
  const { population, answeredBy, asked } = measurement;
  const answered = `Answered by ${answeredBy} (${asked})`;
  if (made === undefined) return `${plural(measurement.responses.personas.length, 'person', 'people')} of ${population}. ${answered}.`; // prettier-ignore
  const written = made.people - made.missing.length;
  const of = written === made.people ? '' : ` of ${made.people}`;
  return (
    `${written}${of} people of ${population}, written by the generator ${made.generator} ` +
    `(placement ${made.placement}) with ${made.writer}. ${answered}.`
  );
}

function methodSection(report: PersonaReport): Section {
  const { measurement, cost, loop } = report;
  const { measures, questionnaire, responses, instrument } = measurement;
  const { radius } = measures;
  const scores =
    measures.kind === 'expected'
      ? 'Expected values of the distributions of answers'
      : 'Single answers drawn from distributions';
  const blocks: readonly Block[] = [
    ...(cost === undefined ? [] : [paragraph(sentence(`cost: ${personaCost(cost, responses.personas.length)}`))]),
    paragraph(sentence(byWhom(report))),
    paragraph(
      `Questionnaire: ${questionnaire.name}, ${plural(responses.items.length, 'item')} on ${plural(questionnaire.axes.length, 'axis', 'axes')} (${questionnaire.description})` +
        `${loop === undefined ? '' : '; of these, what is measured here are the items that did not steer the loop'}.`,
    ),
    paragraph(
      `${scores} are measured (mode: ${measures.mode}). The instrument was checked with ${plural(instrument.wordings, 'wording')} of each pole.`,
    ),
    paragraph(
      'Intervals are about people: the 95 % intervals of resampled people, that is how far another population by the same generator might lie, with the same questionnaire and the same answerer. They say nothing of other contexts, models or wordings. Intervals of metrics are moved to the value, because a resample has fewer different people; the minimum distance has none.',
    ),
    paragraph(
      `Coverage is counted within ${share(radius.value)} of the axes' length, a radius calibrated over ${plural(radius.draws, 'ideal population')} of this size. The metrics are those of Paglieri, Cross, Cunningham, Leibo and Vezhnevets 2026 (arXiv 2602.03545).`,
    ),
    paragraph(`Seed ${measures.seed}: the same answers give the same numbers.`),
  ];
  return { id: 'method', title: 'Method and cost', blocks };
}
