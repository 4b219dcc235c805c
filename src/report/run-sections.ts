import type { Event, Probe, RunManifest, RunRecord } from '../spec/index.js';
import { count, number, plural, share } from './format.js';
import { playthrough } from './playthrough.js';
import { choicesOf, courseOf, networkOf } from './run-course.js';
import type { Block, Section } from './section.js';

/** A run that is told. */
export interface RunTold {
  readonly manifest: RunManifest;
  readonly events: readonly Event[];
  /** `null` where the run is not finished. */
  readonly record: RunRecord | null;
  /** What agents answered alone, before. */
  readonly probes: readonly Probe[];
  /** Question of the scenario. */
  readonly question: string;
  readonly options: readonly string[];
  /** Folder of the run, as commands name it. */
  readonly folder: string;
}

/** Events that are shown line by line. */
const SHOWN = 60;

/** One run as sections: what happened, to whom, who followed whom, what was measured, and how to make it again. */
export function runSections(run: RunTold): readonly Section[] {
  return [head(run), course(run), people(run), ties(run), measures(run), happened(run), method(run)].filter(
    ({ blocks }) => blocks.length > 0,
  );
}

function head({ manifest, events, record, question }: RunTold): Section {
  const decisions = events.filter(({ type }) => type === 'decision-made').length;
  const failed = events.filter(({ type }) => type === 'decision-failed').length;
  const { condition, arm, seed, agents, mind, status } = manifest;
  return {
    id: 'run',
    title: question,
    blocks: [
      ...(status === 'finished'
        ? []
        : [warning(`This run is not finished (${status}): it is told as far as it came.`)]),
      warning(
        'This is one run. It shows what can happen, not what usually does: for that, read the report of its study.',
      ),
      paragraph(
        `${plural(agents.length, 'agent')} in the condition ${condition}, arm ${arm}, seed ${seed}; decided by ${mind.name}. ` +
          `${plural(events.length, 'event')}, among them ${plural(decisions, 'decision')}; ${count(failed)} more failed. ` +
          (record === null
            ? 'It has no end yet.'
            : `It ended after ${plural(record.activations, 'activation')}: ${record.ending}.`),
      ),
    ],
  };
}

function course({ events, options }: RunTold): Section {
  const chart = courseOf(events, options);
  const caption = 'Share of agents whose last choice is each option, among those that have chosen.';
  const blocks: readonly Block[] = chart.lines.length === 0 ? [] : [{ kind: 'figure', caption, chart }];
  return { id: 'time', title: 'In the course of time', blocks };
}

function people({ manifest, events, probes, options }: RunTold): Section {
  const choices = choicesOf(events, options);
  const rows = manifest.agents.map(({ id, name, persona, mind, commitment }) => {
    const alone = probes.find(({ agent }) => agent === id)?.probabilities;
    const { counts = [], last = null } = choices.get(id) ?? {};
    const all = counts.reduce((sum, one) => sum + one, 0);
    return [
      name,
      persona?.name ?? 'nobody in particular',
      commitment === null ? mind : `committed to ${options[commitment] ?? 'an option'}`,
      ...(options.length === 0
        ? []
        : [
            alone === undefined ? 'not asked' : share(alone[0] ?? null),
            all === 0 ? 'chose none' : `${share((counts[0] ?? 0) / all)} of ${count(all)}`,
            last === null ? 'none' : (options[last] as string),
          ]),
    ];
  });
  const [first = ''] = options;
  const choosing = options.length === 0 ? [] : [`${first} alone`, `${first} in the run`, 'last choice'];
  return {
    id: 'agents',
    title: 'Who took part: alone, and here',
    blocks: [
      {
        kind: 'table',
        caption: `Alone is the probability before the run, with an empty history; in the run is the share of its choices.`,
        head: ['agent', 'person', 'mind', ...choosing],
        rows,
      },
    ],
  };
}

function ties({ manifest, events, options }: RunTold): Section {
  const chart = networkOf(events, { agents: manifest.agents, options });
  const caption =
    'Who followed from whom: an arrow goes from an agent to one whose decisions or deeds came after, and in view of, what it did; ' +
    'the wider, the more often. Dots have the colour of the last choice. What follows need not be caused: forks test that.';
  const blocks: readonly Block[] = chart.edges.length === 0 ? [] : [{ kind: 'figure', caption, chart }];
  return { id: 'network', title: 'Who followed from whom', blocks };
}

function measures({ record }: RunTold): Section {
  const rows = Object.entries(record?.values ?? {}).map(([column, value]) => [
    column,
    typeof value === 'number' ? number(value) : (value ?? `missing: ${record?.missing[column] ?? 'no reason given'}`),
  ]);
  const caption = 'As in the row of this run in runs.csv.';
  const blocks: readonly Block[] =
    rows.length === 0 ? [] : [{ kind: 'table', caption, head: ['measure', 'value'], rows }];
  return { id: 'measures', title: 'What was measured', blocks };
}

function happened({ manifest, events }: RunTold): Section {
  const types = new Map<string, number>();
  for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1);
  return {
    id: 'events',
    title: 'What happened',
    blocks: [
      {
        kind: 'table',
        caption: 'Events by type.',
        head: ['event', 'how often'],
        rows: [...types].map(([type, many]) => [type, count(many)]),
      },
      paragraph(
        `The first ${plural(Math.min(SHOWN, events.length), 'event')}, one a line: number, time, type, whose, and what.`,
      ),
      { kind: 'code', text: playthrough({ manifest, events, limit: SHOWN }).trimEnd() },
    ],
  };
}

function method({ manifest, folder }: RunTold): Section {
  const { mind, versions, interventions } = manifest;
  return {
    id: 'method',
    title: 'How to make it again, and look further',
    blocks: [
      paragraph(
        `Mind: ${mind.name}, fingerprint ${mind.fingerprint.slice(0, 12)}. Made with ${Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(
            ', ',
          )}. ${interventions.length === 0 ? 'Nothing was done to it from outside.' : `From outside: ${JSON.stringify(interventions)}.`}`,
      ),
      paragraph('The run is made again from its seed and the recorded answers, byte for byte, without a model:'),
      {
        kind: 'code',
        text: [`mesocosm replay ${folder}`, `mesocosm show ${folder} --talk`, `mesocosm fork ${folder} --at 1`].join(
          '\n',
        ),
      },
    ],
  };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function warning(text: string): Block {
  return { kind: 'warning', text };
}
