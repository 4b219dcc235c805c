import type { Event, Intervention, Interview, Scenario } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { demand } from './demand.js';
import { keeping, late, remembering, silent, type AnswersGiven } from './players.js';
import { demandSameLines, type WorldKit, type WorldRun } from './world-trial.js';

/** How many orders of answers are tried for each seed. */
const ORDERS = 3;
/** In how many places a run is cut where nothing else is asked for, and the most. */
const [CUTS, MOST_CUTS] = [8, 50];

/** What makes a run the same whenever and however it is made. */
export function repeatChecks(kit: WorldKit): readonly ConformanceCheck[] {
  const { seeds, base } = kit;
  return [
    {
      name: 'write the same events for the same seed, whatever ran before',
      async check() {
        const first = await Promise.all(seeds.map((seed) => base(seed)));
        const scenario = kit.create();
        for (const [place, seed] of [...seeds.entries()].toReversed()) {
          const { lines } = first[place] as WorldRun;
          demandSameLines(lines, (await kit.run({ seed, scenario })).lines, 'after other runs');
          demandSameLines(lines, (await kit.run({ seed, scenario })).lines, 'run once more');
          demandSameLines(lines, (await kit.run({ seed })).lines, 'made anew');
        }
      },
    },
    {
      name: 'declare whom it reads, writes and wakes, and write the same whoever answers first',
      async check() {
        for (const seed of seeds) {
          const { lines } = await base(seed);
          for (let salt = 0; salt < ORDERS; salt += 1) {
            const mixed = await kit.run({ seed, around: (mind) => late(mind, salt) });
            demandSameLines(lines, mixed.lines, 'with answers that take time');
          }
        }
      },
    },
    {
      name: 'write the same events in a replay from recorded answers',
      async check() {
        for (const seed of seeds) {
          const answers: AnswersGiven = new Map();
          const { lines } = await kit.run({ seed, around: (mind) => keeping(late(mind, seed), answers) });
          const replay = await kit.run({ seed, around: (mind) => remembering(asStored(answers), silent(mind)) });
          demandSameLines(lines, replay.lines, 'replayed');
        }
      },
    },
    {
      name: 'write the same events when it was cut and gone on with',
      async check() {
        for (const seed of seeds) {
          const run = await base(seed);
          for (const cutAt of cutsOf(run, kit.cutEvery)) await demandResumes(kit, { run, seed, cutAt });
        }
      },
    },
    {
      name: 'write the same in a fork that changes nothing, and in two that change the same',
      check: () => demandForks(kit),
    },
    {
      name: 'write the same whether interviews are held or not',
      async check() {
        for (const seed of seeds) {
          const { lines, events } = await base(seed);
          const { interviews: _own, ...rest } = kit.create();
          const without: Scenario = rest;
          demandSameLines(lines, (await kit.run({ seed, scenario: without })).lines, 'without its interviews');
          const asked = kit
            .create()
            .agents.filter(({ mind, commitment }) => mind === undefined && commitment === undefined);
          const agents = asked.map(({ id }) => id);
          const interviews = [questionEvery((events.at(-1)?.time ?? 0) / 6, agents)];
          demandSameLines(lines, (await kit.run({ seed, interviews })).lines, 'with more interviews');
        }
      },
    },
  ];
}

/** Answers as they come back from their file. */
function asStored(answers: AnswersGiven): AnswersGiven {
  return new Map(JSON.parse(JSON.stringify([...answers])) as [string, never][]);
}

/** Boundaries between commits at which a run is cut, spread over all of it. */
function cutsOf({ boundaries, events }: WorldRun, every: number | undefined): readonly number[] {
  const inside = boundaries.filter((boundary) => boundary < events.length);
  const step = every ?? Math.max(1, Math.ceil(events.length / CUTS));
  const cuts: number[] = [];
  for (let at = step; at < events.length; at += step) {
    const boundary = inside.find((one) => one >= at);
    if (boundary !== undefined && boundary !== cuts.at(-1)) cuts.push(boundary);
  }
  const thin = Math.ceil(cuts.length / MOST_CUTS);
  return cuts.filter((_, place) => place % thin === 0);
}

