import type { Questionnaire } from '../../spec/index.js';

/** A made-up context with an axis of each kind, for trials. */
export const ISLAND: Questionnaire = {
  formatVersion: 1,
  name: 'island-ferry',
  description: 'An island decides whether to keep its old ferry.',
  context:
    'Gull Island has four hundred people and one ferry, forty years old. The council must repair it, buy a new one or build a bridge. A storm cut the island off for nine days last winter, and the fishing fleet wants a harbour that stays open.',
  axes: [
    {
      kind: 'continuous',
      name: 'love-of-quiet',
      low: { label: 'bustle', description: 'Wants the island to be full of visitors and trade.' },
      high: { label: 'stillness', description: 'Wants the island to be left alone.' },
    },
    {
      kind: 'ordinal',
      name: 'thrift',
      low: { label: 'free hand', description: 'Spends what is there and trusts that more will come.' },
      high: { label: 'tight fist', description: 'Spends nothing that is not earned already.' },
      levels: [
        { label: 'free hand', description: 'Spends what is there and trusts that more will come.' },
        { label: 'measured hand', description: 'Spends half and keeps half.' },
        { label: 'tight fist', description: 'Spends nothing that is not earned already.' },
      ],
    },
    {
      kind: 'categorical',
      name: 'trade',
      low: { label: 'fisher', description: 'Lives by the boats and thinks of the harbour first.' },
      high: { label: 'innkeeper', description: 'Lives by guests and thinks of beds first.' },
      levels: [
        { label: 'fisher', description: 'Lives by the boats and thinks of the harbour first.' },
        { label: 'shepherd', description: 'Lives by the flock and thinks of the hills first.' },
        { label: 'innkeeper', description: 'Lives by guests and thinks of beds first.' },
      ],
    },
  ],
  items: ['love-of-quiet', 'thrift', 'trade'].map((axis) => ({
    id: `${axis}-1`,
    axis,
    lead: 'How far would {name} agree?',
    statement: 'The old ferry should stay.',
    points: 5,
    reverseKeyed: false,
    pro: 'the old ferry should stay.',
    con: 'the old ferry should go.',
  })),
};
