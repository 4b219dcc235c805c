import { situationOf, type ControlItem, type ItemKind } from './control-item.js';
import { AMOUNTS, LABELS, PEOPLE } from './labels.js';
import type { ItemUse } from './topics.js';

type Labels = readonly [string, string];
type Written = Omit<Parameters<typeof situationOf>[0], 'kind' | 'id' | 'options'>;

/** An item of its kind; the id names the use, so that items for choosing and for the verdict are told apart by name. */
function item(
  about: { readonly kind: ItemKind; readonly use: ItemUse; readonly cluster: string; readonly name?: string },
  options: Labels,
  asked: Written & Pick<ControlItem, 'right'> & Partial<Pick<ControlItem, 'wording' | 'count'>>,
): ControlItem {
  const { kind, use, cluster, name } = about;
  const { right, wording = 0, count, ...written } = asked;
  const id = [use, kind, cluster, ...(name === undefined ? [] : [name])].join('/');
  const situation = situationOf({ kind, id, options, ...written });
  return { id, kind, use, cluster, situation, right, wording, ...(count === undefined ? {} : { count }) };
}

const CHOOSE = 'Which {do you} choose, {or}?';

/** Nothing speaks for either option: what is left is a liking for a label or for what is named first. */
export function neutralItems(use: ItemUse): readonly ControlItem[] {
  return LABELS[use].flatMap((labels) => {
    const about = { kind: 'neutral', use, cluster: labels.join('') } as const;
    return [
      item({ ...about, name: 'everybody' }, labels, {
        framing: ['Everybody chooses {or}.'],
        cue: '{You} chose',
        question: CHOOSE,
        right: null,
      }),
      item({ ...about, name: 'two ways' }, labels, {
        framing: ['There are two ways that lead to the same place: {or}. They are equally long.'],
        cue: '{You} took',
        question: 'Which way {do you} take, {or}?',
        right: null,
        wording: 1,
      }),
    ];
  });
}

/** What the rules allow, what a pair of choices pays, and what happened before. */
export function comprehensionItems(use: ItemUse): readonly ControlItem[] {
  const allowed = LABELS[use].map((labels) =>
    item({ kind: 'allowed', use, cluster: `allowed ${labels.join('')}` }, labels, {
      framing: ['These are the rules of a game.'],
      statements: ['The move {0} is allowed.', 'The move {1} is forbidden.'],
      unordered: true,
      cue: '{You} obeyed the rules and made the move',
      question: 'Which move is allowed, {or}?',
      right: 0,
    }),
  );
  const payoff = AMOUNTS[use].flatMap(([more, less], at) => {
    const pay: Labels = [String(more), String(less)];
    const [one, other] = LABELS[use][at % LABELS[use].length] as Labels;
    return ([0, 1] as const).map((right) =>
      item({ kind: 'payoff', use, cluster: `payoff ${more}`, name: right === 0 ? 'same' : 'different' }, pay, {
        framing: [
          'Two players choose at the same time. If both choose the same, each gains {0} points.',
          'If they choose differently, each gains {1} points.',
        ],
        statements: [`Ann chose ${one} and Bob chose ${right === 0 ? one : other}.`],
        cue: 'So each of them gained',
        question: 'How many points did each of them gain, {or}?',
        right,
      }),
    );
  });
  const recall = LABELS[use].flatMap((labels) =>
    ([0, 1] as const).map((right) =>
      item({ kind: 'recall', use, cluster: `recall ${labels.join('')}`, name: `round ${right + 1}` }, labels, {
        statements: ['In round 1 Bob chose {0}.', 'In round 2 Bob chose {1}.'],
        cue: `As we saw, in round ${right + 1} Bob chose`,
        question: `What did Bob choose in round ${right + 1}, {or}?`,
        right,
      }),
    ),
  );
  return [...allowed, ...payoff, ...recall];
}

