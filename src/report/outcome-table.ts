import type { ConditionSummary, OutcomeSummary } from '../spec/index.js';
import { estimate, share, signed } from './format.js';
import type { Block } from './section.js';

/** An outcome and the condition that it belongs to. */
export interface OutcomeOf {
  readonly condition: ConditionSummary;
  readonly outcome: OutcomeSummary;
}

const CAPTION =
  'Each outcome against the prior, and against the same agents isolated. Brackets are 95 % intervals over runs.';

/** With more outcomes than this a line each is easier to compare than a column each. */
const IN_COLUMNS = 2;

/** The figures of an outcome, each with what it is. */
const FIGURES: readonly {
  readonly name: string;
  readonly meaning: string;
  of(outcome: OutcomeSummary): string;
}[] = [
  {
    name: 'alone',
    meaning: 'the prior: what agents choose by themselves, before they have met anybody',
    of: ({ prior }) => estimate(prior),
  },
  {
    name: 'together',
    meaning: 'what comes out of the runs in which they meet',
    of: ({ interacting }) => estimate(interacting),
  },
  {
    name: 'isolated',
    meaning: 'what comes out of as many decisions of the same agents, when nobody meets anybody',
    of: ({ isolated }) => estimate(isolated),
  },
  {
    name: 'independent draws',
    meaning: 'what counting alone would give, if everybody drew once from the prior',
    of: ({ independentDraws }) => share(independentDraws),
  },
  {
    name: 'together − prior',
    meaning: 'how far the population is from what its members prefer',
    of: ({ againstPrior }) => estimate(againstPrior, signed),
  },
  {
    name: 'together − isolated',
    meaning: 'what the meeting did, and nothing else',
    of: ({ againstIsolated }) => (againstIsolated === null ? 'did not run' : estimate(againstIsolated, signed)),
  },
  { name: 'class', meaning: 'how together relates to alone, see Words below', of: ({ class: found }) => found },
  {
    name: 'the meeting changed it',
    meaning: 'the verdict from together − isolated; inconclusive means that there are too few runs to say',
    of: ({ changed }) => changed,
  },
];

/** Each outcome against the prior and against isolated agents: a few as columns with words beside, many as lines. */
export function outcomeTable(outcomes: readonly OutcomeOf[]): Block {
  const several = new Set(outcomes.map(({ condition }) => condition.name)).size > 1;
  if (outcomes.length <= IN_COLUMNS) {
    return {
      kind: 'table',
      caption: CAPTION,
      head: ['figure', ...outcomes.map((one) => nameOf(one, several)), 'what it is'],
      rows: FIGURES.map(({ name, meaning, of }) => [name, ...outcomes.map(({ outcome }) => of(outcome)), meaning]),
    };
  }
  return {
    kind: 'table',
    caption: CAPTION,
    head: [...(several ? ['condition'] : []), 'outcome', ...FIGURES.map(({ name }) => name)],
    rows: outcomes.map(({ condition, outcome }) => [
      ...(several ? [condition.name] : []),
      titleOf(outcome),
      ...FIGURES.map(({ of }) => of(outcome)),
    ]),
  };
}

function nameOf({ condition, outcome }: OutcomeOf, several: boolean): string {
  return several ? `${titleOf(outcome)}, ${condition.name}` : titleOf(outcome);
}

function titleOf({ title, focal }: OutcomeSummary): string {
  return focal === null ? title : `${title}: ${focal}`;
}
