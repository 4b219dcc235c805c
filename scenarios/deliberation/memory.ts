import type { AgentSlot, Event, Remembering, Text } from 'mesocosm';
import { HAND_SHOWN, WORDS_SAID } from './event-names.js';

/** Who speaks where nobody does: words that an intervention lets everybody hear. */
const OUTSIDE = 'A message to all';

/** People remember what was said and whose hand was shown for what, as lines; of themselves in the person that is taken. */
export function deliberationMemory(window: number, slots: readonly AgentSlot[]): Remembering {
  const names = new Map(slots.map(({ id, name }) => [id, name]));
  return {
    window,
    item({ type, agent: who = '', data }: Event, agent): Text | undefined {
      const name = who === '' ? OUTSIDE : (names.get(who) ?? who);
      if (type === WORDS_SAID) {
        const words = String(data['words']);
        return who === agent
          ? [{ person: ['I said: ', 'You said: ', `${name} said: `] }, words]
          : [`${name}: ${words}`];
      }
      if (type !== HAND_SHOWN) return undefined;
      const option = String(data['option']);
      if (who !== agent) return [`${name} raised a hand for ${option}.`];
      return [
        { person: ['I raised my hand for ', 'You raised your hand for ', `${name} raised a hand for `] },
        `${option}.`,
      ];
    },
    words: { say: sayLine, note: (text) => [text] },
  };
}

function sayLine(item: unknown): string {
  return (item as Text)
    .map((part) => (typeof part === 'string' ? part : 'person' in part ? part.person[1] : ''))
    .join('');
}
