import type { Event, RunManifest } from '../spec/index.js';
import { count } from './format.js';
import { factsOf } from './playthrough.js';
import { wrap } from './wrap.js';

/** Fields in which events hold what was said. */
const SAID_IN = ['words', 'text'] as const;
/** Fields that name the conversation that an event belongs to, where there are several at once. */
const HELD_IN = ['room', 'person'] as const;

/** What was said in a run, and by whom, for reading: conversations one after the other, decisions left out. */
export function transcript(given: {
  readonly manifest: Pick<RunManifest, 'scenario' | 'condition' | 'arm' | 'seed' | 'agents'>;
  readonly events: readonly Event[];
  readonly width: number;
  /** Events to show. Default all. */
  readonly limit?: number;
}): string {
  const { manifest, events, width, limit = Infinity } = given;
  const names = new Map(manifest.agents.map(({ id, name }) => [id, name]));
  const told = events.filter(({ type }) => !/^(decision|run)-/.test(type));
  const shown = told.slice(0, limit);
  const conversations = grouped(shown);
  const channels = new Set(shown.flatMap(({ data }) => (typeof data['channel'] === 'string' ? [data['channel']] : [])));
  const lines = [...conversations].flatMap(([of, held]) => [
    ...(conversations.size > 1 && of !== '' ? ['', titleOf(of, names)] : []),
    ...held.flatMap((event) => wrap(lineOf(event, { names, channels: channels.size > 1 }), width)),
  ]);
  const { scenario, condition, arm, seed } = manifest;
  return [
    ...wrap(`${scenario}, condition ${condition}, arm ${arm}, seed ${seed}`, width),
    ...(conversations.size > 1 ? [] : ['']),
    ...(lines.length === 0 ? ['Nothing was said.'] : lines),
    ...(shown.length < told.length ? [`… and ${count(told.length - shown.length)} more events`] : []),
    '',
  ].join('\n');
}

/** Events by conversation, in the order in which conversations began; what belongs to none stands first. */
function grouped(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  const found = new Map<string, Event[]>();
  for (const event of events) {
    const of = HELD_IN.map((field) => event.data[field]).find((value) => typeof value === 'string') ?? '';
    found.set(of as string, [...(found.get(of as string) ?? []), event]);
  }
  return new Map([...found].sort(([one], [other]) => Number(one !== '') - Number(other !== '')));
}

function titleOf(conversation: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(conversation);
  return name === undefined ? `— ${conversation} —` : `— with ${name} —`;
}

function lineOf(
  event: Event,
  { names, channels }: { readonly names: ReadonlyMap<string, string>; readonly channels: boolean },
): string {
  const { type, agent, time, data } = event;
  const who = agent === undefined ? '' : (names.get(agent) ?? agent);
  const field = SAID_IN.find((one) => typeof data[one] === 'string');
  const at = `${Math.round(100 * time) / 100}`.padStart(6);
  if (field === undefined) {
    const facts = factsOf(withoutPlace(event.data), names);
    return `${at}  (${type}${who === '' ? '' : ` ${who}`}${facts === '' ? '' : `: ${facts}`})`;
  }
  const to = typeof data['to'] === 'string' ? ` to ${names.get(data['to']) ?? data['to']}` : '';
  const channel = channels && typeof data['channel'] === 'string' ? ` [${data['channel']}]` : '';
  const how = type.endsWith('-said') || type.endsWith('-replied') ? '' : ` (${type})`;
  return `${at}  ${who === '' ? 'from outside' : who}${to}${channel}${how}: ${String(data[field])}`;
}

/** The heading says already which conversation it is. */
function withoutPlace(data: Event['data']): Event['data'] {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !HELD_IN.includes(field as 'room')));
}
