import type { StudySummary, VarianceSummary, VarianceTermSummary } from '../spec/index.js';
import { count, plural, share } from './format.js';
import type { Block, Section } from './section.js';

const TERMS: { readonly [term: string]: string } = {
  person: 'who chooses',
  'persona set': 'which people take part',
  situation: 'the situation',
  model: 'which model decides',
  'partner mix': 'with whom they are',
  'person × situation': 'who chooses in which situation',
  'persona set × situation': 'which people in which situation',
  run: 'how the run happened to go',
  residual: 'what is left over: the draw of the single choice',
};

/** What choices depend on, in a condition; nothing of older studies. */
export function varianceBlocks(variance: VarianceSummary | undefined): readonly Block[] {
  if (variance === undefined) return [];
  const { reason, terms } = variance;
  return [
    { kind: 'paragraph', text: about(variance) },
    ...(reason === null
      ? [table(variance)]
      : [{ kind: 'paragraph' as const, text: `It cannot be told here: ${reason}.` }]),
    ...(terms.length === 0 ? [] : [{ kind: 'paragraph' as const, text: HOW_TO_READ }]),
    ...choiceSentence(variance),
    ...(variance.notes.length === 0
      ? []
      : [{ kind: 'paragraph' as const, text: `Note: ${variance.notes.join('; ')}.` }]),
  ];
}

/** What choices depend on across conditions, as a section; nothing where there is one condition. */
export function varianceSections({ variance = [] }: Pick<StudySummary, 'variance'>): readonly Section[] {
  if (variance.length === 0) return [];
  return [
    {
      id: 'variance',
      title: 'What it depends on: people, conditions, runs',
      blocks: variance.flatMap((one) => varianceBlocks(one)),
    },
  ];
}

/** One line for the screen; nothing where nothing could be told. */
export function varianceLine(variance: VarianceSummary | undefined): string | undefined {
  if (variance === undefined || variance.terms.length === 0) return undefined;
  const told = variance.terms.map((term) => `${term.term} ${share(term.share)}`);
  return `Shares of variance (last choices, alone and together): ${told.join(', ')}.`;
}

const HOW_TO_READ =
  'Shares sum to 1. An estimate without bias may fall below 0 where there is nothing, and is left as it is. The first interval ' +
  'is about other runs of the same people in the same situations, the second about other people and situations too (which ' +
  'few situations leave very wide). Held out: how much better the term foretells runs that were left out of the fit; below 0 ' +
  'it foretells them worse than nothing.';

function about({ over, unit, value, persons, situations, outcomes, runs, missing }: VarianceSummary): string {
  const situation = over === 'arms' ? 'Situations are being together and being alone' : 'Situations are the conditions';
  const whose = unit === 'persons' ? `${plural(persons.length, 'agent')} in ` : '';
  const gaps = missing === 0 ? '' : `; ${count(missing)} missing`;
  return (
    `How far it depends on who somebody is, on the situation, on both together, or on the course of a run: ${value}. ` +
    `${situation} (${situations.length === 0 ? 'none' : situations.join(', ')}); ${plural(outcomes, 'value')} of ${whose}${plural(runs, 'run')}${gaps}.`
  );
}

function table({ terms }: VarianceSummary): Block {
  return {
    kind: 'table',
    caption: 'Shares of the variance, with 95 % intervals.',
    head: ['what', 'groups', 'share', 'over other runs', 'over other people and situations', 'held out'],
    rows: terms.map(({ term, groups, share: part, overRuns, overPopulations, added }) => [
      TERMS[term] === undefined ? term : `${term}: ${TERMS[term]}`,
      count(groups),
      share(part),
      interval(overRuns),
      interval(overPopulations),
      added === null ? 'cannot foretell' : share(added.crossValidated),
    ]),
  };
}

function choiceSentence({ choice }: VarianceSummary): readonly Block[] {
  if (choice === null) return [];
  const { shares, overRuns } = choice;
  const around = overRuns === null ? '' : ` ${interval(overRuns)}`;
  return [
    {
      kind: 'paragraph',
      text:
        `Exact probabilities are known, so the draw can be told from the course of the run: drawing each choice takes ` +
        `${share(shares.noise)} of the variance, and ${share(shares.pathDependence)}${around} is path dependence: the ` +
        'probabilities themselves differ between runs of the same people in the same situation.',
    },
  ];
}

function interval(ends: VarianceTermSummary['overRuns']): string {
  return ends === null ? 'not known' : `[${share(ends.low)}, ${share(ends.high)}]`;
}
