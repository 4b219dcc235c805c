import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { StudySummary } from '../../../src/spec/index.js';
import { readStudyFile, STUDY_FILES } from '../../../src/study/index.js';
import type { ScenarioEntry } from '../../../src/spec/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { says, startEndpoint } from '../../support/endpoint-server.js';
import { fakeTerminal, jsonOf, mesocosm, quickStudy, type Ran } from '../../support/command-line.js';
import { onlyStudyIn, pictureOf, recorded } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let ran: Ran;

beforeAll(async () => {
  ran = await mesocosm(quickStudy(root));
});

/** The naming game, which presses Ctrl-C at some step. */
function interrupting(step: number, stop: AbortController): readonly ScenarioEntry[] {
  return scenarios.map((entry) => ({
    ...entry,
    create(parameters) {
      const scenario = entry.create(parameters);
      let left = step;
      const apply: typeof scenario.world.apply = (...of) => {
        left -= 1;
        if (left === 0) stop.abort();
        return scenario.world.apply(...of);
      };
      return { ...scenario, world: { ...scenario.world, apply } };
    },
  }));
}

async function interrupted(where: string, ...more: readonly string[]): Promise<Ran> {
  const stop = new AbortController();
  return mesocosm(quickStudy(where, ...more), { scenarios: interrupting(60, stop), signal: stop.signal });
}

describe('run', () => {
  it('should end with the closing screen, and say nothing else where nobody watches', () => {
    const { code, out, err } = ran;

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Naming game: 2 runs of every arm, policy:claude-3\.5-sonnet:baseline\n/);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(out).not.toContain('\u001b');
  });

  it('should name the folder and the report where they are', () => {
    const study = onlyStudyIn(root);

    expect(ran.out).toContain(`Folder: ${study}`);
    expect(ran.out.replaceAll(/\n\s+/g, ' ')).toContain(`Report: ${join(study, 'report.html')}`);
    expect(existsSync(join(study, 'report.html'))).toBe(true);
  });

  it('should record the arguments as they were given, and the parameters as they were written', async () => {
    const { command, design } = await readStudyFile(onlyStudyIn(root));

    expect(command).toEqual(quickStudy(root));
    expect(design.conditions[0]?.parametersGiven).toEqual({ agents: 4, horizon: 40 });
    expect(design.conditions[0]?.parameters).toMatchObject({ agents: 4, horizon: 40, memory: 5 });
  });

  it('should tell a person what it does while it does it', async () => {
    const { code, err } = await mesocosm(quickStudy(folder(), '--arms', 'isolated'), { columns: 100 });

    expect(code).toBe(0);
    for (const part of [
      'Naming game: Does a population',
      '4 agents, 2 runs of every arm (interacting, isolated), seed 1',
      'Decided by table claude-3.5-sonnet',
      'Ready: policy:claude-3.5-sonnet:baseline',
      'Writing to ',
      'Each agent alone (default):',
    ]) {
      expect(err.replaceAll(/\n\s+/g, ' ')).toContain(part);
    }
  });

  it.each([40, 60])('should fit into a terminal of %s columns', async (columns) => {
    const { out, err } = await mesocosm(quickStudy(folder(), '--arms', 'isolated'), { columns });
    const lines = [...out.split('\n'), ...err.replaceAll('\r\u001b[K', '\n').split('\n')];
    const broad = lines.filter((line) => line.length > columns && line.trim().includes(' '));

    expect(broad).toEqual([]);
  });

  it('should be one object with --json: what the summary holds, and where it is', async () => {
    const where = folder();
    const json = jsonOf(await mesocosm(quickStudy(where, '--json', '--arms', 'isolated')));
    const study = onlyStudyIn(where);

    expect(json).toMatchObject({ status: 'finished', warnings: [] });
    expect(json.data).toMatchObject({ folder: study, report: join(study, 'report.html') });
    const summary = StudySummary.parse(json.data);
    expect(summary.conditions[0]?.arms.map(({ name, runs }) => [name, runs])).toEqual([
      ['interacting', 2],
      ['isolated', 2],
    ]);
    expect(summary.conditions[0]?.outcomes[0]).toMatchObject({ name: 'winner', againstIsolated: { n: 2 } });
  });

  it('should keep standard output for the object where a person watches', async () => {
    const watched = await mesocosm(quickStudy(folder(), '--json', '--arms', 'isolated'), { columns: 80 });

    expect(jsonOf(watched).status).toBe('finished');
    expect(watched.err).toContain('Writing to');
  });

  it('should run several conditions in one study', async () => {
    const where = folder();
    const json = jsonOf(
      await mesocosm(
        quickStudy(where, '--condition', 'default, ring', '--degree', '2', '--arms', 'isolated', '--json'),
      ),
    );

    expect(
      StudySummary.parse(json.data).conditions.map(({ name, parameters }) => [name, parameters['network']]),
    ).toEqual([
      ['default', 'complete'],
      ['ring', 'ring'],
    ]);
  });

  it('should take options over what a condition says', async () => {
    const argv = quickStudy(folder(), '--condition', 'ring', '--network', 'complete', '--arms', 'isolated', '--json');
    const json = jsonOf(await mesocosm(argv));

    expect(StudySummary.parse(json.data).conditions[0]?.parameters['network']).toBe('complete');
  });

  it('should be given its people', async () => {
    const where = folder();
    const endpoint = await startEndpoint(says('M', { tokens: [{ token: 'M', top: { M: 0.6, Q: 0.4 } }] }));
    const small = ['--agents', '4', '--horizon', '8', '--runs', '1', '--arms', 'isolated', '--no-cache'];
    const model = ['--model', 'openai:m', '--base-url', endpoint.baseUrl];
    const { code } = await mesocosm([
      'run',
      'naming-game',
      ...model,
      ...small,
      '--population',
      'neighbours',
      '--folder',
      where,
    ]);
    await endpoint.close();

    expect(code).toBe(0);
    expect((await readStudyFile(onlyStudyIn(where))).design.population?.name).toBe('neighbours');
  });

  it('should keep as many runs as are asked for', async () => {
    const where = folder();
    await mesocosm(quickStudy(where, '--arms', 'isolated', '--journals', 'all', '--name', 'pilot'));
    const study = onlyStudyIn(where);

    expect(readdirSync(join(study, 'runs'))).toHaveLength(4);
    expect(study).toContain('Z_pilot_');
  });

  it('should run fewer with --quick, and as many as are asked for in any case', async () => {
    const { terminal, ...written } = fakeTerminal(200);
    const stop = new AbortController();
    const runsOf = async (...more: string[]): Promise<number> => {
      const where = folder();
      const argv = ['run', 'naming-game', '--policy', 'llama-3-70b', '--agents', '4', '--folder', where, ...more];
      stop.abort();
      await mesocosm(argv, { signal: stop.signal, terminal: { terminal, ...written } });
      return (await readStudyFile(onlyStudyIn(where))).design.runs;
    };

    expect(await runsOf()).toBe(40);
    expect(await runsOf('--quick')).toBe(10);
    expect(await runsOf('--quick', '--runs', '3')).toBe(3);
  });
});

