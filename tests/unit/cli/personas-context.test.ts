import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeContext, type ContextOptions } from '../../../src/cli/personas-context.js';
import { Questionnaire, type LanguageModel, type ModelFailure } from '../../../src/spec/index.js';
import { fakeTerminal, jsonOf, mesocosm } from '../../support/command-line.js';
import { contextWriter, goodReply } from '../../support/context-writer.js';
import { says, startEndpoint } from '../../support/endpoint-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();
const description = 'A dry village that argues over its only well.';

/** Writes a context with this model, and tells what was said. */
async function wrote(model: LanguageModel, change: Partial<ContextOptions> = {}) {
  const out = join(emptyFolder(), 'well.json');
  const { terminal, out: said, err } = fakeTerminal(120);
  let next = '';
  const options = { axes: 2, items: 8, points: 5, out, seed: 1, tries: 3, ...change };
  const writing = writeContext(description, options, {
    terminal,
    model,
    signal: new AbortController().signal,
    program: 'mesocosm',
    argv: ['personas', 'context', description, '--out', out],
    goOnWith: (command) => void (next = command),
  });
  const error = await writing.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { out, error, said: said(), err: err(), next };
}

describe('writing a context', () => {
  it('should leave a questionnaire of the file that bears its name, and say what is in it', async () => {
    const { out, error, said } = await wrote(contextWriter().model);

    expect(error).toBeUndefined();
    expect(Questionnaire.parse(JSON.parse(readFileSync(out, 'utf8')))).toMatchObject({ name: 'well', description });
    expect(said).toContain(`${out}: 2 axes, 8 items\n  view of rain: against rain … for rain\n`);
  });

  it('should tell a person who watches why it asks again', async () => {
    const { err } = await wrote(contextWriter((call) => (call === 1 ? 'nothing' : undefined)).model);

    expect(err).toContain('context and axes: attempt 1 of 3');
    expect(err).toContain('not fit: what the script says does not have the shape asked for');
    expect(err).toContain('items of "view of bread": attempt 1 of 3');
  });

  it('should fail in one sentence after so many tries, with the code of failures, and write nothing', async () => {
    const { out, error } = await wrote(contextWriter(() => 'nothing').model);

    expect(error).toMatchObject({ kind: 'failures', exitCode: 4 });
    expect(error?.message).toContain(
      'well.json: writer wrote no context and axes that is fit for use in 3 attempts, the last because what the script says',
    );
    expect(error?.message).toContain('Nothing was written; try --seed 2');
    expect(readdirSync(join(out, '..'))).toEqual([]);
  });

  it.each<[ModelFailure['kind'], number]>([
    ['aborted', 130],
    ['over-budget', 5],
    ['unavailable', 3],
  ])('should say how it goes on where it is %s', async (kind, exitCode) => {
    const failure = { kind, message: 'no more', retryable: false };

    const { out, error, next } = await wrote(contextWriter((call) => (call === 2 ? failure : undefined)).model);

    expect(error).toMatchObject({ exitCode });
    expect(error?.message).toContain('the writing of items of "view of rain" stopped: no more');
    expect(next).toContain(`mesocosm personas context '${description}' --out ${out}`);
    expect(existsSync(out)).toBe(false);
  });

  it('should say what else to do where the model cannot', async () => {
    const failure = {
      kind: 'malformed',
      code: 'too-long',
      message: 'the prompt is too long',
      retryable: false,
    } as const;

    const { error } = await wrote(contextWriter(() => failure).model);

    expect(error).toMatchObject({ exitCode: 4 });
    expect(error?.message).toContain(
      'writer cannot write context and axes: the prompt is too long. Ask for fewer items',
    );
  });

  it('should leave a file alone that is there, unless it is forced', async () => {
    const out = join(emptyFolder(), 'mine.json');
    writeFileSync(out, 'mine');
    const { model, requests } = contextWriter();

    expect((await wrote(model, { out })).error?.message).toContain('mine.json: it is there already');
    expect(requests).toHaveLength(0);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect((await wrote(model, { out, force: true })).error).toBeUndefined();
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ name: 'mine' });
  });

  it('should print one object with --json', async () => {
    const { said, out } = await wrote(contextWriter().model, { json: true });

    expect(jsonOf({ code: 0, out: said, err: '' })).toMatchObject({
      status: 'done',
      data: { file: out, questionnaire: { name: 'well' } },
    });
  });
});

describe('mesocosm personas context', () => {
  it('should stop by its budget, go on with what was answered, and leave the file alone', async () => {
    const used = { subjects: 0 };
    const endpoint = await startEndpoint((request, response) => {
      const text = request.messages.at(-1)?.content ?? '';
      says(goodReply({ prompt: { pieces: [text] } }, used))(request, response);
    });
    vi.stubEnv('OPENAI_API_KEY', 'sk-test');
    try {
      const folder = emptyFolder();
      const out = join(folder, 'well.json');
      const command = ['personas', 'context', description, '--axes', '2', '--out', out, '--no-cache'];
      const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl];

      // Five requests find out what the endpoint offers, in each sitting.
      const stopped = await mesocosm([...command, ...model, '--max-calls', '7']);
      const left = readdirSync(folder);
      const done = await mesocosm([...command, ...model, '--max-calls', '13']);

      expect(stopped).toMatchObject({ code: 5, err: expect.stringContaining('the budget of 7 calls is spent') });
      expect(stopped.err).toMatch(/Go on with:\nmesocosm personas context .*--max-calls 14\n$/);
      expect(left).toEqual(['well.json.unfinished']);
      expect(done).toMatchObject({ code: 0, out: expect.stringContaining('2 axes, 8 items') });
      const asked = endpoint.requests.filter(({ messages }) => messages.at(-1)?.content.includes('two fields'));
      expect(asked).toHaveLength(3);
      expect(readdirSync(folder)).toEqual(['well.json']);
    } finally {
      vi.unstubAllEnvs();
      await endpoint.close();
    }
  });

  it('should refuse before it opens a model what is wrong on the command line', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'mine.json'), 'mine');

    const there = await mesocosm(['personas', 'context', description, '--out', join(folder, 'mine.json')]);
    const nowhere = await mesocosm(['personas', 'context', description]);
    const none = await mesocosm(['personas', 'context', description, '--out', join(folder, 'a.json'), '--axes', '0']);

    expect([there.code, nowhere.code, none.code]).toEqual([2, 2, 2]);
    expect(there.err).toContain('it is there already');
    expect(nowhere.err).toContain("required option '--out <file>' not specified");
    expect(none.err).toContain('--axes');
    expect(readdirSync(folder)).toEqual(['mine.json']);
  });
});
