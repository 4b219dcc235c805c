import { getEventListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPool, type Pool, type PoolOptions } from '../../../../src/model/llama/pool.js';
import type { Answer, PromptQuestion } from '../../../../src/model/llama/protocol.js';
import { idle, until } from '../../../support/endpoint-requests.js';
import { temporaryFolder } from '../../../support/endpoint-weights.js';

const program = fileURLToPath(new URL('../../../support/endpoint-fake-worker.js', import.meta.url));

const asking = (...pieces: readonly string[]): PromptQuestion => ({
  verb: 'choose',
  prompt: { form: 'completion', pieces: [...pieces] },
  options: ['a', 'b'],
});
const writing = (...pieces: readonly string[]): PromptQuestion => ({
  verb: 'write',
  prompt: { form: 'completion', pieces: [...pieces] },
  maxTokens: 1,
  temperature: 1,
  seed: 1,
});

/** Which process gave an answer. */
function pidOf(answer: Answer): number {
  if (answer.verb === 'write') return Number(answer.text);
  return answer.verb === 'choose' ? -(answer.logs[0] as number) : NaN;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('createPool', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let pool: Pool;
  const open = async (more: Partial<PoolOptions> = {}): Promise<Pool> => {
    pool = await createPool({ modelPath: 'model', processes: 1, contextSize: 100, program, ...more });
    return pool;
  };
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await pool.close();
    folder.remove();
  });

  const reasonOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'answered',
      (error: { reason?: string }) => error.reason ?? String(error),
    );
  /** Kills the process that answers, and waits until the pool knows. */
  const killIdle = async (): Promise<number> => {
    const pid = pidOf(await pool.ask(asking('x')));
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    await idle();
    return pid;
  };

  it('should answer from as many processes as it was told', async () => {
    await open({ processes: 2 });
    const go = join(folder.path, 'go');
    const asked = ['a', 'b'].map((about) => pool.ask(asking(about, `wait ${go}`)));
    await idle();
    writeFileSync(go, '');

    const pids = (await Promise.all(asked)).map(pidOf);

    expect(new Set(pids).size).toBe(2);
  });

  it('should give a process one question at a time, and answer each once', async () => {
    await open();

    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => pool.ask(asking(`about ${at}`, 'x'))));

    const turns = answers.map((answer) => (answer.verb === 'choose' ? answer.logs[1] : undefined));
    expect(turns.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(Array.from({ length: 20 }, (_, at) => -1 - at));
  });

  it('should put questions that share a beginning one after the other', async () => {
    await open();
    const log = join(folder.path, 'log');

    await Promise.all(['b', 'a', 'b', 'c', 'a', 'c'].map((about) => pool.ask(asking(about, `log ${log}`))));

    const order = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[1]);
    expect(order.filter((about, at) => about !== order[at - 1])).toHaveLength(3);
  });

  it('should tell a question that failed from one that was too long, and go on', async () => {
    await open();

    expect(await reasonOf(pool.ask(asking('fail')))).toBe('failed');
    expect(await reasonOf(pool.ask(asking('long')))).toBe('too-long');
    expect(await reasonOf(pool.ask(asking('x')))).toBe('answered');
  });

  it('should fail to open, and leave no process, when the model cannot be loaded', async () => {
    await open();

    await expect(createPool({ modelPath: 'broken', processes: 2, contextSize: 100, program })).rejects.toThrow(
      'this is no model',
    );
    await expect(createPool({ modelPath: 'deadly', processes: 2, contextSize: 100, program })).rejects.toThrow(
      'SIGKILL',
    );
    await expect(createPool({ modelPath: 'm', processes: 1, contextSize: 1, program: 'none.js' })).rejects.toThrow(
      'exit',
    );
  });

  it('should fail the question over which a process died, and answer it when it is asked again', async () => {
    await open();
    const before = pidOf(await pool.ask(asking('x')));

    await expect(pool.ask(asking('die'))).rejects.toMatchObject({
      reason: 'died',
      message: "the model's process ended (SIGKILL)",
    });

    const after = pidOf(await pool.ask(asking('x')));
    expect(after).not.toBe(before);
  });

  it('should answer what waits behind a question over which a process died', async () => {
    await open();

    const asked = [pool.ask(asking('a', 'die')), pool.ask(asking('b', 'x')), pool.ask(asking('c', 'x'))];

    expect(await Promise.all(asked.map(reasonOf))).toEqual(['died', 'answered', 'answered']);
  });

  it('should replace a process that died while it was idle when it is next asked, and lose no question', async () => {
    await open();
    const before = await killIdle();

    const after = pidOf(await pool.ask(asking('x')));

    expect(after).not.toBe(before);
  });

  it('should not start a process again after three deaths in a row, but say why and how it ended', async () => {
    await open();

    const reasons: string[] = [];
    for (let time = 0; time < 3; time += 1) reasons.push(await reasonOf(pool.ask(asking('exit'))));

    expect(reasons).toEqual(['died', 'died', 'died']);
    await expect(pool.ask(asking('x'))).rejects.toMatchObject({
      reason: 'dead',
      message:
        "the model's process ended 3 times within 20 answers (the last time: exit code 7) and is not started again",
    });
  });

  it('should go on where deaths are rare, however many they are', async () => {
    await open();

    const reasons: string[] = [];
    for (let time = 0; time < 5; time += 1) {
      reasons.push(await reasonOf(pool.ask(asking('exit'))));
      await Promise.all(Array.from({ length: 10 }, (_, at) => pool.ask(asking(`${at}`, 'x'))));
    }

    expect(reasons).toEqual(Array(5).fill('died'));
    expect(await reasonOf(pool.ask(asking('x')))).toBe('answered');
  });

  it('should give up where deaths become frequent after many answers', async () => {
    await open();
    await Promise.all(Array.from({ length: 30 }, (_, at) => pool.ask(asking(`${at}`, 'x'))));

    const reasons: string[] = [];
    for (const what of ['exit', 'x', 'exit', 'x', 'exit', 'x']) reasons.push(await reasonOf(pool.ask(asking(what))));

    expect(reasons).toEqual(['died', 'answered', 'died', 'answered', 'died', 'dead']);
  });

  it('should count deaths of an idle process too', async () => {
    await open();

    for (let time = 0; time < 3; time += 1) await killIdle();

    expect(await reasonOf(pool.ask(asking('x')))).toBe('dead');
  });

  it('should fail at once what waits when the last process is given up', async () => {
    await open();
    const deadly = ['a', 'b', 'c'].map((about) => reasonOf(pool.ask(asking(about, 'die'))));
    const waiting = ['x', 'y'].map((about) => reasonOf(pool.ask(asking(about, 'z'))));

    expect(await Promise.all(deadly)).toEqual(['died', 'died', 'died']);
    expect(await Promise.all(waiting)).toEqual(['dead', 'dead']);
  });

  it('should leave all questions to the other process when one is given up', async () => {
    await open({ processes: 2 });
    const deadly = Array.from({ length: 4 }, (_, at) => reasonOf(pool.ask(asking(`${at}`, 'die'))));
    await Promise.all(deadly);

    const reasons = await Promise.all(Array.from({ length: 10 }, (_, at) => reasonOf(pool.ask(asking(`${at}`, 'x')))));

    expect(new Set(reasons)).toEqual(new Set(['answered']));
  });

  it('should fail a question as one that may be asked again where a process cannot be started again', async () => {
    const gone = join(folder.path, 'gone');
    await open({ modelPath: `until:${gone}` });
    writeFileSync(gone, '');
    await killIdle();

    await expect(pool.ask(asking('x'))).rejects.toMatchObject({
      reason: 'died',
      message: "the model's process cannot be started again (the file is gone)",
    });
  });

  it('should take back a question that waits when it is interrupted, and answer the others', async () => {
    await open();
    const go = join(folder.path, 'go');
    const stop = new AbortController();
    const first = pool.ask(asking('a', `wait ${go}`));
    await idle();
    const second = reasonOf(pool.ask(asking('b', 'x'), stop.signal));
    const third = reasonOf(pool.ask(asking('c', 'x')));

    stop.abort();

    expect(await second).toBe('unasked');
    writeFileSync(go, '');
    await first;
    expect(await third).toBe('answered');
  });

  it('should keep the answer to a choice that is under way when it is interrupted', async () => {
    await open();
    const go = join(folder.path, 'go');
    const stop = new AbortController();
    const asked = reasonOf(pool.ask(asking(`wait ${go}`), stop.signal));
    await idle();

    stop.abort();
    writeFileSync(go, '');

    expect(await asked).toBe('answered');
  });

  it('should stop a text that is under way when it is interrupted, and answer the next', async () => {
    await open();
    const stop = new AbortController();
    const asked = reasonOf(pool.ask(writing(`wait ${join(folder.path, 'never')}`), stop.signal));
    await idle();

    stop.abort();

    expect(await asked).toBe('aborted');
    expect(await reasonOf(pool.ask(writing('x')))).toBe('answered');
  });

  it('should ask nothing for a call that is interrupted already', async () => {
    await open();

    expect(await reasonOf(pool.ask(asking('x'), AbortSignal.abort()))).toBe('unasked');
  });

  it('should burden a signal that many calls share with one listener, in the end with none, and give no warning', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error): void => void warnings.push(warning);
    process.on('warning', keep);
    await open({ processes: 2 });
    const { signal } = new AbortController();

    const asked = Array.from({ length: 200 }, (_, at) => pool.ask(asking(`about ${at}`, 'x'), signal));
    const during = getEventListeners(signal, 'abort').length;
    await Promise.all(asked);
    process.off('warning', keep);

    expect([during, getEventListeners(signal, 'abort').length, warnings]).toEqual([1, 0, []]);
  });

  it('should leave no process when it is closed, and say so to whoever waits and whoever asks', async () => {
    await open({ processes: 2 });
    const go = join(folder.path, 'go');
    const pids = new Set<number>();
    for (let at = 0; pids.size < 2; at += 1) {
      const pair = await Promise.all([pool.ask(asking(`${at}a`, 'x')), pool.ask(asking(`${at}b`, 'x'))]);
      for (const answer of pair) pids.add(pidOf(answer));
    }
    const open3 = ['a', 'b', 'c'].map((about) => reasonOf(pool.ask(asking(about, `wait ${go}`))));
    await idle();

    await Promise.all([pool.close(), pool.close()]);

    expect([...pids].filter(isAlive)).toEqual([]);
    expect(await Promise.all(open3)).toEqual(['closed', 'closed', 'closed']);
    expect(await reasonOf(pool.ask(asking('x')))).toBe('closed');
  });

  it('should leave nothing behind on this process when it is closed', async () => {
    const before = process.listenerCount('exit');
    await open();
    await pool.close();

    expect(process.listenerCount('exit')).toBe(before);
  });
});
