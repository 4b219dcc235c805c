import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrompts } from '../../../../src/model/wrappers/index.js';
import { choosing } from '../../../support/endpoint-requests.js';
import { temporaryFolder } from '../../../support/endpoint-weights.js';

describe('openPrompts', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, 'prompts.jsonl');
  });
  afterEach(() => folder.remove());

  const lines = (): readonly unknown[] =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);

  it('should write a prompt as it was read, with its options', async () => {
    const prompts = await openPrompts(path);

    prompts.add('k', { verb: 'choose', request: choosing('a') });
    prompts.close();

    const prompt = 'About a:\nYou chose';
    expect(lines()).toEqual([{ key: 'k', verb: 'choose', form: 'completion', prompt, options: [' Q', ' M'] }]);
  });

  it('should keep the system message of a chat', async () => {
    const prompts = await openPrompts(path);

    prompts.add('k', {
      verb: 'write',
      request: { prompt: { form: 'chat', system: 'Be brief.', pieces: ['Hello'] }, maxTokens: 5, temperature: 1 },
    });
    prompts.close();

    expect(lines()).toEqual([{ key: 'k', verb: 'write', form: 'chat', system: 'Be brief.', prompt: 'Hello' }]);
  });

  it('should write each key once, in a later sitting too', async () => {
    for (let sitting = 0; sitting < 2; sitting += 1) {
      const prompts = await openPrompts(path);
      for (const key of ['a', 'b', 'a']) prompts.add(key, { verb: 'choose', request: choosing(key) });
      prompts.close();
    }

    expect(lines()).toHaveLength(2);
  });

  it('should pass over a line that is damaged', async () => {
    appendFileSync(path, 'not JSON\nnull\n');

    const prompts = await openPrompts(path);
    prompts.add('a', { verb: 'choose', request: choosing() });
    prompts.close();

    expect(readFileSync(path, 'utf8').split('\n')[2]).toContain('"key":"a"');
  });
});
