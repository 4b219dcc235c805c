import type { EventDraft } from '../../../spec/index.js';
import type { WorldDefinition } from '../../define-world.js';
import { closingOf } from '../closing.js';
import type { Room, TalkShared, TalkSlice } from '../talk-state.js';
import { isModerator, type TalkRules } from './talk-apply.js';
import type { TalkEvents } from './talk-events.js';

type Moved = NonNullable<WorldDefinition<TalkShared, TalkSlice, Record<never, never>, TalkEvents>['moved']>;
type About = Parameters<Moved>[0];

/**
 * Who is taken out of a run leaves its room, and who is let in comes back to the room it left, or into the first that
 * lists it. A room that nobody left in it would keep open is closed.
 */
export function talkMoves(rules: TalkRules): Moved {
  return (about) => {
    const { state, event, removed, added } = about;
    const told = new Set(about.injected.filter(isMove).map(({ agent }) => agent));
    const leaving = removed.filter((agent) => state.slice(agent).room !== null && !told.has(agent));
    const left = leaving.map((agent) => event('room-left', { room: state.slice(agent).room as string }, agent));
    const entered = added.flatMap((agent) => {
      const room = told.has(agent) || state.slice(agent).room !== null ? undefined : roomFor(rules, about, agent);
      return room === undefined ? [] : [event('room-entered', { room }, agent)];
    });
    return [...left, ...entered, ...closed(rules, about, { leaving, entered })];
  };
}

function isMove({ type }: EventDraft): boolean {
  return type === 'room-left' || type === 'room-entered';
}

function roomFor({ setting }: TalkRules, { state }: About, agent: string): string | undefined {
  const isOpen = (room: string | null): boolean => room !== null && state.shared.rooms[room]?.closed === null;
  const { last } = state.slice(agent);
  if (last !== null && isOpen(last)) return last;
  return Object.keys(setting.rooms).find((room) => setting.rooms[room]?.includes(agent) === true && isOpen(room));
}

/** Rooms that are over, now that some have left them. */
function closed(
  rules: TalkRules,
  about: About,
  { leaving, entered }: { readonly leaving: readonly string[]; readonly entered: readonly EventDraft[] },
): readonly EventDraft[] {
  const { shared } = about.state;
  const rooms = [...new Set(leaving.map((agent) => shared.where[agent] ?? ''))];
  return rooms.flatMap((name) => {
    const room = shared.rooms[name];
    if (room === undefined || room.closed !== null) return [];
    const come = entered.filter(({ data }) => data['room'] === name).map(({ agent = '' }) => agent);
    const members = [...room.members.filter((agent) => !leaving.includes(agent)), ...come];
    const why =
      closingOf(rules.closing, { ...room, members }, (agent) => isModerator(rules.setting, agent)) ??
      deserted(rules, about, { name, members });
    return why === undefined ? [] : [about.event('room-closed', { room: name, why })];
  });
}

/** Nobody in it may speak, nobody else may come in, and nothing more is to be done from outside. */
function deserted(
  { setting }: TalkRules,
  { state, more, injected, removed }: About,
  { name, members }: Pick<Room, 'members'> & { readonly name: string },
): string | undefined {
  if (more || injected.some(isMove) || members.some((agent) => !isModerator(setting, agent))) return undefined;
  const elsewhere = (setting.rooms[name] ?? []).filter((agent) => !members.includes(agent) && !removed.includes(agent));
  if (elsewhere.some((agent) => state.shared.where[agent] !== undefined)) return undefined;
  return 'nobody is left who could speak';
}
