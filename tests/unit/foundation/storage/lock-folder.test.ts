import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMesocosmError } from '../../../../src/foundation/errors/index.js';
import { isLocked, lockFolder } from '../../../../src/foundation/storage/index.js';
import { fakeClock } from '../../../../src/testing/fake-clock.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';
import { transpileSource } from '../../../support/transpiled-source.js';

const folders = temporaryFolders();
const lockOf = (folder: string): string => join(folder, '.lock');
const written = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(lockOf(folder), 'utf8')) as Record<string, unknown>;

/** Id of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['--version']).pid;
const ofTheDead = JSON.stringify({ pid: deadPid, startedAt: '2026-01-01T00:00:00.000Z', birth: null });

describe('lockFolder', () => {
  it('should write who holds the folder and since when', async () => {
    const folder = folders();

    await lockFolder(folder, fakeClock({ startMs: Date.UTC(2026, 1, 3) }));

    expect(written(folder)).toMatchObject({ pid: process.pid, startedAt: '2026-02-03T00:00:00.000Z' });
  });

  it('should leave nothing else in the folder, and nothing after the release', async () => {
    const folder = folders();
    const lock = await lockFolder(folder);
    const during = readdirSync(folder);
    lock.release();

    expect(during).toEqual(['.lock']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('should refuse a folder that is held, saying by whom, since when and what to do', async () => {
    const folder = folders();
    await lockFolder(folder, fakeClock({ startMs: Date.UTC(2026, 1, 3) }));

    const error: unknown = await lockFolder(folder).catch((reason: unknown) => reason);

    expect(isMesocosmError(error) && error.kind).toBe('usage');
    expect(String(error)).toContain(
      `${folder}: process ${process.pid} is working in it since 2026-02-03T00:00:00.000Z`,
    );
    expect(String(error)).toContain(`kill ${process.pid}`);
  });

  it('should give a folder back that can then be taken again', async () => {
    const folder = folders();
    const first = await lockFolder(folder);
    first.release();

    const second = await lockFolder(folder);
    first.release();

    expect(existsSync(lockOf(folder))).toBe(true);
    second.release();
    expect(existsSync(lockOf(folder))).toBe(false);
  });

  it("should not remove another's lock when it gives back", async () => {
    const folder = folders();
    const lock = await lockFolder(folder);
    const others = JSON.stringify({ pid: process.ppid, startedAt: '', birth: null });
    writeFileSync(lockOf(folder), others);

    lock.release();

    expect(readFileSync(lockOf(folder), 'utf8')).toBe(others);
  });

  it('should hold one folder without holding another', async () => {
    const [one, other] = [folders(), folders()];
    await lockFolder(one);

    await expect(lockFolder(other)).resolves.toBeDefined();
  });

  it.each([
    ['of a process that died', ofTheDead],
    ['that is empty', ''],
    ['that is torn', ofTheDead.slice(0, 12)],
    ['that names nobody', 'null'],
    ['that names no process', '{"pid":0}'],
  ])('should take over a lock %s', async (_, content) => {
    const folder = folders();
    writeFileSync(lockOf(folder), content);

    await lockFolder(folder);

    expect(written(folder)).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['.lock']);
  });

  it('should take over from a process that died while it took over', async () => {
    const folder = folders();
    for (const name of ['.lock', '.lock.takeover', '.lock.takeover.takeover']) {
      writeFileSync(join(folder, name), ofTheDead);
    }

    await lockFolder(folder);

    expect(written(folder)).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['.lock']);
  });

  it('should leave it to another that is just taking over', async () => {
    const folder = folders();
    writeFileSync(lockOf(folder), ofTheDead);
    writeFileSync(`${lockOf(folder)}.takeover`, JSON.stringify({ pid: process.ppid, startedAt: 'now', birth: null }));

    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.ppid} is working in it`);
    expect(readFileSync(lockOf(folder), 'utf8')).toBe(ofTheDead);
  });

  it.runIf(existsSync('/proc/self/stat'))('should not take another process of the same id for the holder', async () => {
    const folder = folders();
    writeFileSync(lockOf(folder), JSON.stringify({ pid: process.ppid, startedAt: '', birth: '1' }));

    await lockFolder(folder);

    expect(written(folder)).toMatchObject({ pid: process.pid });
  });

  it('should say so when there is no such folder', async () => {
    await expect(lockFolder(join(folders(), 'missing'))).rejects.toThrow('ENOENT');
  });
});

describe('isLocked', () => {
  it('should tell a held folder from a free one', async () => {
    const folder = folders();
    const before = isLocked(folder);
    const lock = await lockFolder(folder);
    const during = isLocked(folder);
    lock.release();

    expect([before, during, isLocked(folder)]).toEqual([false, true, false]);
  });

  it('should not count the lock of a process that died', () => {
    const folder = folders();
    writeFileSync(lockOf(folder), ofTheDead);

    expect(isLocked(folder)).toBe(false);
  });

  it('should say no of a folder that is not there', () => expect(isLocked(join(folders(), 'missing'))).toBe(false));
});

describe('lockFolder between processes', () => {
  const CONTENDERS = 4;
  const compiled = mkdtempSync(join(tmpdir(), 'mesocosm-lock-'));
  const children: ChildProcess[] = [];
  let program = '';

  beforeAll(async () => {
    const storage = transpileSource(compiled, ['foundation'])('foundation/storage/index.js');
    program = join(compiled, 'contender.js');
    writeFileSync(
      program,
      `import { lockFolder } from ${JSON.stringify(storage)};
       let lock;
       process.on('message', async ({ take, at }) => {
         if (take === undefined) { lock?.release(); lock = undefined; return process.send('released'); }
         while (Date.now() < at);
         try { lock = await lockFolder(take); process.send('held'); }
         catch (error) { process.send(error.name === 'MesocosmError' ? 'refused' : String(error)); }
       });
       process.send('ready');`,
    );
    for (let index = 0; index < CONTENDERS; index += 1) children.push(await contender());
  });

  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(compiled, { recursive: true, force: true });
  });

  async function contender(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'message');
    return child;
  }

  async function ask(child: ChildProcess, message: object): Promise<string> {
    const answer = once(child, 'message');
    child.send(message);
    return String((await answer)[0]);
  }

  /** Lets all want the folder at the same moment, round after round; how many had it, and what else was said. */
  async function contend(rounds: number, prepare: (folder: string) => void): Promise<Set<string>> {
    const outcomes = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const folder = folders();
      prepare(folder);
      const at = Date.now() + 3;
      const answers = await Promise.all(children.map((child) => ask(child, { take: folder, at })));
      outcomes.add(answers.toSorted().join(' '));
      await Promise.all(children.map((child) => ask(child, {})));
    }
    return outcomes;
  }

  const oneOnly = new Set([['held', ...new Array<string>(CONTENDERS - 1).fill('refused')].join(' ')]);

  it('should let exactly one of several take a free folder', async () => {
    expect(await contend(150, () => undefined)).toEqual(oneOnly);
  });

  it('should let exactly one of several take over from the dead', async () => {
    expect(await contend(300, (folder) => writeFileSync(lockOf(folder), ofTheDead))).toEqual(oneOnly);
  });

  it('should keep a living process in possession, and let go when it is killed', async () => {
    const folder = folders();
    const child = await contender();
    const taken = await ask(child, { take: folder, at: 0 });
    const refusal: unknown = await lockFolder(folder).catch((error: unknown) => error);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const lock = await lockFolder(folder);

    expect(taken).toBe('held');
    expect(String(refusal)).toContain(`process ${child.pid} is working in it`);
    expect(written(folder)).toMatchObject({ pid: process.pid });
    lock.release();
  });
});
