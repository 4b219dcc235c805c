import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ScenarioEntry } from '../../../src/spec/index.js';
import { personAgain } from '../../../src/cli/_internals/person-again.js';
import { readManifest } from '../../../src/run/index.js';
import { scenarios } from '../../../scenarios/index.js';
import { fakeTerminal, jsonOf, mesocosm } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const remove = JSON.stringify({ do: 'remove', agent: 'agent-2' });
const LINES = Array.from({ length: 200 }, (_, at) => ['Q', '2', 'm'][at % 3] as string);

/** A kept naming game of four, in which whoever typed was the first. */
async function keptRun(...more: readonly string[]): Promise<string> {
  const where = folder();
  const small = ['--agents', '4', '--horizon', '40', '--max-failures', '1'];
  const argv = ['run', 'naming-game', '--policy', 'llama-3-70b', ...small, '--folder', where, '--person', 'agent-1', ...more]; // prettier-ignore
  const { code, err } = await mesocosm(argv, { input: LINES });
  if (code !== 0) throw new Error(err);
  return join(onlyStudyIn(where), 'runs', 'default.interacting.1000000');
}

const linesOf = (run: string, file: string): readonly string[] =>
  readFileSync(join(run, file), 'utf8').trimEnd().split('\n');
const journal = (run: string): string => readFileSync(join(run, 'events.jsonl'), 'utf8');
const said = (run: string): readonly string[] =>
  linesOf(run, 'answers.jsonl').filter((line) => line.includes('"verb":"judge"'));

/** Forks without the second agent, in a folder of its own. */
async function forkWithout(run: string, input: readonly string[], more: Parameters<typeof mesocosm>[1] = {}) {
  const out = join(folder(), 'fork');
  const ran = await mesocosm(['fork', run, '--at', '4', '--do', remove, '--out', out], { input, ...more });
  return { ...ran, out: ran.out, fork: out };
}

describe('fork of a run in which a person took part', () => {
  it('should ask whoever is at the terminal what was not answered yet, and keep who it was', async () => {
    const run = await keptRun('--person-timeout', '90', '--person-fallback', 'others');
    const { code, err, fork } = await forkWithout(run, LINES);
    const [before, after] = [await readManifest(run), await readManifest(fork)];

    expect(code).toBe(0);
    expect(err).toContain('You are agent-1.');
    expect(after.mind).toEqual(before.mind);
    expect(after.mind.others?.['agent-1']).toMatchObject({
      kind: 'person',
      name: 'person at the terminal',
      settings: { timeoutMs: 90_000, fallback: 'others' },
    });
    expect(said(fork).length).toBeGreaterThan(said(run).length);
    expect(await mesocosm(['replay', fork])).toMatchObject({ code: 0, err: '' });
  });

  it('should ask nothing where nothing changes, and be the run itself', async () => {
    const run = await keptRun();
    const out = join(folder(), 'same');
    const ran = await mesocosm(['fork', run, '--at', '4', '--out', out, '--json']);

    expect(ran.err).toBe('');
    expect(jsonOf(ran).status).toBe('identical');
    expect(journal(out)).toBe(journal(run));
  });

  it('should make the same bytes of the same change and the same lines', async () => {
    const run = await keptRun();
    const [one, two] = [await forkWithout(run, LINES), await forkWithout(run, LINES)];

    expect(journal(one.fork)).toBe(journal(two.fork));
    expect(journal(one.fork)).not.toBe(journal(run));
  });

  it('should let the fallback of the run count where the lines end', async () => {
    const run = await keptRun('--person-fallback', 'M');
    const { code, fork } = await forkWithout(run, []);
    const fallen = linesOf(fork, 'events.jsonl').filter((line) => line.includes('option M: nobody answers any more'));

    expect(code).toBe(0);
    expect(fallen.length).toBeGreaterThan(0);
    expect(fallen.every((line) => line.includes('"agent":"agent-1"') && line.includes('"option":"M"'))).toBe(true);
  });

  it('should let whatever decides for the others decide where that was said and the lines end', async () => {
    const run = await keptRun('--person-fallback', 'others');
    const { code, fork } = await forkWithout(run, []);
    const fallen = linesOf(fork, 'events.jsonl').filter((line) => line.includes('nobody answers any more'));

    expect(code).toBe(0);
    expect(fallen.length).toBeGreaterThan(0);
    expect(fallen.every((line) => line.includes('"type":"decision-made"'))).toBe(true);
  });

  it('should stop at Ctrl-C, say the command that goes on, and ask nothing twice', async () => {
    const run = await keptRun();
    const whole = await forkWithout(run, LINES);
    const out = join(folder(), 'fork');
    const argv = ['fork', run, '--at', '4', '--do', remove, '--out', out];
    const stop = new AbortController();
    const first = await mesocosm(argv, { input: LINES, scenarios: interrupting(20, stop), signal: stop.signal });
    const added = said(out).length - said(run).length;
    const resume = await mesocosm(['resume', out]);
    const again = await mesocosm(argv, { input: LINES.slice(added) });

    expect([first.code, again.code]).toEqual([130, 0]);
    expect(first.err).toContain(`mesocosm fork ${run} --at 4`);
    expect(resume.err).toContain('this is a fork of default.interacting.1000000, marked "suspended"');
    expect(resume.err).toContain(`--at 4 --do '[{"do":"remove","agent":"agent-2"}]' --out ${out}`);
    expect(added).toBeGreaterThan(0);
    expect(said(out)).toEqual(said(whole.fork));
    expect(journal(out)).toBe(journal(whole.fork));
  });
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

describe('personAgain', () => {
  const settings = { timeoutMs: null, fallback: 'refused' };

  it('should say what to do where nobody can answer, and only once somebody is asked', async () => {
    const fd = openSync('/dev/null', 'r');
    const input = Object.assign(Readable.from([]), { fd });
    const { terminal, err } = fakeTerminal();
    const { person, asked } = personAgain({ input, terminal });
    const judgement = await person({ agent: 'agent-1', settings }).judge({} as never, {} as never);
    closeSync(fd);

    expect(judgement).toMatchObject({ kind: 'unavailable' });
    expect(judgement).toHaveProperty('message', expect.stringContaining('a person was in the place of "agent-1"'));
    expect([asked(), err()]).toEqual([false, '']);
  });

  it('should be one person for all places of the same terms, and refuse what only a program can make', () => {
    const { person } = personAgain({ input: Readable.from([]), terminal: fakeTerminal().terminal });

    expect(person({ agent: 'agent-1', settings })).toBe(person({ agent: 'agent-2', settings }));
    expect(() => person({ agent: 'agent-3', settings: { ...settings, fallback: 'mind oracle' } })).toThrow(
      'for the person in the place of "agent-3" the mind oracle was to answer in need',
    );
  });
});
