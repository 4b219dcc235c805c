import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { childProcesses, embeddedModel } from '../support/endpoint-weights-real.js';

const CHOICES = 800;
/** Choices after which the buffers of the library have their size. */
const WARM = 300;
const MOST_GROWTH_MB = 20;

/** Resident memory of a process, in megabytes. */
function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

describe.skipIf(!existsSync('/proc/self/status'))('the memory of the embedded model', () => {
  it(`should not grow with the number of questions, of which ${CHOICES} are different`, async () => {
    const before = childProcesses();
    const model = await embeddedModel({ processes: 1 });
    const worker = childProcesses().find((pid) => !before.includes(pid)) ?? NaN;
    const ask = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += 1) {
        const prompt = { form: 'completion', pieces: ['Ann chose Q.\n', `In round ${index} you chose`] } as const;
        const reply = await model.choose({ prompt, options: [' Q', ' M'] });
        if (!reply.ok) throw new Error(reply.failure.message);
      }
    };

    await ask(0, WARM);
    const warm = residentMb(worker);
    await ask(WARM, CHOICES);
    const grown = residentMb(worker) - warm;
    await model.close();

    expect(warm).toBeGreaterThan(50);
    expect(grown).toBeLessThan(MOST_GROWTH_MB);
  });
});
