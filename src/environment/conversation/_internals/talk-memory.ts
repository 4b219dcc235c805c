import type { Event } from '../../../spec/index.js';
import type { Setting } from '../talk-channel.js';

/** Who says what an intervention injects and nobody says. */
const OUTSIDE = 'A voice from outside';

/**
 * What an agent keeps of an event of a conversation, as a line: `Ann: I think so.`; with the channel where it is not the
 * first one, `Ann (to Ben alone): I do not.`
 */
export function talkItem({ nameOf, channels, rooms }: Setting): (event: Event) => string | undefined {
  const [first] = Object.keys(channels);
  const several = Object.keys(rooms).length > 1;
  const speaker = ({ agent, data: { channel, to } }: Event): string => {
    if (agent === undefined) return OUTSIDE;
    if (typeof to === 'string') return `${nameOf(agent)} (to ${nameOf(to)} alone)`;
    return channel === first ? nameOf(agent) : `${nameOf(agent)} (${String(channel)})`;
  };
  return (event) => {
    const { type, agent = '', data } = event;
    switch (type) {
      case 'utterance-said':
        return `${speaker(event)}: ${String(data['words'])}`;
      case 'utterance-interrupted':
        return `${speaker(event)}: ${String(data['words'])} … (interrupted by ${nameOf(String(data['by']))})`;
      case 'room-entered':
        return several ? `${nameOf(agent)} goes to ${String(data['room'])}.` : `${nameOf(agent)} comes in.`;
      case 'room-left':
        return `${nameOf(agent)} leaves.`;
      default:
        return undefined;
    }
  };
}
