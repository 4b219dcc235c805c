import type { Section } from './section.js';

/** What the classes mean. */
export function glossary(): Section {
  return {
    id: 'words',
    title: 'Words',
    blocks: [
      {
        kind: 'table',
        caption:
          'The classes relate the outcome together to the prior; only the contrast with isolated agents says that the meeting changed it.',
        head: ['class', 'meaning'],
        rows: [
          ['induced', 'the agents alone are neutral, the population is not'],
          ['amplified', 'the population goes further where the agents lean'],
          ['damped', 'the population goes less far than the agents, or disperses'],
          ['reversed', 'the population takes the other side'],
          ['unchanged', 'equal to the prior within the declared margin, by an equivalence test'],
          ['no-order', 'no more order than independent draws show'],
          ['inconclusive', 'too few runs to say'],
        ],
      },
    ],
  };
}
