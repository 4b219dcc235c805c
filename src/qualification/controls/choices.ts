import { figure, mean } from '../../foundation/statistics/index.js';
import type { ItemKind } from '../items/index.js';
import { firstShare, missingOf, ofKind, rightness, type Answered } from './answered.js';
import { judge, round, type Control, type Demand, type Verdict } from './control.js';

const percent = (value: number): string => `${Math.round(100 * value)} %`;

/** Largest preference for a label, or for a place in a list, that is let pass, on the probability scale. */
const LARGEST_PREFERENCE = 0.1;

/** Samples behind an answer, where a model must be sampled. */
export interface Drawn {
  readonly samples?: number;
}

/** Where nothing speaks for either option: how far the choice is from even for a label's sake, whatever label it is. */
export function labelPreference(answered: readonly Answered[], drawn: Drawn = {}): Control {
  const towards = (one: Answered): number =>
    mean(one.answers.map(({ presentation, raw }) => raw[presentation.labels.indexOf(0)] ?? 0)) - 0.5;
  return preference(answered, {
    name: 'label-preference',
    measure: 'distance from an even choice for a label’s own sake',
    towards,
    ...drawn,
    what: 'a label',
  });
}

/** The same for what is named first in a list. */
export function positionPreference(answered: readonly Answered[], drawn: Drawn = {}): Control {
  const towards = (one: Answered): number =>
    mean(
      one.answers.map(({ presentation, raw }) => {
        const label = presentation.list[0] ?? 0;
        return raw[presentation.labels.indexOf(label)] ?? 0;
      }),
    ) - 0.5;
  return preference(answered, {
    name: 'position-preference',
    measure: 'distance from an even choice for the place in a list',
    towards,
    ...drawn,
    what: 'what is named first or last',
  });
}

function preference(
  answered: readonly Answered[],
  how: Pick<Demand, 'name' | 'measure'> & Drawn & { towards(one: Answered): number; readonly what: string },
): Control {
  const { name, measure, towards, what, samples } = how;
  const asked = ofKind(answered, 'neutral');
  const there = asked.filter(({ answers }) => answers.length > 0);
  const clusters = [...new Set(there.map(({ item }) => item.cluster))];
  const shift = (cluster: string): number => mean(there.filter(({ item }) => item.cluster === cluster).map(towards));
  const draws = (cluster: string): number =>
    there.filter(({ item }) => item.cluster === cluster).reduce((sum, { answers }) => sum + answers.length, 0) *
    (samples ?? Infinity);
  const observations = [
    ...clusters.map((cluster) => ({ cluster, value: distance(shift(cluster), draws(cluster)) })),
    // As far from even as can be.
    ...asked.filter((one) => !there.includes(one)).map(({ item }) => ({ cluster: item.cluster, value: 0.5 })),
  ];
  const wanted: Demand = { name, measure, demand: 'at-most', threshold: LARGEST_PREFERENCE };
  return judge(wanted, observations, {
    parts: Object.fromEntries(clusters.map((cluster) => [cluster, shift(cluster)])),
    missing: missingOf(asked),
    sentence: (effect, verdict) =>
      verdict === 'pass'
        ? `It chooses evenly where nothing but ${what} differs (off by ${figure(effect)}).`
        : `It prefers ${what} by ${figure(effect)} on average: average presentations, and believe no choice in one.`,
  });
}

/**
 * How far from even a share is, less what so many draws vary by chance: the root of the unbiased estimate of its square,
 * and 0 where that is none. A share that was not drawn varies by nothing.
 */
function distance(shift: number, draws: number): number {
  if (!Number.isFinite(draws) || draws < 2) return Math.abs(shift);
  return Math.sqrt(Math.max(0, (draws * shift ** 2 - 0.25) / (draws - 1)));
}

/** Share of right answers that must be reached, where half come by chance. */
const MOST_RIGHT = 0.7;

/** Verdicts from the worst on. */
const WORST_FIRST: readonly Verdict[] = ['fail', 'inconclusive', 'pass'];

/**
 * What the rules allow, what a pair of choices pays, what happened before: the control is as good as the worst of the three,
 * whose figures it gives.
 */
export function comprehension(answered: readonly Answered[]): Control {
  const kinds = ['allowed', 'payoff', 'recall'] as const;
  const controls = kinds.map((kind) =>
    shareRight(answered, [kind], {
      name: 'comprehension',
      measure: 'share answered right of questions about rules, payoffs and history, of the kind with the fewest',
      words: `questions about ${ABOUT[kind]}, which it understands least`,
    }),
  );
  const parts = Object.fromEntries(controls.map(({ effect }, at) => [kinds[at], effect ?? 0]));
  const rank = ({ verdict }: Control): number => WORST_FIRST.indexOf(verdict);
  const [worst] = controls.toSorted((a, b) => rank(a) - rank(b) || (a.effect ?? 0) - (b.effect ?? 0));
  return { ...(worst as Control), parts };
}

