import type { SituationContext, Text } from '../../../spec/index.js';
import type { View } from '../../define-world.js';
import { CHOOSE_SPEAKER, RAISE_HAND } from '../../regimes/index.js';
import type { Setting } from '../talk-channel.js';
import type { TalkShared, TalkSlice } from '../talk-state.js';
import { LEAVE, MOVE, NOBODY, URGENCY_AT_MOST, VOTE } from './talk-actions.js';
import { saidBy } from './talk-apply.js';
import { speakerIn } from './talk-memory.js';

/** What the view of a conversation goes by. */
export interface TalkWords {
  readonly setting: Setting;
  framing(agent: string): readonly (string | Text)[];
  readonly asks: string | Text;
  readonly speed: number | undefined;
  readonly mayLeave: boolean;
  readonly mayVote: boolean;
}

/** What an agent sees: who it is and who is there, what it remembers, and who is speaking. Of the state, its own slice. */
export function talkView(about: TalkWords): (context: SituationContext<TalkShared, TalkSlice>) => View {
  const { setting } = about;
  return ({ state, agent, activation, memory }) => {
    const slice = state.slice(agent);
    const others = slice.present.filter((other) => other !== agent);
    const framing = [
      ...about.framing(agent),
      whoItIs(setting.nameOf(agent)),
      ...whereItIs(setting, agent, slice),
      whoIsThere(setting, others),
    ];
    const sees = memory as readonly (string | Text)[];
    if (activation.asks === RAISE_HAND) {
      const asks = `How much do you want to speak next, from 0 (not at all) to ${URGENCY_AT_MOST} (at once)?`;
      return { can: RAISE_HAND, framing, sees, asks, begins: `${asks}\n${setting.nameOf(agent)}:` };
    }
    if (activation.asks === CHOOSE_SPEAKER) {
      const options = [...others.map(setting.nameOf), NOBODY];
      return { can: CHOOSE_SPEAKER, options, framing, sees, asks: 'Who speaks next?', begins: 'The next to speak is' };
    }
    const can = actionsOf(about, agent, slice);
    const { hearing } = slice;
    const begins = can.length > 1 ? {} : { begins: `${setting.nameOf(agent)}:` };
    if (about.speed === undefined || hearing === null || hearing.until <= activation.time) {
      return { can, framing, sees, asks: about.asks, ...begins };
    }
    const said = saidBy(hearing, activation.time, about.speed);
    const speaker = speakerIn(setting, { agent: hearing.from, channel: hearing.channel, to: hearing.named });
    const speaking = said === '' ? `${speaker} begins to speak …` : `${speaker} is speaking: ${said} …`;
    const asks = `${setting.nameOf(hearing.from)} has not finished. If you speak now, you interrupt. What do you say?`;
    return { can, framing, sees: [...sees, speaking], asks, ...begins };
  };
}

function actionsOf(
  { setting, mayLeave, mayVote }: TalkWords,
  agent: string,
  { present }: TalkSlice,
): readonly string[] {
  const others = present.length > 1;
  const speaking = Object.entries(setting.channels).filter(
    ([name, { kind }]) => setting.mayUse(name, agent) && (kind !== 'pair' || others),
  );
  return [
    ...speaking.map(([name]) => name),
    ...(mayLeave ? [LEAVE] : []),
    ...(setting.roomsOf(agent).length > 1 ? [MOVE] : []),
    ...(mayVote ? [VOTE] : []),
  ];
}

function whoItIs(name: string): Text {
  return [{ person: [`I am ${name}.`, `You are ${name}.`, `This is ${name}.`] }];
}

function whereItIs({ nameOf, roomsOf }: Setting, agent: string, { room }: TalkSlice): readonly Text[] {
  const others = roomsOf(agent).filter((other) => other !== room);
  if (others.length === 0) return [];
  const where = `in ${room}, and may go to: ${others.join(', ')}.`;
  return [[{ person: [`I am ${where}`, `You are ${where}`, `${nameOf(agent)} is ${where}`] }]];
}

function whoIsThere({ nameOf }: Setting, others: readonly string[]): string {
  return others.length === 0 ? 'Nobody else is here.' : `Also here: ${others.map(nameOf).join(', ')}.`;
}
