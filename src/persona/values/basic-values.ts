import { Questionnaire } from '../../spec/index.js';

const LEAD = 'Somebody says this about life. How far would {name} agree?';

const item = (
  [id, axis, keyed]: readonly [id: string, axis: string, keyed: 'high' | 'low'],
  statement: string,
  [pro, con]: readonly [pro: string, con: string],
): Questionnaire['items'][number] => ({
  id,
  axis,
  lead: LEAD,
  statement,
  points: 5,
  reverseKeyed: keyed === 'low',
  pro,
  con,
});

const OPENNESS = 'openness to change';
const TRANSCENDENCE = 'self-transcendence';

/**
 * A short instrument for what somebody holds to be important: ten statements, one for each of the ten basic values of
 * Schwartz (1992), on the two dimensions on which they stand against each other: conservation or openness to change, and
 * self-enhancement or self-transcendence. Agreement speaks for the one pole in some statements and for the other in others,
 * so that whoever agrees with everything stands in the middle. Hedonism, which Schwartz places between openness to change and
 * self-enhancement, is counted to the latter.
 *
 * That ten statements can tell the two dimensions is known of the short survey of Lindeman and Verkasalo (2005). The statements
 * here are others, written for Mesocosm; nobody has validated them on people, and scores are not to be compared with those of
 * published instruments.
 */
export const BASIC_VALUES: Questionnaire = Questionnaire.parse({
  formatVersion: 1,
  name: 'basic-values',
  description: 'What somebody holds to be important in life',
  context: 'People differ in what they hold to be important in life, and what one of them says another may deny.',
  source:
    'Written for Mesocosm after the ten basic values of Schwartz (1992), DOI 10.1016/S0065-2601(08)60281-6; not validated on people.',
  licence: 'Apache-2.0',
  axes: [
    {
      kind: 'continuous',
      name: OPENNESS,
      description: 'Whether what is new and freely chosen matters more, or what is safe and settled.',
      low: { label: 'conservation', description: 'Holds to what is safe, usual and handed down.' },
      high: { label: 'openness to change', description: 'Looks for what is new, and decides alone how to live.' },
    },
    {
      kind: 'continuous',
      name: TRANSCENDENCE,
      description: 'Whether the good of others matters more, or success of one’s own.',
      low: { label: 'self-enhancement', description: 'Wants to get ahead of others, to count and to enjoy it.' },
      high: { label: 'self-transcendence', description: 'Cares for the good of all, near and far.' },
    },
  ],
  items: [
    item(
      ['self-direction', OPENNESS, 'high'],
      'Which path to take is for each person alone to find out and to choose.',
      [
        'which path to take is for each person alone to choose.',
        'which path to take is better left to those who know more.',
      ],
    ),
    item(['stimulation', OPENNESS, 'high'], 'A year in which nothing surprising happened was a wasted year.', [
      'a year without any surprise is a wasted year.',
      'a year without any surprise is a good year.',
    ]),
    item(['security', OPENNESS, 'low'], 'Before anything else a household needs calm, order and no fear of tomorrow.', [
      'calm and order come before anything else.',
      'calm and order matter less than most people think.',
    ]),
    item(['conformity', OPENNESS, 'low'], 'Where a group has its manners, a newcomer should fall in with them.', [
      'a newcomer should fall in with the manners of a group.',
      'a newcomer may well ignore the manners of a group.',
    ]),
    item(['tradition', OPENNESS, 'low'], 'Customs of our great-grandparents deserve to be kept alive.', [
      'old customs deserve to be kept alive.',
      'old customs may as well be forgotten.',
    ]),
    item(
      ['universalism', TRANSCENDENCE, 'high'],
      'Strangers on another continent have a claim to the same fair treatment as a neighbour.',
      [
        'strangers far away have the same claims as a neighbour.',
        'strangers far away have fewer claims than a neighbour.',
      ],
    ),
    item(['benevolence', TRANSCENDENCE, 'high'], 'When a friend is in need, plans of one’s own have to wait.', [
      'plans of one’s own have to wait for a friend in need.',
      'plans of one’s own come first, whoever is in need.',
    ]),
    item(['achievement', TRANSCENDENCE, 'low'], 'Effort is worth it once it shows that one is better than the rest.', [
      'effort is worth it when it shows who is better.',
      'effort is worth it even when it shows nothing to anybody.',
    ]),
    item(
      ['power', TRANSCENDENCE, 'low'],
      'Having a say over people and owning a great deal are fine goals to strive for.',
      ['influence over people and wealth are fine goals.', 'influence over people and wealth are poor goals.'],
    ),
    item(['hedonism', TRANSCENDENCE, 'low'], 'Treating oneself to every pleasure that can be had needs no excuse.', [
      'treating oneself to pleasures needs no excuse.',
      'treating oneself to pleasures should be rare.',
    ]),
  ],
});
