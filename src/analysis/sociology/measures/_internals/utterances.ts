import type { Event } from '../../../../spec/index.js';
import type { SpokenTurn } from '../../conversation-structure.js';

/** Whether somebody was heard to say something in a world made by `conversation`; words from outside are nobody's. */
export function isUtterance({ type, agent }: Event): boolean {
  return agent !== undefined && (type === 'utterance-said' || type === 'utterance-interrupted');
}

/** The turn that such an event is. */
export function utteredTurn(event: Event): SpokenTurn | undefined {
  const { agent, data } = event;
  if (agent === undefined || !isUtterance(event)) return undefined;
  const to = data['to'];
  return { speaker: agent, to: typeof to === 'string' ? to : null, words: String(data['words']) };
}
