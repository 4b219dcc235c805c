import { memoryOf, type Event, type Remembering, type Text } from 'mesocosm';
import { answered, inWords, ownMessage } from './lines.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { BELIEF_STATED, MESSAGE_WRITTEN } from './rules.js';
import { optionOf } from './scale.js';

/** People remember, as lines, what they wrote, and what they read with what they then answered. */
export function exchangeMemory({ memory }: Pick<OpinionExchangeParameters, 'memory'>): Remembering {
  const policy = memoryOf(memory);
  return {
    // With a policy the window does not count, but that it is not 0 says that something is remembered.
    window: policy.bound ?? Number.MAX_SAFE_INTEGER,
    policy,
    words: { say: (item) => inWords(item as Text), note: (text): Text => [text] },
    item({ type, agent: who, data }: Event, agent): Text | undefined {
      if (who !== agent) return undefined;
      if (type === MESSAGE_WRITTEN) return ownMessage(String(data['words']));
      if (type !== BELIEF_STATED) return undefined;
      const read = data['read'];
      return answered(optionOf(Number(data['belief'])), typeof read === 'string' ? read : null);
    },
  };
}
