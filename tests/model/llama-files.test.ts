import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectGguf, llamaModel } from '../../src/model/llama/index.js';
import { ensureWeights } from '../../src/model/weights/index.js';
import { temporaryFolder } from '../support/endpoint-weights.js';

describe('files of weights', () => {
  let path: string;
  let whole: Buffer;
  let folder: ReturnType<typeof temporaryFolder>;
  beforeAll(async () => {
    folder = temporaryFolder();
    ({ path } = await ensureWeights());
    whole = readFileSync(path);
  });
  afterAll(() => folder.remove());

  const saidOf = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = join(folder.path, name);
    writeFileSync(file, bytes);
    return messageOf(file);
  };
  const messageOf = (file: string): Promise<string> =>
    llamaModel({ path: file, sha256: 'abc', processes: 1 }).then(
      async (model) => {
        await model.close();
        return 'it was loaded';
      },
      (error: Error & { kind?: string }) => `${error.kind}: ${error.message}`,
    );

  it('should say of themselves what the registry says', async () => {
    expect(await inspectGguf(path)).toMatchObject({
      architecture: 'llama',
      parameters: 134_515_008,
      contextSize: 8192,
      quantisation: 'Q4_1',
      chatTemplate: true,
      bytes: whole.length,
    });
    const { leastBytes } = await inspectGguf(path);
    expect(leastBytes).toBeGreaterThan(whole.length * 0.99);
    expect(leastBytes).toBeLessThanOrEqual(whole.length);
  });

  it('should be refused in one sentence with the way on where half of one is missing', async () => {
    const said = await saidOf('half.gguf', whole.subarray(0, whole.length / 2));

    expect(said).toContain('unreachable: ');
    expect(said).toContain('half.gguf: the model cannot be loaded: it is incomplete: it has 49.2 of at least 98.');
    expect(said).toContain('Fetch the file again or name another one with --model');
  });

  it('should be refused where not even the head is there, and where it is another kind of file', async () => {
    expect(await saidOf('head.gguf', whole.subarray(0, 100_000))).toContain('its 100000 bytes do not hold its head');
    expect(await saidOf('text.gguf', Buffer.from('<html>Please log in</html>'))).toContain('it is no GGUF file');
    expect(await saidOf('empty.gguf', Buffer.alloc(0))).toContain('it is no GGUF file');
  });

  it('should be refused where a folder stands in their place', async () => {
    mkdirSync(join(folder.path, 'folder.gguf'));

    expect(await messageOf(join(folder.path, 'folder.gguf'))).toContain('unreachable: ');
  });
});
