import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../../../src/model/llama/pool.js';
import type { PromptQuestion } from '../../../../src/model/llama/protocol.js';
import { unlessStuck } from '../../../../src/model/llama/unless-stuck.js';
import { fakeClock, type FakeClock } from '../../../../src/testing/index.js';
import { idle, until } from '../../../support/endpoint-requests.js';
import { temporaryFolder } from '../../../support/endpoint-weights.js';

const program = fileURLToPath(new URL('../../../support/endpoint-fake-worker.js', import.meta.url));

const about = (verb: 'choose' | 'write', piece: string): PromptQuestion => {
  const prompt = { form: 'completion', pieces: [piece] } as const;
  return verb === 'choose'
    ? { verb, prompt, options: ['a', 'b'] }
    : { verb, prompt, maxTokens: 1, temperature: 1, seed: 1 };
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(String, (error: { reason?: string }) => error.reason ?? String(error));

describe('unlessStuck', () => {
  const waiting = (answer: Promise<string>, signal?: AbortSignal) => {
    const clock = fakeClock({ advances: 'by-hand' });
    const seen = { letGo: 0 };
    const said = outcome(unlessStuck(answer, { signal, clock, letGo: () => void (seen.letGo += 1) }));
    return { clock, seen, said };
  };

  it('should pass on an answer and a failure, and leave no timer', async () => {
    const { clock, said } = waiting(Promise.resolve('yes'), new AbortController().signal);

    expect([await said, clock.sleeping()]).toEqual(['yes', 0]);
    expect(await waiting(Promise.reject(new Error('no'))).said).toBe('Error: no');
  });

  it('should keep an answer that comes within two seconds of the interruption', async () => {
    const stop = new AbortController();
    let answer: (text: string) => void = () => undefined;
    const { clock, seen, said } = waiting(new Promise((resolve) => (answer = resolve)), stop.signal);
    stop.abort();
    await clock.advance(1999);

    answer('late');

    expect(await said).toBe('late');
    await clock.advance(5000);
    expect([seen.letGo, clock.sleeping()]).toEqual([0, 0]);
  });

  it('should give up two seconds after the interruption, also one that was before', async () => {
    const { clock, seen, said } = waiting(new Promise(() => undefined), AbortSignal.abort());

    await clock.advance(2000);

    expect([await said, seen.letGo]).toEqual(['aborted', 1]);
  });
});

describe('a process that is stuck', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let pool: Pool;
  let clock: FakeClock;
  let never: string;
  beforeEach(async () => {
    folder = temporaryFolder();
    never = `wait ${join(folder.path, 'never')}`;
    clock = fakeClock({ advances: 'by-hand' });
    pool = await createPool({ modelPath: 'model', processes: 1, contextSize: 100, program, clock });
  });
  afterEach(async () => {
    await pool.close();
    folder.remove();
  });

  const answerer = async (): Promise<number> => {
    const answer = await pool.ask(about('choose', 'x'));
    return answer.verb === 'choose' ? -(answer.logs[0] as number) : NaN;
  };
  /** Asks what is never answered, stops the process, and interrupts the question. */
  const getStuck = async (verb: 'choose' | 'write' = 'choose'): Promise<{ pid: number; asked: Promise<string> }> => {
    const pid = await answerer();
    const stop = new AbortController();
    const asked = outcome(pool.ask(about(verb, never), stop.signal));
    await idle();
    process.kill(pid, 'SIGSTOP');
    stop.abort();
    await until(() => clock.sleeping() === 1);
    return { pid, asked };
  };

  it.each(['choose', 'write'] as const)(
    'should be ended two seconds after the interruption, and replaced (%s)',
    async (verb) => {
      const { pid, asked } = await getStuck(verb);
      await clock.advance(1999);
      expect(isAlive(pid)).toBe(true);

      await clock.advance(1);

      expect(await asked).toBe('aborted');
      await until(() => !isAlive(pid));
      expect(await answerer()).not.toBe(pid);
    },
  );

  it('should not count as one that died', async () => {
    for (let time = 0; time < 4; time += 1) {
      const { asked } = await getStuck();
      await clock.advance(2000);
      expect(await asked).toBe('aborted');
    }

    expect(await answerer()).toBeGreaterThan(0);
  });

  it('should be gone when the pool is closed', async () => {
    const { pid, asked } = await getStuck();

    await pool.close();

    expect([await asked, isAlive(pid)]).toEqual(['closed', false]);
  });
});