describe('run, interrupted', () => {
  it('should end with 130 and the very command that goes on', async () => {
    const where = join(folder(), 'my studies');
    const { code, out, err } = await interrupted(where);
    const study = onlyStudyIn(where);

    expect([code, out]).toEqual([130, '']);
    expect(err).toContain('the study stopped: ');
    expect(err.trimEnd().split('\n').slice(-2)).toEqual(['Go on with:', `mesocosm resume '${study}'`]);
  });

  it('should not break the command that goes on, in a narrow terminal', async () => {
    const where = folder();
    const stop = new AbortController();
    const { err } = await mesocosm(quickStudy(where), {
      scenarios: interrupting(60, stop),
      signal: stop.signal,
      columns: 40,
    });

    expect(err.trimEnd().split('\n').slice(-2)).toEqual(['Go on with:', `mesocosm resume ${onlyStudyIn(where)}`]);
  });

  it('should say so as an object with --json', async () => {
    const where = folder();
    const json = jsonOf(await interrupted(where, '--json'));

    expect(json).toMatchObject({ status: 'interrupted', data: { next: `mesocosm resume ${onlyStudyIn(where)}` } });
  });

  it('should go on with the same command, to the same end', async () => {
    const where = folder();
    await interrupted(where);
    const { length } = recorded(onlyStudyIn(where), STUDY_FILES.log);
    const again = await mesocosm(quickStudy(where), { columns: 100 });

    expect(again.code).toBe(0);
    expect(length).toBeGreaterThan(0);
    expect(again.err).toContain('Going on in');
    expect(again.err).toContain(`${length} of 14 runs are done already`);
    expect(pictureOf(onlyStudyIn(where))).toEqual(pictureOf(onlyStudyIn(root)));
  });

  it('should begin anew with --fresh', async () => {
    const where = folder();
    await interrupted(where);
    await mesocosm(quickStudy(where, '--fresh', '--arms', 'isolated'));

    expect(readdirSync(where)).toHaveLength(2);
  });

  it('should give the command itself where there is no folder yet', async () => {
    const argv = ['run', '--model', 'openai:x', '--base-url', 'http://127.0.0.1:9/v1', '--name', 'my study', '--fresh'];
    const { code, err } = await mesocosm(argv, { signal: AbortSignal.abort() });

    expect(code).toBe(130);
    expect(err).toContain(
      "Go on with:\nmesocosm run --model openai:x --base-url http://127.0.0.1:9/v1 --name 'my study'\n",
    );
  });

  it('should name the program as it was called', async () => {
    vi.stubEnv('npm_command', 'exec');
    const { err } = await interrupted(folder());
    vi.unstubAllEnvs();

    expect(err).toContain('Go on with:\nnpx mesocosm resume ');
  });
});
