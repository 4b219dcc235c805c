import type { Event } from '../../../spec/index.js';
import type { Setting } from '../talk-channel.js';

/** Who says what an intervention injects and nobody says. */
const OUTSIDE = 'A voice from outside';

/** Who says something, and by which channel: `Ann`, `Ann (to Ben alone)`, or `Ann (cabal)` where it is not the first. */
export function speakerIn(
  { nameOf, channels }: Pick<Setting, 'nameOf' | 'channels'>,
  { agent, channel, to }: { readonly agent: string; readonly channel: unknown; readonly to: unknown },
): string {
  if (typeof to === 'string') return `${nameOf(agent)} (to ${nameOf(to)} alone)`;
  const [first] = Object.keys(channels);
  return channel === first ? nameOf(agent) : `${nameOf(agent)} (${String(channel)})`;
}

/**
 * What an agent keeps of an event of a conversation, as a line: `Ann: I think so.`; with the channel where it is not the
 * first one, `Ann (to Ben alone): I do not.`
 */
export function talkItem({ nameOf, channels, rooms }: Setting): (event: Event) => string | undefined {
  const several = Object.keys(rooms).length > 1;
  const speaker = ({ agent, data: { channel, to } }: Event): string =>
    agent === undefined ? OUTSIDE : speakerIn({ nameOf, channels }, { agent, channel, to });
  const spoken = (words: unknown): string => (words === '' ? '' : `: ${String(words)}`);
  return (event) => {
    const { type, agent = '', data } = event;
    switch (type) {
      case 'utterance-said':
        return `${speaker(event)}: ${String(data['words'])}`;
      case 'utterance-interrupted':
        return `${speaker(event)}${spoken(data['words'])} … (interrupted by ${nameOf(String(data['by']))})`;
      case 'room-entered':
        return several ? `${nameOf(agent)} goes to ${String(data['room'])}.` : `${nameOf(agent)} comes in.`;
      case 'room-left':
        return `${nameOf(agent)} leaves.`;
      default:
        return undefined;
    }
  };
}
