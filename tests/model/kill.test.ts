import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { chancesFrom } from '../../src/foundation/random/index.js';

const PROGRAM = fileURLToPath(new URL('../../dist/bin/mesocosm.js', import.meta.url));
const KILLS = 20;
const PATIENCE_MS = 30_000;

/** A study whose every decision is asked as it stands, so that answers are under way at all times. */
const STUDY =
  'run majority-opinion --condition live --agents 5 --sweeps 10 --temperature 0.7 ' +
  '--runs 2 --arms interacting,isolated --journals all --no-cache --json';

const root = mkdtempSync(join(tmpdir(), 'mesocosm-kill-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function start(folder: string): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [PROGRAM, ...STUDY.split(' '), '--folder', folder], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, ended };
}

/** The only study in a folder of studies. */
function studyIn(folder: string): string {
  const [name, ...others] = existsSync(folder) ? readdirSync(folder) : [];
  if (name === undefined || others.length > 0)
    throw new Error(`expected one study in ${folder}, found ${name} ${others.join()}`);
  return join(folder, name);
}

function linesOf(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

function keysOf(path: string): readonly string[] {
  return linesOf(path).map((line) => (JSON.parse(line) as { key: string }).key);
}

/** Every journal, table and summary of the runs of a study, by path. */
function runFiles(study: string): Record<string, string> {
  const files = ['events.jsonl', 'probes.jsonl', 'agents.csv', 'ledger.csv', 'metrics.csv', 'summary.json'];
  return Object.fromEntries(
    readdirSync(join(study, 'runs')).flatMap((run) =>
      files.map((file) => [`${run}/${file}`, readFileSync(join(study, 'runs', run, file), 'utf8')]),
    ),
  );
}

/** Processes that a process started, where the system tells. */
function childrenOf(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the study of a folder came to, in so far as it hangs on seed and answers alone. */
function outcomeOf(folder: string): Record<string, unknown> {
  const study = studyIn(folder);
  const whole = (file: string): string => readFileSync(join(study, file), 'utf8');
  return {
    runs: runFiles(study),
    answers: linesOf(join(study, 'answers.jsonl')).toSorted(),
    log: linesOf(join(study, 'runs.jsonl')).toSorted(),
    tables: ['runs.csv', 'metrics.csv', 'probes.jsonl'].map(whole),
  };
}

/** What a sitting came to. */
interface Sitting {
  /** `null` where it was killed. */
  readonly exitCode: number | null;
  /** Keys of answers that were recorded before it and that it asked again. */
  readonly askedAgain: readonly string[];
  /** Processes of the model that outlived it. */
  readonly orphans: readonly number[];
}

/** Starts or goes on with a study, and kills it after so long unless it ends before. */
async function killAfter(milliseconds: number, folder: string): Promise<Sitting> {
  const before = existsSync(folder) ? studyIn(folder) : undefined;
  const recorded = new Set(before === undefined ? [] : keysOf(join(before, 'answers.jsonl')));
  const callsBefore = before === undefined ? 0 : linesOf(join(before, 'calls.jsonl')).length;
  const { child, ended } = start(folder);
  await Promise.race([wait(milliseconds), ended]);
  const workers = child.exitCode === null ? childrenOf(child.pid as number) : [];
  child.kill('SIGKILL');
  const exitCode = await ended;
  // A process that is just loading its weights notices only then.
  for (let waited = 0; workers.some(isAlive) && waited < PATIENCE_MS; waited += 100) await wait(100);
  const asked = existsSync(folder) ? keysOf(join(studyIn(folder), 'calls.jsonl')).slice(callsBefore) : [];
  return { exitCode, askedAgain: asked.filter((key) => recorded.has(key)), orphans: workers.filter(isAlive) };
}

describe('a study on the embedded model that is killed', () => {
  it('should equal the uninterrupted one, byte for byte, and ask no recorded answer again', async () => {
    const whole = join(root, 'whole');
    expect(await start(whole).ended).toBe(0);
    const expected = outcomeOf(whole);

    const chance = chancesFrom('moments of death')('kill');
    const sittings: Sitting[] = [];
    const ended: string[] = [];
    while (sittings.length - ended.length < KILLS) {
      const folder = join(root, `killed-${ended.length}`);
      const sitting = await killAfter(300 + chance.uniform() * 3000, folder);
      sittings.push(sitting);
      if (sitting.exitCode !== null) ended.push(folder);
    }
    expect(sittings.flatMap(({ askedAgain }) => askedAgain)).toEqual([]);
    expect(sittings.flatMap(({ orphans }) => orphans)).toEqual([]);
    expect(sittings.flatMap(({ exitCode }) => exitCode ?? []).every((code) => code === 0)).toBe(true);
    expect(ended.map(outcomeOf)).toEqual(ended.map(() => expected));

    const last = join(root, `killed-${ended.length}`);
    expect(await start(last).ended).toBe(0);
    expect(outcomeOf(last)).toEqual(expected);
  });
});
