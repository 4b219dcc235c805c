import { mean } from '../../foundation/statistics/index.js';
import { firstMass, massesIn, missingOf, type Answered, type Masses } from './answered.js';
import { clusterMeans, judge, type Control, type Demand, type Observation } from './control.js';

const percent = (value: number): string => `${Math.round(100 * value)} %`;

/**
 * Whether the model answers the questions at all: the raw probability of the options, before it is normalised. Where replies
 * are counted, the share of first replies that take one; a record that does not tell of these counts with all replies.
 */
export function optionMass(answered: readonly Answered[]): Control {
  const { told, of } = massesIn(answered, firstMass);
  const counted = told && areCounted(answered);
  const wanted: Demand = {
    name: 'option-mass',
    measure: counted
      ? 'share of first replies that take an option'
      : 'probability on the options before it is normalised',
    demand: 'at-least',
    threshold: 0.5,
  };
  const parts = partsOf(answered, (all) => mean(all.flatMap(of)));
  return judge(wanted, massObservations(answered, of), {
    parts,
    missing: missingOf(answered),
    sentence: (effect) => {
      if (counted) return inReplies(effect, answered);
      return told
        ? `It puts ${percent(effect)} of its probability on the options it is offered.`
        : `It answers ${percent(effect)} of the questions; how much of its probability that takes it does not tell.`;
    },
  });
}

function massObservations(answered: readonly Answered[], of: Masses['of']): readonly Observation[] {
  return answered.flatMap((one): Observation[] => {
    const masses = of(one);
    return masses.length === 0 ? [] : [{ cluster: one.item.cluster, value: mean(masses) }];
  });
}

/** Both shares of counted replies: of first ones, where they are on record, and of all. */
function inReplies(effect: number, answered: readonly Answered[]): string {
  const answers = answered.flatMap((one) => one.answers);
  const silent = answers.filter((one) => one.firstMass === undefined).length;
  if (silent === answers.length) {
    return `${percent(effect)} of its replies take an option, with those that were explained and asked again: first replies are not on record.`;
  }
  const whole = mean(clusterMeans(massObservations(answered, massesIn(answered).of)));
  const rest =
    silent === 0 ? '' : ` Of ${silent} of ${answers.length} answers first replies are not on record: there all count.`;
  return `${percent(effect)} of its first replies take an option; with those that were explained and asked again ${percent(whole)} do.${rest}`;
}

/** Whether these are samples, which are explained and asked again, and no probabilities. */
function areCounted(answered: readonly Answered[]): boolean {
  return answered.some(({ answers }) => answers.some(({ tempered }) => tempered));
}

/** One number a kind of question. */
function partsOf(answered: readonly Answered[], value: (all: readonly Answered[]) => number): Control['parts'] {
  const kinds = [...new Set(answered.map(({ item }) => item.kind))];
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, value(answered.filter(({ item }) => item.kind === kind))] as const)
      .filter(([, number]) => Number.isFinite(number)),
  );
}
