import type { ConditionSummary, InformationMeasure, InformationSummary } from '../spec/index.js';
import { count, estimate, plural, share } from './format.js';
import type { Block } from './section.js';

const VERDICTS: { readonly [verdict in InformationMeasure['verdict']]: string } = {
  'above-surrogates': 'more than agents who never met',
  'not-above-surrogates': 'no more than agents who never met, as far as can be seen',
  inconclusive: 'inconclusive',
  'not-tested': 'not tested',
};

/** What agents tell of each other, as a part of a report; nothing of older studies. */
export function informationBlocks({ information }: Pick<ConditionSummary, 'information'>): readonly Block[] {
  if (information === undefined) return [];
  const { reason, measures } = information;
  return [
    {
      kind: 'paragraph',
      text:
        'Information is counted in bits: how much better one guesses what an agent chooses if one knows what another chose. ' +
        'Agents with the same habits seem to tell of each other even if they never meet, so each figure stands beside that of ' +
        'made-up groups whose members come from different runs. Only what is above these speaks for the meeting; that nothing ' +
        'is above them does not say that nothing is there.',
    },
    { kind: 'paragraph', text: reason === null ? windowSentence(information) : notMeasured(information, reason) },
    ...(measures.length === 0 ? [] : [table(information), { kind: 'paragraph' as const, text: HOW_TO_READ }]),
  ];
}

/** One line for the screen; nothing where nothing was measured. */
export function informationLine({ information }: Pick<ConditionSummary, 'information'>): string | undefined {
  if (information === undefined || information.measures.length === 0) return undefined;
  const tested = information.measures.filter(({ verdict }) => verdict !== 'not-tested');
  const above = tested.filter(({ verdict }) => verdict === 'above-surrogates').map(({ name }) => name);
  if (above.length > 0) return `Agents tell of each other (above agents who never met): ${above.join(', ')}.`;
  const open = tested.filter(({ verdict }) => verdict === 'inconclusive').length;
  return open === tested.length
    ? 'Whether agents tell of each other: inconclusive.'
    : `Agents tell no more of each other than agents who never met, as far as can be seen${open === 0 ? '' : ` (${open} of ${tested.length} measures inconclusive)`}.`;
}

const HOW_TO_READ =
  'Same step: they do the same (or the opposite) at the same time. Delayed and transfer: the one foretells what the other ' +
  'does next, transfer beyond what the other did itself; a third that drives both does it too. Redundancy is what either ' +
  'tells of both, synergy what only both together tell. Ψ above 0 says that the group foretells itself better than its ' +
  'members do; Ψ of 0 or less decides nothing. p: the share of made-up groups with as much; the corrected p allows for ' +
  'all such tests of the study (Holm 1979), and the verdict goes by it.';

function table({ measures }: InformationSummary): Block {
  return {
    kind: 'table',
    caption: 'Information in bits: mean over runs with 95 % interval, and what agents who never met have.',
    head: ['measure', 'met', 'never met', 'p', 'p corrected', 'in words', 'if missing choices were known'],
    rows: measures.map(({ title, value, bounds, crossRun, adjusted, verdict, note }) => [
      title,
      estimate(value),
      crossRun === null ? 'not compared' : share(crossRun.mean),
      crossRun === null ? 'none' : probability(crossRun.p),
      adjusted === undefined ? 'none' : probability(adjusted),
      note === null ? VERDICTS[verdict] : `${VERDICTS[verdict]}: ${note}`,
      bounds === null
        ? 'not known'
        : bounds.low === bounds.high
          ? 'the same'
          : `${share(bounds.low)} to ${share(bounds.high)}`,
    ]),
  };
}

function windowSentence({ window, runs, agents, decisions, lag }: InformationSummary): string {
  const refused = runs.refused.length === 0 ? '' : `; ${plural(runs.refused.length, 'run')} agreed too early or ended`;
  const missing = decisions.missing === 0 ? 'none is' : `${count(decisions.missing)} are`;
  return (
    `Looked at are choices ${window.from + 1} to ${window.to} of ${plural(agents.length, 'agent')} in ` +
    `${plural(runs.used, 'run')} of ${count(runs.given)}${refused}. The window was declared beforehand: up to where ` +
    `${share(window.threshold)} of these agents agree for ${plural(window.lasting, 'step')} on end, and at least ` +
    `${plural(window.least, 'step')} long; later is ${plural(lag, 'step')} on. Of ${plural(decisions.expected, 'choice')} ${missing} missing.`
  );
}

function notMeasured({ runs }: InformationSummary, reason: string): string {
  const [first] = runs.refused;
  return `It was not measured here: ${reason}${first === undefined ? '' : ` (of the first: ${first.message})`}.`;
}

function probability(p: number): string {
  return p < 0.001 ? 'below .001' : share(p);
}
