import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStudy, optionsOfProtocol, runStudy, type Study, type StudyOptions } from '../../../src/study/index.js';
import { readJournal, readManifest, replayRun } from '../../../src/run/index.js';
import { StudyProtocol, type Event, type Scenario } from '../../../src/spec/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { majorityOpinion, namingGame, scenarios } from '../../../scenarios/index.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { askedTwice, pictureOf } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

const TABLES = { claude: { policy: 'claude-3.5-sonnet' }, llama: { policy: 'llama-3-70b' } };
const scenarioOf = ({ parametersGiven }: { readonly parametersGiven: object }): Scenario => namingGame(parametersGiven);

/** Eight agents, for half of whom each of two tables decides. */
async function tablesMixed(root: string, more: Partial<StudyOptions> = {}): Promise<Study> {
  const protocol = StudyProtocol.parse({
    formatVersion: 1,
    scenario: 'naming-game',
    parameters: { agents: 8, horizon: 60 },
    minds: TABLES,
    mixtures: { 0.5: { claude: 1, llama: 1 }, 1: { claude: 1 } },
    arms: ['interacting', 'isolated', 'symmetrised'],
    runs: 4,
  });
  const entry = scenarios.find(({ name }) => name === protocol.scenario) as (typeof scenarios)[number];
  const options = await optionsOfProtocol(protocol, { entry, file: 'p.json' });
  return runStudy({ ...options, folder: root, clock: fakeClock(), ...more });
}

async function eventsOf(run: string): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const event of readJournal(join(run, 'events.jsonl'))) events.push(event);
  return events;
}

/** A model whose answers are the same whatever it sees. */
const stubborn = (name: string, first: number) =>
  conformist({ name, choose: ({ options }) => options.map((_, at) => (at === 0 ? first : 1 - first) * 0.9) });

describe('a mixture of two tables', () => {
  it('should let each decide for each agent equally often, and record who did', async () => {
    const study = await tablesMixed(folder());
    const met = study.records.filter(({ arm, condition }) => arm === 'interacting' && condition === 'mixture=0.5');

    for (const agent of ['agent-1', 'agent-8']) {
      const minds = met.map((record) => record.minds?.[agent]);
      expect(minds.toSorted()).toEqual(['claude', 'claude', 'llama', 'llama']);
    }
    expect(met.map(({ minds = {} }) => Object.values(minds).filter((mind) => mind === 'llama'))).toEqual(
      Array.from({ length: 4 }, () => ['llama', 'llama', 'llama', 'llama']),
    );
    expect(study.summary.minds?.map(({ name, conditions }) => [name, conditions['mixture=0.5']])).toEqual([
      ['claude', { agents: 4, of: 8, least: 2, most: 2 }],
      ['llama', { agents: 4, of: 8, least: 2, most: 2 }],
    ]);
    const [head = '', ...rows] = readFileSync(join(study.folder, 'runs.csv'), 'utf8').trimEnd().split('\n');
    expect(head.endsWith(',minds')).toBe(true);
    expect(rows[0]).toMatch(/agent-1=(claude|llama); agent-2=(claude|llama)/);
    expect(study.conditions.map(({ levels }) => levels)).toEqual([{ mixture: 0.5 }, { mixture: 1 }]);
  });

  it('should give each agent the choices of its own table, in every arm', async () => {
    const study = await tablesMixed(folder(), { journals: 'all' });
    const first = { claude: null, llama: null } as Record<string, number | null>;
    for (const { condition, arm, seed, minds = {} } of study.records) {
      if (arm === 'symmetrised') continue;
      const events = await eventsOf(join(study.folder, 'runs', `${condition}.${arm}.${seed}`));
      const seen = new Set<string>();
      for (const { type, agent = '', data } of events) {
        if (type !== 'decision-made' || seen.has(agent)) continue;
        seen.add(agent);
        const [p = -1] = data['probabilities'] as readonly number[];
        const mind = minds[agent] as string;
        first[mind] ??= p;
        expect(p).toBe(first[mind]);
      }
    }

    expect(first['claude']).not.toBe(first['llama']);
    const prior = (source: string) =>
      study.conditions[0]?.priors.find((one) => one.source === source && one.situation === 'empty')?.probabilities[0];
    expect([first['claude'], first['llama']]).toEqual([
      expect.closeTo(prior('claude') as number, 8),
      expect.closeTo(prior('llama') as number, 8),
    ]);
  });

  it('should be what one table alone gives, where its share is all', async () => {
    const mixed = await tablesMixed(folder());
    const alone = await runStudy({
      scenario: namingGame({ agents: 8, horizon: 60 }),
      policy: 'claude-3.5-sonnet',
      arms: ['interacting', 'isolated', 'symmetrised'],
      runs: 4,
      folder: folder(),
      clock: fakeClock(),
    });
    const valuesOf = (study: Study, condition: string) =>
      study.records.filter((one) => one.condition === condition).map(({ arm, seed, values }) => [arm, seed, values]);

    expect(valuesOf(mixed, 'mixture=1')).toEqual(valuesOf(alone, 'default'));
    expect(valuesOf(mixed, 'mixture=0.5')).not.toEqual(valuesOf(alone, 'default'));
  });

  it('should be opened, played again and replayed from its folder', async () => {
    const study = await tablesMixed(folder());
    const opened = await openStudy(study.folder, scenarioOf);
    const run = opened.run('isolated', 3, 'mixture=0.5');
    const kept = await run.keep();

    expect(await run.play()).toEqual(run.record);
    const { record, manifest } = await replayRun(kept, scenarioOf);
    expect(record.values).toEqual(run.record.values);
    const names = Object.fromEntries(manifest.agents.map(({ id, mind }) => [id, mind]));
    for (const [agent, mind] of Object.entries(run.record.minds ?? {})) {
      expect(names[agent]).toBe(mind === 'claude' ? 'policy:claude-3.5-sonnet' : 'policy:llama-3-70b');
    }
    expect(Object.keys(manifest.mind.others ?? {})).toHaveLength(4);
  });

  it('should be the same in the end when it was cut off', async () => {
    const [whole, cut] = [folder(), folder()];
    const expected = await tablesMixed(whole, { journals: 'all' });
    const stop = new AbortController();
    let done = 0;
    const onProgress: StudyOptions['onProgress'] = ({ kind }) => {
      if (kind === 'running' && (done += 1) === 3) stop.abort();
    };
    const clock = { ...fakeClock(), monotonicMs: () => (ticks += 500) };
    let ticks = 0;
    await expect(tablesMixed(cut, { journals: 'all', signal: stop.signal, onProgress, clock })).rejects.toThrow(
      'interrupted',
    );
    const resumed = await tablesMixed(cut, { journals: 'all' });

    expect(pictureOf(resumed.folder)).toEqual(pictureOf(expected.folder));
  });

  it('should be extended by a mixture more, without doing again what was done', async () => {
    const root = folder();
    const scenario = namingGame({ agents: 8, horizon: 60 });
    const how = { minds: TABLES, runs: 2, folder: root, clock: fakeClock(), name: 'more', arms: ['interacting'] };
    const first = await runStudy({ ...how, conditions: { a: scenario }, mixtures: { a: { claude: 1, llama: 1 } } });
    const more = await runStudy({
      ...how,
      minds: { ...TABLES, even: { policy: 'claude-3.5-sonnet:all' } },
      conditions: { a: scenario, b: scenario },
      mixtures: { a: { claude: 1, llama: 1 }, b: { even: 1, llama: 1 } },
      extend: true,
    });

    expect(more.folder).toBe(first.folder);
    expect(more.records.filter(({ condition }) => condition === 'a')).toEqual(first.records);
    expect(more.summary.design.deviations.join()).toContain('conditions added: b');
  });
});