const ABOUT = { allowed: 'what is allowed', payoff: 'what a pair of choices pays', recall: 'what happened before' };

/** 100 points rather than 5. */
export function payoffs(answered: readonly Answered[]): Control {
  return shareRight(answered, ['dominance'], {
    name: 'payoffs',
    measure: 'share of dominant options preferred',
    words: 'choices between more and less, for the more',
  });
}

/** Meets the other where that pays, and avoids it where payoffs are swapped. */
export function strategy(answered: readonly Answered[]): Control {
  return shareRight(answered, ['strategic'], {
    name: 'strategy',
    measure: 'share of best responses to a known move, payoffs swapped in half of them',
    words: 'best responses to a known move',
  });
}

/** Win-stay, lose-shift. */
export function history(answered: readonly Answered[]): Control {
  return shareRight(answered, ['history'], {
    name: 'history',
    measure: 'share of choices that follow what won, the same history won or lost',
    words: 'histories, for what had won in them',
  });
}

/** Whether an agent takes its persona's side when it is asked for an opinion. */
export function personaAsked(answered: readonly Answered[]): Control {
  const control = shareRight(answered, ['persona'], {
    name: 'persona-asked',
    measure: 'share of opinions on the side of the persona, asked directly',
    words: 'opinions it is asked for, on the side of its persona',
    threshold: 0.6,
  });
  const pairs = opposedPairs(ofKind(answered, 'persona'));
  if (pairs.length === 0) return control;
  return { ...control, parts: { ...control.parts, 'opposed pairs right': round(mean(pairs)) } };
}

/** Of two opposed people on one topic, whether each takes its own side more than the other does: a liking for a side cancels. */
function opposedPairs(asked: readonly Answered[]): readonly number[] {
  const there = asked.filter(({ answers }) => answers.length > 0);
  const share = (topic: string, right: 0 | 1): number =>
    mean(there.filter(({ item }) => item.cluster === topic && item.right === right).map(firstShare));
  return [...new Set(there.map(({ item }) => item.cluster))].flatMap((topic) => {
    const apart = share(topic, 0) - share(topic, 1);
    if (Number.isNaN(apart)) return [];
    return [Math.abs(apart) < 1e-6 ? 0.5 : Number(apart > 0)];
  });
}

function shareRight(
  answered: readonly Answered[],
  kinds: readonly ItemKind[],
  how: Pick<Demand, 'name' | 'measure'> & { readonly words: string; readonly threshold?: number },
): Control {
  const { name, measure, words, threshold = MOST_RIGHT } = how;
  const asked = ofKind(answered, ...kinds);
  const observations = asked.map((one) => ({ cluster: one.item.cluster, value: rightness(one) }));
  const byDirection = { 'first option right': 0, 'second option right': 1 } as const;
  const directions = Object.fromEntries(
    Object.entries(byDirection).flatMap(([part, right]) => {
      const some = asked.filter(({ item }) => item.right === right);
      return some.length === 0 || some.length === asked.length ? [] : [[part, mean(some.map(rightness))]];
    }),
  );
  return judge({ name, measure, demand: 'at-least', threshold, share: true }, observations, {
    parts: directions,
    missing: missingOf(asked),
    sentence: (effect) => `It is right in ${percent(effect)} of ${words}; half are right by chance.`,
  });
}

/** How much one thing put in other words changes an answer. */
export function consistency(answered: readonly Answered[]): Control {
  const asked = ofKind(answered, 'dominance');
  const clusters = [...new Set(asked.map(({ item }) => item.cluster))];
  const observations = clusters.flatMap((cluster) => {
    const shares = asked.filter(({ item }) => item.cluster === cluster).map(firstShare);
    // Without an answer a share is no number: as large a change as there is.
    const change = (share: number, other: number): number => {
      const difference = Math.abs(share - other);
      return Number.isNaN(difference) ? 1 : difference;
    };
    const pairs = shares.flatMap((share, at) => shares.slice(at + 1).map((other) => change(share, other)));
    return pairs.length === 0 ? [] : [{ cluster, value: mean(pairs) }];
  });
  return judge(
    {
      name: 'consistency',
      measure: 'change of an answer when the question is put in other words',
      demand: 'at-most',
      threshold: 0.15,
    },
    observations,
    {
      missing: observations.length === 0 ? undefined : missingOf(asked),
      sentence: (effect) => `The same question in other words changes an answer by ${figure(effect)} on average.`,
    },
  );
}