/** Cuts a run while answers are on their way, and makes it again from what had arrived. */
async function demandResumes(
  kit: WorldKit,
  { run, seed, cutAt }: { readonly run: WorldRun; readonly seed: number; readonly cutAt: number },
): Promise<void> {
  const answers: AnswersGiven = new Map();
  const scenario = kit.create();
  const cut = await kit.run({ seed, cutAt, scenario, around: (mind) => keeping(late(mind, cutAt), answers) });
  demandSameLines(run.lines.slice(0, cut.lines.length), cut.lines, `until it was cut at event ${cutAt}`);
  const stored = asStored(answers);
  // In the same process, which has seen the half of it, and in a new one.
  for (const again of [scenario, kit.create()]) {
    const whole = await kit.run({
      seed,
      scenario: again,
      around: (mind) => remembering(stored, late(mind, cutAt + 1)),
    });
    demandSameLines(run.lines, whole.lines, `cut at event ${cutAt} and gone on with`);
  }
}

async function demandForks(kit: WorldKit): Promise<void> {
  for (const seed of kit.seeds) {
    const parent = await kit.base(seed);
    const answers: AnswersGiven = new Map();
    await kit.run({ seed, around: (mind) => keeping(mind, answers) });
    const same = await kit.run({ seed, interventions: [], around: (mind) => remembering(answers, silent(mind)) });
    demandSameLines(parent.lines, same.lines, 'in a fork that changes nothing');
    for (const interventions of awayFor(parent)) {
      const [one, other] = [await kit.run({ seed, interventions }), await kit.run({ seed, interventions })];
      const at = one.events.findIndex(({ type }) => type === 'intervention-made');
      demandSameLines(parent.lines.slice(0, at), one.lines.slice(0, at), 'in a fork, before its change');
      demandSameLines(one.lines, other.lines, 'in a second fork with the same change');
    }
  }
}

/** Interventions by which somebody is away in the middle third of a run: its first agent, or its last. */
export function awayFor({ plan, events }: WorldRun): readonly (readonly Intervention[])[] {
  const end = events.at(-1)?.time ?? 0;
  const present = plan.agents.filter(({ absent }) => absent !== true).map(({ id }) => id);
  const away = [...new Set([present[0], present.at(-1)])].filter((agent) => agent !== undefined);
  return away.map((agent) => [
    { when: { time: end / 3 }, changes: [{ do: 'remove', agent }] },
    { when: { time: (2 * end) / 3 }, changes: [{ do: 'add', agent }] },
  ]);
}

/** @throws Error where an agent is asked while it is away; some may be away from the start. */
export function demandAway(events: readonly Event[], absent: readonly string[] = []): void {
  const away = new Set<string>(absent);
  for (const { type, agent, data, seq } of events) {
    if (type === 'intervention-made') {
      for (const change of data['changes'] as readonly { readonly do: string; readonly agent: string }[]) {
        if (change.do === 'remove') away.add(change.agent);
        else away.delete(change.agent);
      }
    }
    const asked = type === 'decision-made' || type === 'decision-failed';
    demand(!asked || !away.has(agent ?? ''), `"${agent}" decided as event ${seq}, while it was away`);
  }
}

/** A question at the start, at the end and in between. */
function questionEvery(time: number, agents: readonly string[]): Interview {
  return {
    name: 'kit-question',
    agents,
    when: { start: true, end: true, ...(time > 0 ? { every: time } : {}) },
    situation: ({ memory }) => ({
      kind: 'kit-question',
      options: ['yes', 'no'],
      state: [`${memory.length}`],
      framing: [],
      statements: [],
      unordered: false,
      names: [],
      cue: { completion: ['You say'], chat: ['Did you expect that?'] },
    }),
  };
}
