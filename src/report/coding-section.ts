import type { CodingSummary, ConditionSummary } from '../spec/index.js';
import { estimate, number, plural, share } from './format.js';
import type { Block } from './section.js';

/** Rates of codes as they were coded, beside what they are with the coder's errors taken out; nothing where no text was coded. */
export function codingBlocks({ codings = [] }: Pick<ConditionSummary, 'codings'>): readonly Block[] {
  const [first] = codings;
  if (first === undefined) return [];
  const { by, trusted } = first;
  if (codings.every(({ errors }) => errors === 'none')) {
    return [
      { kind: 'paragraph', text: `The texts were coded by ${by}. ${NOT_TWICE}` },
      table(codings, ['arm', 'code', 'as coded'], (one) => [one.arm, one.title, cell(one.coded)]),
    ];
  }
  const head = ['arm', 'code', 'as coded', 'corrected', 'sensitivity', 'specificity', 'alpha', 'coded twice'];
  return [
    {
      kind: 'paragraph',
      text: `The texts were coded by ${by}, and a second time by ${trusted ?? 'nobody'}, which is taken for right.`,
    },
    table(codings, head, (one) => [
      one.arm,
      one.title,
      cell(one.coded),
      corrected(one),
      one.sensitivity === null ? 'not known' : share(one.sensitivity),
      one.specificity === null ? 'not known' : share(one.specificity),
      cell(one.alpha),
      one.errors === 'own' ? `${number(one.twice)} of ${number(one.things)}` : `0 of ${number(one.things)}`,
    ]),
    { kind: 'paragraph', text: HOW_TO_READ },
  ];
}

/** What was found of the coder in the runs of agents together, for the screen; nothing where nothing was coded twice. */
export function codingLine({ codings = [] }: Pick<ConditionSummary, 'codings'>): string | undefined {
  const own = codings.filter(({ arm, errors }) => arm === 'interacting' && errors !== 'none');
  const told = own.map((one) => `${one.title} ${cell(one.coded)}, corrected ${corrected(one)}`);
  if (told.length === 0) return undefined;
  return `As coded, and with the error of coding: ${told.join('; ')}.`;
}

function corrected({ corrected: found, errors }: CodingSummary): string {
  if (found.value === null) return found.note ?? 'not known';
  const doubt = found.note === undefined ? '' : ` (${found.note})`;
  return `${estimate(found)}${doubt}${errors === 'other-codes' ? ' (errors as in the other codes)' : ''}`;
}

function cell(found: CodingSummary['coded']): string {
  return found.value === null ? 'not known' : estimate(found);
}

function table(
  codings: readonly CodingSummary[],
  head: readonly string[],
  rowOf: (one: CodingSummary) => readonly string[],
): Block {
  const [first] = codings;
  const things = plural(Math.max(0, ...codings.map((one) => one.things)), 'thing');
  return {
    kind: 'table',
    caption: `Share of what was coded that was given each code by ${first?.by ?? 'nobody'}; up to ${things} an arm. 95 % intervals over runs.`,
    head: [...head],
    rows: codings.map((one) => [...rowOf(one)]),
  };
}

const NOT_TWICE =
  'Nothing was coded twice, so the error of coding is not in any interval: have a random part coded again by somebody who is ' +
  'to be trusted more, and the report sets a corrected rate beside each rate.';

const HOW_TO_READ =
  'As coded: the interval knows of sampling alone. Corrected: it knows of the errors of coding too. Where everything was coded ' +
  'twice, that is the rate by the second coding; else it follows from sensitivity (the share of what has the code that is ' +
  'given it) and specificity (the share of what does not have it that is not), after Rogan and Gladen 1978. A code that was ' +
  'never coded twice borrows the errors made in the others, which one has to believe. Alpha: agreement of both beyond chance ' +
  '(Krippendorff; 1 always, 0 as by chance).';
