import type { Event } from '../spec/index.js';
import type { NetworkChart, SeriesChart } from './chart-specs.js';

/** What one agent chose in a run. */
export interface Choices {
  /** How often it chose each option. */
  readonly counts: readonly number[];
  /** Place of the last one; `null` where it chose none. */
  readonly last: number | null;
}

/** Moments that a course is drawn at. */
const MOMENTS = 200;

/** What each agent chose, by its id. */
export function choicesOf(events: readonly Event[], options: readonly string[]): ReadonlyMap<string, Choices> {
  const found = new Map<string, Choices>();
  for (const { agent, option } of choicesIn(events, options)) {
    const { counts } = found.get(agent) ?? { counts: options.map(() => 0) };
    found.set(agent, { counts: counts.map((count, index) => (index === option ? count + 1 : count)), last: option });
  }
  return found;
}

/** The share of agents whose last choice is each option, in the course of a run; no lines where nobody chose. */
export function courseOf(events: readonly Event[], options: readonly string[]): SeriesChart {
  const last = new Map<string, number>();
  const shares: { time: number; of: readonly number[] }[] = [];
  for (const { agent, option, time } of choicesIn(events, options)) {
    last.set(agent, option);
    const held = options.map((_, index) => [...last.values()].filter((one) => one === index).length / last.size);
    // What happens at one moment is one point.
    if (shares.at(-1)?.time === time) shares.pop();
    shares.push({ time, of: held });
  }
  const step = Math.max(1, Math.ceil(shares.length / MOMENTS));
  const drawn = shares.filter((_, index) => index % step === 0 || index === shares.length - 1);
  const lines = options.map((name, index) => ({
    name,
    points: drawn.map(({ time, of }) => {
      const mean = of[index] ?? 0;
      return { time, mean, low: mean, high: mean };
    }),
  }));
  return { kind: 'series', x: 'time', y: 'share of agents', lines: shares.length === 0 ? [] : lines };
}

/**
 * Who followed from whom: an edge from one agent to another counts the events of the other that followed from something the
 * first did, directly or through an event that is nobody's.
 */
export function followedFrom(events: readonly Event[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const known = new Map(events.map((event) => [event.seq, event]));
  const edges = new Map<string, Map<string, number>>();
  for (const { agent, causes = [] } of events) {
    if (agent === undefined) continue;
    const sources = new Set(causes.flatMap((seq) => doersOf(known.get(seq), known)));
    for (const source of sources) {
      if (source === agent) continue;
      const from = edges.get(source) ?? new Map<string, number>();
      edges.set(source, from.set(agent, (from.get(agent) ?? 0) + 1));
    }
  }
  return edges;
}

/** The same as a picture, each agent in the group of its last choice. */
export function networkOf(
  events: readonly Event[],
  {
    agents,
    options,
  }: {
    readonly agents: readonly { readonly id: string; readonly name: string }[];
    readonly options: readonly string[];
  },
): NetworkChart {
  const choices = choicesOf(events, options);
  const place = new Map(agents.map(({ id }, index) => [id, index]));
  const edges = [...followedFrom(events)].flatMap(([from, others]) =>
    [...others].flatMap(([to, weight]) => {
      const [one, other] = [place.get(from), place.get(to)];
      return one === undefined || other === undefined ? [] : [{ from: one, to: other, weight }];
    }),
  );
  const nodes = agents.map(({ id, name }) => ({ name, group: choices.get(id)?.last ?? null }));
  return { kind: 'network', nodes, edges, groups: options, label: 'events that followed' };
}

/** Whose an event is: that of an agent, or those whose events it followed from. */
function doersOf(event: Event | undefined, known: ReadonlyMap<number, Event>): readonly string[] {
  if (event === undefined) return [];
  if (event.agent !== undefined) return [event.agent];
  return (event.causes ?? []).flatMap((seq) => known.get(seq)?.agent ?? []);
}

function choicesIn(
  events: readonly Event[],
  options: readonly string[],
): readonly { readonly agent: string; readonly option: number; readonly time: number }[] {
  return events.flatMap(({ type, agent, time, data }) => {
    const option = options.indexOf(String(data['option']));
    return type === 'decision-made' && agent !== undefined && option >= 0 ? [{ agent, option, time }] : [];
  });
}