describe('a mixture of models', () => {
  const scenario = smallMajorityOpinion();
  const mixed = (more: Partial<StudyOptions> = {}) =>
    runStudy({
      conditions: { half: scenario, left: scenario },
      mixtures: { half: { left: 1, right: 1 }, left: { left: 1 } },
      minds: { left: { model: stubborn('left', 0.9) }, right: { model: stubborn('right', 0.2) } },
      runs: 2,
      journals: 'all',
      folder: folder(),
      clock: fakeClock(),
      arms: ['interacting', 'fixed-labels'],
      ...more,
    });

  it('should ask each model for its own agents, and count what each was asked', async () => {
    const study = await mixed();
    const [left, right] = study.summary.minds ?? [];

    expect([left?.name, right?.name]).toEqual(['left', 'right']);
    expect(left?.cost.calls).toBeGreaterThan(0);
    expect((left?.cost.calls ?? 0) + (right?.cost.calls ?? 0)).toBe(study.summary.cost.calls);
    expect(left?.qualification?.checkedAt).toBeNull();
    expect(right?.examination.length).toBeGreaterThan(0);
    expect(study.summary.mind.kind).toBe('language-model');
    const identity = study.summary.validity?.find(({ check }) => check === 'model-identity');
    expect(identity?.verdict).not.toBe('failed');
    const { agents } = await readManifest(join(study.folder, 'runs', `half.interacting.${study.records[0]?.seed}`));
    expect(agents.map(({ mind }) => mind).toSorted()).toEqual(['left', 'left', 'right', 'right']);
  });

  it('should be opened and played again from its record alone', async () => {
    const study = await mixed();
    const opened = await openStudy(study.folder, ({ parametersGiven }) => majorityOpinion(parametersGiven));

    for (const { arm, condition } of study.records) {
      const run = opened.run(arm, 1, condition);
      expect(await run.play()).toEqual(run.record);
    }
  });

  it('should go on after its budget was spent, and ask nothing twice', async () => {
    const root = folder();
    const whole = await mixed();
    await expect(mixed({ folder: root, maxCalls: 10 })).rejects.toThrow('the budget of 10 calls is spent');
    const resumed = await mixed({ folder: root });

    expect(pictureOf(resumed.folder)).toEqual(pictureOf(whole.folder));
    expect(askedTwice(resumed.folder)).toEqual([]);
  });
});

describe('several minds', () => {
  const scenario = namingGame({ agents: 8, horizon: 60 });
  const base = { folder: 'nowhere', runs: 1, conditions: { one: scenario } };

  it.each<[string, Partial<StudyOptions>]>([
    ['the study has several minds, and nothing says which', { minds: TABLES }],
    ['has a mixture of minds, and the study names none', { mixtures: { one: { claude: 1 } } }],
    ['`policy` does not go with `minds`', { minds: TABLES, mixtures: { one: { claude: 1 } }, policy: 'x' }],
    ['a mixture names the mind "claud"', { minds: TABLES, mixtures: { one: { claud: 1 } } }],
    ['the share of "llama" is too small', { minds: TABLES, mixtures: { one: { claude: 99, llama: 1 } } }],
    [
      'people do not go with minds that are all tables',
      { minds: TABLES, mixtures: { one: { claude: 1 } }, population: { formatVersion: 1, name: 'p', personas: [] } },
    ],
  ])('should be refused in a sentence: %s', async (what, given) => {
    await expect(runStudy({ ...base, ...given })).rejects.toThrow(what);
  });
});