/** Whichever way the other plays, one option pays more: in two wordings for the verdict. */
export function dominanceItems(use: ItemUse): readonly ControlItem[] {
  const wordings = use === 'choice' ? [0] : [0, 1];
  return AMOUNTS[use].flatMap(([more, less], at) =>
    wordings.map((wording) =>
      item(
        { kind: 'dominance', use, cluster: `dominance ${more}`, name: `wording ${wording}` },
        LABELS[use][at % LABELS[use].length] as Labels,
        { ...dominance(more, less)[wording], unordered: true, right: 0, wording } as Parameters<typeof item>[2],
      ),
    ),
  );
}

function dominance(more: number, less: number): readonly Written[] {
  return [
    {
      statements: [`Whoever chooses {0} gains ${more} points.`, `Whoever chooses {1} gains ${less} points.`],
      cue: '{You} wanted as many points as possible and chose',
      question: 'As many points as possible are wanted. Which {do you} choose, {or}?',
    },
    {
      statements: [`The price for {0} is ${more} dollars.`, `The price for {1} is ${less} dollars.`],
      cue: '{You} wanted the bigger price and went for',
      question: 'The bigger price is wanted. Which {do you} go for, {or}?',
    },
  ];
}

/** The other's move is known: where equal choices pay, it is to be met, and with swapped payoffs avoided. */
export function strategicItems(use: ItemUse): readonly ControlItem[] {
  return LABELS[use].flatMap((labels) =>
    ([0, 1] as const).map((right) => {
      const [same, different] =
        right === 0 ? ['gains 100 points', 'gains nothing'] : ['gains nothing', 'gains 100 points'];
      return item({ kind: 'strategic', use, cluster: labels.join(''), name: right === 0 ? 'meet' : 'avoid' }, labels, {
        framing: [
          `Two players choose {or} at the same time. If both choose the same, each ${same}.`,
          `If they choose differently, each ${different}.`,
        ],
        statements: ['Player 2 always chooses {0}.'],
        cue: '{You} wanted as many points as possible and chose',
        question: 'As many points as possible are wanted. Which {do you} choose, {or}?',
        right,
      });
    }),
  );
}

/** Rounds as what was chosen in each; the same choices won or lost in the twin of an item. */
const PATTERNS: { readonly [name: string]: readonly (0 | 1)[] } = {
  'one round': [0],
  'two rounds': [0, 1],
  'four rounds': [0, 1, 1, 0],
};

/** Win-stay, lose-shift: only the outcomes of the rounds tell twins apart, for both name each option equally often. */
export function historyItems(use: ItemUse): readonly ControlItem[] {
  return LABELS[use].slice(0, 6).flatMap((labels) =>
    Object.entries(PATTERNS).flatMap(([pattern, rounds]) =>
      ([0, 1] as const).map((right) =>
        item(
          { kind: 'history', use, cluster: `${pattern} ${labels.join('')}`, name: right === 0 ? 'won' : 'lost' },
          labels,
          {
            framing: ['In every round one of {or} wins, and the other loses. It is the same one in all rounds.'],
            statements: rounds.map(
              (chosen, at) =>
                `Round ${at + 1}: {you} chose {${chosen}} and ${chosen === right ? 'won 10 points' : 'lost 10 points'}.`,
            ),
            cue: `Round ${rounds.length + 1}: {you} chose`,
            question: `This is round ${rounds.length + 1}. Which {do you} choose, {or}?`,
            right,
          },
        ),
      ),
    ),
  );
}

/** Ten others, `count` of them for the first option. The rest of the ladder is the same with labels exchanged. */
export function majorityItems(use: ItemUse): readonly ControlItem[] {
  const counts = use === 'choice' ? [8, 10] : [6, 7, 8, 9, 10];
  return LABELS[use].slice(0, 8).flatMap((labels) =>
    counts.map((count) =>
      item({ kind: 'majority', use, cluster: labels.join(''), name: `${count} of 10` }, labels, {
        statements: PEOPLE.map((_, line) => `{#${line}} chose {${line < count ? 0 : 1}}.`),
        unordered: true,
        names: PEOPLE,
        cue: '{You} chose',
        question: 'This is what the others chose. Which {do you} choose, {or}?',
        right: 0,
        count,
      }),
    ),
  );
}
