import { figure, signedFigure } from '../../foundation/statistics/index.js';
import type { Estimate, OutcomeSummary } from '../../spec/index.js';

/** What an outcome's figures say, in words; both contrasts, above all where they disagree. */
export function sentenceOf(outcome: Omit<OutcomeSummary, 'sentence'>): string {
  return [first(outcome), second(outcome), disagreement(outcome), more(outcome)]
    .filter((part) => part !== '')
    .join(' ');
}

function first(outcome: Omit<OutcomeSummary, 'sentence'>): string {
  switch (outcome.kind) {
    case 'choice':
      return ofChoice(outcome);
    case 'order':
      return ofOrder(outcome);
    case 'mean':
      return ofMean(outcome);
    case 'spread':
      return ofSpread(outcome);
  }
}

function ofOrder({ title, interacting, prior, class: word }: Omit<OutcomeSummary, 'sentence'>): string {
  const [together, chance] = [`The ${title} together is ${withInterval(interacting)}`, digits(prior.value)];
  switch (word) {
    case 'no-order':
      return `${together}: no more than independent draws would show (${chance}).`;
    case 'inconclusive':
      return `${together}, against ${chance} by independent draws: too few runs to tell.`;
    case 'damped':
      return `${together}, less than the ${chance} of independent draws: the meeting disperses.`;
    default:
      return `${together}, where independent draws would show ${chance}: the population orders itself.`;
  }
}

function ofMean({ title, interacting, prior, class: word }: Omit<OutcomeSummary, 'sentence'>): string {
  const figures = `The ${title} is ${digits(prior.value)} alone and ${withInterval(interacting)} together`;
  switch (word) {
    case 'induced':
      return `${figures}: the population takes a side that the agents alone do not take.`;
    case 'amplified':
      return `${figures}: the population goes farther to the side of the agents.`;
    case 'damped':
      return `${figures}: the population keeps nearer to the middle than the agents.`;
    case 'reversed':
      return `${figures}: the population goes to the other side.`;
    case 'unchanged':
      return `${figures}: the same, within the margin.`;
    default:
      return `${figures}: too few runs to tell them apart or alike.`;
  }
}

function ofSpread({ title, interacting, prior, class: word }: Omit<OutcomeSummary, 'sentence'>): string {
  const [together, chance] = [`The ${title} together is ${withInterval(interacting)}`, digits(prior.value)];
  switch (word) {
    case 'unchanged':
      return `${together}: as much as independent draws would show (${chance}).`;
    case 'amplified':
      return `${together}, more than the ${chance} of independent draws: the population spreads out.`;
    case 'damped':
      return `${together}, less than the ${chance} of independent draws: the population draws together.`;
    default:
      return `${together}, against ${chance} by independent draws: too few runs to tell.`;
  }
}

function ofChoice({ focal, interacting, prior, class: word }: Omit<OutcomeSummary, 'sentence'>): string {
  const shown = withInterval(interacting);
  const alone = `${focal} is chosen alone with probability ${digits(prior.value)} and wins together in ${shown} of the runs`;
  switch (word) {
    case 'induced':
      return `${alone}: a preference of the population that the agents alone do not have.`;
    case 'amplified':
      return `${alone}: the population amplifies what the agents prefer.`;
    case 'damped':
      return `${alone}: the population damps what the agents prefer.`;
    case 'reversed':
      return `${alone}: the population turns against what the agents prefer.`;
    case 'unchanged':
      return `${alone}: as often, within the margin.`;
    default:
      return `${alone}: too few runs to tell them apart or alike.`;
  }
}

function second({ againstIsolated, changed, isolated, margin }: Omit<OutcomeSummary, 'sentence'>): string {
  if (againstIsolated === null || isolated === null) return 'There is no isolated arm to say what the meeting changed.';
  const difference = signed(againstIsolated);
  const alone = withInterval(isolated);
  switch (changed) {
    case 'yes':
      return `The same agents isolated give ${alone}: the meeting changed it, by ${difference}.`;
    case 'no':
      return `The same agents isolated give ${alone}: the meeting changed it by less than ${digits(margin)} (${difference}).`;
    default:
      return `The same agents isolated give ${alone}: whether the meeting changed it is open (${difference}).`;
  }
}

/** Counting alone moves a share away from the prior; that must not be taken for the meeting. */
function disagreement({ againstPrior, againstIsolated, changed }: Omit<OutcomeSummary, 'sentence'>): string {
  const [prior, isolated] = [againstPrior, againstIsolated];
  if (prior.low === null || prior.high === null || isolated === null || isolated.value === null) return '';
  const offPrior = prior.low > 0 || prior.high < 0;
  if (offPrior && changed === 'no') {
    return 'The two contrasts disagree: it differs from the prior, but so it does without any meeting.';
  }
  if (offPrior && prior.value !== null && prior.value * isolated.value < 0 && changed === 'yes') {
    return 'The two contrasts point in opposite directions: above the prior means below the isolated agents, or the reverse.';
  }
  return '';
}

/** Which question is open, and how many runs would decide it. */
function more({ runsNeeded, class: word, changed, againstIsolated }: Omit<OutcomeSummary, 'sentence'>): string {
  if (runsNeeded === null) return '';
  const runs = `${runsNeeded} runs an arm would decide`;
  const isOpen = changed === 'inconclusive' && againstIsolated !== null;
  if (!isOpen) return `The class is open: about ${runs} it.`;
  const whether = 'whether the meeting changed it';
  return word === 'inconclusive' ? `About ${runs} both the class and ${whether}.` : `About ${runs} ${whether}.`;
}

function withInterval({ value, low, high }: Estimate): string {
  return `${digits(value)} [${digits(low)}, ${digits(high)}]`;
}

function signed({ value, low, high }: Estimate): string {
  return `${signedDigits(value)} [${signedDigits(low)}, ${signedDigits(high)}]`;
}

function digits(value: number | null): string {
  return value === null ? 'not known' : figure(value);
}

function signedDigits(value: number | null): string {
  return value === null ? 'not known' : signedFigure(value);
}
