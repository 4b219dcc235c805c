import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/run/index.js';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** The first kept run of a study by a mind that ships with its scenario. */
async function keptBy(mind: string, scenario: string, more: readonly string[] = []): Promise<string> {
  const where = folder();
  const { code, err } = await mesocosm(['run', scenario, '--mind', mind, '--runs', '1', '--folder', where, ...more]);
  if (code !== 0) throw new Error(err);
  const runs = join(onlyStudyIn(where), 'runs');
  return join(runs, readdirSync(runs).find((run) => run.includes('interacting')) ?? '');
}

describe('fork', () => {
  it.each([
    ['deliberation', 'scripted'],
    ['deliberation', 'psychometric'],
    ['conflict', 'scripted'],
    ['system-under-test', 'scripted'],
  ])('should ask anew what a mind of %s has not said yet: %s', async (scenario, mind) => {
    const run = await keptBy(mind, scenario);
    const [, { id: agent } = { id: '' }] = (await readManifest(run)).agents;
    const change = JSON.stringify({ do: 'remove', agent });
    const same = await mesocosm(['fork', run, '--at', '3', '--json', '--out', join(folder(), 'same')]);
    const other = await mesocosm([
      'fork',
      run,
      '--at',
      '3',
      '--do',
      change,
      '--json',
      '--out',
      join(folder(), 'other'),
    ]);

    expect(jsonOf(same)).toMatchObject({ status: 'identical' });
    expect(other.err).toBe('');
    expect(jsonOf(other)).toMatchObject({ status: 'forked', data: { calls: 0 } });
  });

  it.each(['round-robin', 'random', 'urgency', 'moderator', 'simultaneous', 'clocks', 'attention'])(
    'should be the same bytes twice, and those of the run where nothing changes, under %s',
    async (turns) => {
      const small = ['--agents', '3', '--rounds', '2', '--arms', 'interacting', '--turn-taking', turns];
      const run = await keptBy('scripted', 'deliberation', small);
      const out = folder();
      for (const name of ['one', 'two']) {
        await mesocosm(['fork', run, '--at', '9', '--do', remove, '--out', join(out, name)]);
      }
      await mesocosm(['fork', run, '--at', '9', '--out', join(out, 'same')]);

      expect(journal(join(out, 'same'))).toBe(journal(run));
      expect(journal(join(out, 'two'))).toBe(journal(join(out, 'one')));
      expect(journal(join(out, 'one'))).not.toBe(journal(run));
    },
  );
});

describe('fork of a run', () => {
  it('should round what it tells of measures, and tell values apart that rounding would make one', async () => {
    const run = await keptBy('scripted', 'deliberation', ['--agents', '6', '--rounds', '3', '--arms', 'interacting']);
    const { out } = await mesocosm(['fork', run, '--at', '10', '--do', remove, '--out', join(folder(), 'told')]);
    const told = [...out.matchAll(/^ {2}\w+: (\S+) before, (\S+) now$/gm)].map(([, ...values]) => values);

    expect(told.length).toBeGreaterThan(10);
    for (const [before, now] of told) expect(before).not.toBe(now);
    const long = told.filter((values) => values.some((value) => value.length > 8));
    for (const values of long) expect(Number(values[0]).toPrecision(3)).toBe(Number(values[1]).toPrecision(3));
  });

  it('should not be made in the folder of a study, nor of another run', async () => {
    const study = await smallStudy();
    const run = join(study, 'runs', 'default.interacting.1000000');
    const before = ['ledger.csv', 'metrics.csv', 'summary.json'].map((name) => readFileSync(join(study, name), 'utf8'));
    const inStudy = await mesocosm(['fork', run, '--at', '3', '--out', study]);
    const inRun = await mesocosm(['fork', run, '--at', '3', '--out', run]);
    const nowhere = await mesocosm(['fork', run, '--at', '3', '--out', '']);

    expect([inStudy.code, inRun.code, nowhere.code]).toEqual([2, 2, 2]);
    expect(inStudy.err).toContain(`${study}: there is something else in this folder, as `);
    expect(inRun.err).toContain(
      `${run}: this is the folder of another run, default.interacting.1000000; expected a new`,
    );
    expect(nowhere.err).toBe('--out is empty; expected the path of a folder\n');
    expect(
      ['ledger.csv', 'metrics.csv', 'summary.json'].map((name) => readFileSync(join(study, name), 'utf8')),
    ).toEqual(before);
  });
});

