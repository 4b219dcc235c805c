import type { Event, RunManifest } from '../spec/index.js';
import { count, share } from './format.js';

/** A run for a person to read: what it is, then one line an event. */
export function playthrough(given: {
  readonly manifest: Pick<RunManifest, 'scenario' | 'condition' | 'arm' | 'seed' | 'agents' | 'mind' | 'parameters'>;
  readonly events: readonly Event[];
  /** Events to show. Default all. */
  readonly limit?: number;
}): string {
  const { manifest, events, limit = events.length } = given;
  const names = new Map(manifest.agents.map(({ id, name }) => [id, name]));
  const shown = events.slice(0, limit);
  const lines = [
    `${manifest.scenario}, condition ${manifest.condition}, arm ${manifest.arm}, seed ${manifest.seed}`,
    `decided by ${manifest.mind.name}; ${manifest.agents.length} agents`,
    `parameters ${JSON.stringify(manifest.parameters)}`,
    '',
    ...shown.map((event) => lineOf(event, names)),
    ...(shown.length < events.length ? [`… and ${count(events.length - shown.length)} more events`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf({ seq, time, type, agent, data }: Event, names: ReadonlyMap<string, string>): string {
  const who = agent === undefined ? '' : ` ${names.get(agent) ?? agent}`;
  const told = type === 'run-started' ? { agents: [...names.keys()], options: data['options'] } : data;
  const facts = factsOf(told, names);
  return `${String(seq).padStart(5)}  t ${time}${' '.repeat(Math.max(1, 6 - String(time).length))}${type}${who}${facts === '' ? '' : `: ${facts}`}`;
}

/** What an event says, field by field, in few words; agents by their names. */
export function factsOf(data: object, names: ReadonlyMap<string, string>): string {
  return Object.entries(data)
    .map(([key, value]) => `${key} ${inWords(value, names)}`)
    .join('; ');
}

/** A value in few words; agents by their names. */
function inWords(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : share(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((inner) => inWords(inner, names)).join(' ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${inWords(inner, names)}`)
      .join(' ');
  }
  if (typeof value === 'string' && names.has(value)) return names.get(value) ?? value;
  return value === '' ? '(empty)' : String(value);
}
