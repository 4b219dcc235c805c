import { encodeEvent } from '../../run/index.js';
import { Event, type Measure, type MeasureResult } from '../../spec/index.js';
import type { Trial } from './trial.js';

/** The events of a run must be valid, counted without gaps, never go back in time and follow from earlier ones only. */
export function assertEvents({
  events,
  plan,
  record,
}: Pick<Trial, 'events' | 'plan'> & Partial<Pick<Trial, 'record'>>): void {
  const ids = new Set(plan.agents.map(({ id }) => id));
  const committed = new Set(plan.agents.flatMap(({ id, commitment }) => (commitment === undefined ? [] : [id])));
  let time = 0;
  for (const [place, event] of events.entries()) {
    const line = encodeEvent(event);
    const parsed = Event.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`line ${place + 1}, ${line}, is not an event: ${parsed.error.message}`);
    if (encodeEvent(parsed.data as Event) !== line) throw new Error(`line ${place + 1} reads back as something else`);
    if (event.seq !== place) throw new Error(`line ${place + 1} has the seq ${event.seq}`);
    if (event.time < time) throw new Error(`line ${place + 1} goes back in time, from ${time} to ${event.time}`);
    time = event.time;
    const late = event.causes?.find((cause) => cause >= place);
    if (late !== undefined) throw new Error(`line ${place + 1} follows from ${late}, which comes after it`);
    if (event.agent !== undefined && !ids.has(event.agent)) throw new Error(`nobody is called "${event.agent}"`);
    const asked = event.type === 'decision-failed' || (event.type === 'decision-made' && !event.data['committed']);
    if (asked && committed.has(event.agent ?? '')) throw new Error(`"${event.agent}" is committed and was asked`);
  }
  const [first, last] = [events[0]?.type, events.at(-1)?.type];
  if (first !== 'run-started' || last !== 'run-ended') throw new Error(`it begins with ${first}, ends with ${last}`);
  if (record === undefined) return;
  const failed = events.filter(({ type }) => type === 'decision-failed').length;
  const counted = Object.values(record.failures).reduce((sum, count) => sum + count, 0);
  if (failed !== counted) throw new Error(`${failed} decisions failed and ${counted} are counted`);
}

/** Each measure, folded over the events and what was said in interviews alone, must report all its columns, and series of its grid's length. */
export function assertMeasured({ scenario, events, interviews, plan, record }: Trial): void {
  const merged: Record<string, unknown> = {};
  for (const measure of scenario.measures) {
    const fold = measure.start(plan.agents);
    for (const event of events) fold.observe(event);
    fold.hear?.(interviews);
    const result = fold.finish(record.ending);
    assertResult(measure, result);
    Object.assign(merged, result.values);
  }
  for (const [column, value] of Object.entries(merged)) {
    if (record.values[column] !== value) throw new Error(`"${column}" is ${record.values[column]}, its fold ${value}`);
  }
}

function assertResult({ name, columns, grid }: Measure, { values, missing = {}, series = {} }: MeasureResult): void {
  const [declared, reported] = [Object.keys(columns).sort(), Object.keys(values).sort()];
  if (declared.join() !== reported.join()) {
    throw new Error(`"${name}" reports ${reported.join(', ')}, and declares ${declared.join(', ')}`);
  }
  for (const [column, value] of Object.entries(values)) {
    const reason = missing[column]?.trim() ?? '';
    if (value === null && reason === '') throw new Error(`"${column}" is missing and nobody says why`);
    if (value !== null && reason !== '') throw new Error(`"${column}" is ${value}, and said to be missing: ${reason}`);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`"${column}" is ${value}`);
  }
  const stray = Object.keys(missing).find((column) => !(column in values));
  if (stray !== undefined) throw new Error(`"${name}" says why "${stray}" is missing, which is no column of it`);
  for (const [title, points] of Object.entries(series)) {
    if (grid === undefined) throw new Error(`the series "${title}" of "${name}" has no grid`);
    const placed = grid.series?.includes(title) ?? true;
    if (!placed) throw new Error(`the series "${title}" is not among those on the grid of "${name}"`);
    if (points.length !== grid.times.length) {
      throw new Error(`the series "${title}" has ${points.length} points on a grid of ${grid.times.length}`);
    }
    const broken = points.find((point) => point !== null && !Number.isFinite(point));
    if (broken !== undefined) throw new Error(`the series "${title}" holds ${broken}`);
  }
}