describe('fork at the last event of a run', () => {
  it('should say that the change never came, and not that it did nothing', async () => {
    const run = await keptBy('scripted', 'deliberation', ['--agents', '3', '--rounds', '2', '--arms', 'interacting']);
    const last = journal(run).trimEnd().split('\n').length - 1;
    const args = ['fork', run, '--at', String(last), '--do', remove];
    const told = await mesocosm([...args, '--out', join(folder(), 'told')]);
    const json = await mesocosm([...args, '--json', '--out', join(folder(), 'json')]);
    const same = await mesocosm(['fork', run, '--at', String(last), '--json', '--out', join(folder(), 'same')]);

    expect(told.out).toContain(`the change never came, for the run was over before the boundary after event ${last}`);
    expect(jsonOf(json)).toMatchObject({ status: 'identical', data: { came: false } });
    expect(jsonOf(same)).toMatchObject({ status: 'identical', data: { came: true } });
  });
});

const remove = JSON.stringify({ do: 'remove', agent: 'agent-2' });

/** A study by a table, of four runs of each of two conditions, of which one each is kept. */
async function smallStudy(...more: readonly string[]): Promise<string> {
  const where = folder();
  const { code, err } = await mesocosm(quickStudy(where, '--runs', '4', '--arms', 'interacting', ...more));
  if (code !== 0) throw new Error(err);
  return onlyStudyIn(where);
}

const journal = (run: string): string => readFileSync(join(run, 'events.jsonl'), 'utf8');

interface Told {
  readonly forks: readonly { readonly run: string; readonly folder: string; readonly identical: boolean }[];
  readonly ended: readonly string[];
  readonly effects: readonly {
    readonly condition: string;
    readonly arm: string;
    readonly measures: readonly {
      readonly measure: string;
      readonly pairs: number;
      readonly difference: { readonly value: number | null; readonly low: number | null };
      readonly reduction: { readonly ratio: number | null; readonly correlation: number | null } | null;
    }[];
  }[];
}
const toldBy = (ran: Awaited<ReturnType<typeof mesocosm>>): Told => jsonOf(ran).data as unknown as Told;

describe('fork of a study', () => {
  it('should fork every run, those that were not kept too, and tell what the change did to each measure', async () => {
    const study = await smallStudy();
    const kept = readdirSync(join(study, 'runs'));
    const ran = await mesocosm(['fork', study, '--at', '1', '--do', remove, '--json']);
    const { forks, effects } = toldBy(ran);
    const [group] = effects;

    expect(kept).toHaveLength(1);
    expect(forks.map(({ run }) => basename(run))).toEqual(
      [0, 1, 2, 3].map((run) => `default.interacting.${1_000_000 + run}`),
    );
    expect(forks.every(({ identical }) => !identical)).toBe(true);
    expect(group).toMatchObject({ condition: 'default', arm: 'interacting' });
    expect(group?.measures.map(({ measure }) => measure)).toContain('winner_Q');
    expect(group?.measures.every(({ pairs }) => pairs <= 4)).toBe(true);
    const varied = group?.measures.find(({ reduction }) => reduction !== null && reduction.ratio !== null);
    expect(varied?.difference.low).not.toBeNull();
  });

  it('should be the study itself where nothing changes, byte for byte, and say so', async () => {
    const study = await smallStudy();
    const ran = await mesocosm(['fork', study, '--at', '5']);
    const runs = join(study, 'runs');
    const forks = readdirSync(runs).filter((name) => name.includes('.fork-'));

    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('4 runs forked, each identical to its run, byte for byte.');
    expect(forks).toHaveLength(4);
    for (const fork of forks) {
      expect(journal(join(runs, fork))).toBe(journal(join(runs, fork.replace(/\.fork-.*$/, ''))));
    }
  });

  it('should say in words what the change did, and how much pairing gave', async () => {
    const study = await smallStudy('--condition', 'default');
    const { out } = await mesocosm(['fork', study, '--at', '1', '--do', remove]);

    expect(out).toContain('4 runs forked, 4 of them another run from the change on.');
    expect(out).toMatch(/ without, \S+ with: .* over 4 pairs \(fewer than 6 pairs: the interval says little\)/);
    expect(out).toMatch(/variance \S+ times (smaller|larger) for being paired/);
    expect(out).toContain('mesocosm show');
  });

  it('should leave out runs that were over before the event, and refuse where all were', async () => {
    const study = await smallStudy();
    const lengths = (await mesocosm(['fork', study, '--at', '2', '--json'])) && readdirSync(join(study, 'runs'));
    const events = lengths
      .filter((name) => !name.includes('.fork-'))
      .map(
        (name) =>
          journal(join(study, 'runs', name))
            .trimEnd()
            .split('\n').length,
      );
    const all = await mesocosm(['fork', study, '--at', `${Math.max(...events)}`]);

    expect(all.code).toBe(2);
    expect(all.err).toContain(`none of the 4 runs has an event ${Math.max(...events)} to fork at`);
    const shortest = Math.min(...events);
    if (shortest === Math.max(...events)) return;
    const some = toldBy(await mesocosm(['fork', study, '--at', `${shortest}`, '--json']));
    expect(some.ended).toHaveLength(events.filter((count) => count <= shortest).length);
    expect(some.forks).toHaveLength(events.filter((count) => count > shortest).length);
  });

  it('should fork and replay studies by a mind that ships with its scenario, kept runs or not', async () => {
    const where = folder();
    const small = ['--agents', '3', '--rounds', '1', '--turn-taking', 'random', '--arms', 'interacting'];
    await mesocosm(['run', 'deliberation', '--mind', 'scripted', '--runs', '3', '--folder', where, ...small]);
    const study = onlyStudyIn(where);

    expect(await mesocosm(['replay', study, 'default.interacting.1000002'])).toMatchObject({ code: 0, err: '' });
    expect(jsonOf(await mesocosm(['fork', study, '--at', '4', '--json'])).status).toBe('identical');
    const other = toldBy(await mesocosm(['fork', study, '--at', '4', '--do', remove, '--json']));
    expect(other.forks.map(({ identical }) => identical)).toEqual([false, false, false]);
  });

  it('should put the forks where it is told to', async () => {
    const study = await smallStudy();
    const out = join(folder(), 'forks');
    await mesocosm(['fork', study, '--at', '1', '--do', remove, '--out', out]);

    expect(readdirSync(out)).toHaveLength(4);
    expect(readdirSync(join(study, 'runs')).some((name) => name.includes('.fork-'))).toBe(false);
  });

  it('should stop at Ctrl-C, say the command that goes on, and go on with it', async () => {
    const study = await smallStudy();
    const stop = new AbortController();
    stop.abort();
    const argv = ['fork', study, '--at', '1', '--do', remove];
    const stopped = await mesocosm(argv, { signal: stop.signal });

    expect(stopped.code).toBe(130);
    expect(stopped.err).toContain(`mesocosm fork ${study} --at 1 --do '{"do":"remove","agent":"agent-2"}'`);
    expect(await mesocosm(argv)).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    [['--arms', 'lonely'], 'the study has no run of the arm "lonely"'],
    [['--do', '{"do": "remove", "agent": "nemo"}'], 'there is no agent "nemo"'],
  ])('should refuse %j', async (more, says) => {
    const { code, err } = await mesocosm(['fork', await smallStudy(), '--at', '1', ...more]);

    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  it('should refuse arms of one run, and a folder that is neither run nor study', async () => {
    const study = await smallStudy();
    const run = join(study, 'runs', 'default.interacting.1000000');
    const arms = await mesocosm(['fork', run, '--at', '1', '--arms', 'interacting']);
    const nothing = await mesocosm(['fork', folder(), '--at', '1']);

    expect(arms.err).toContain('--arms says which runs of a study are forked');
    expect(nothing.err).toContain('neither a study nor a run');
    expect([arms.code, nothing.code, existsSync(run)]).toEqual([2, 2, true]);
  });
});
