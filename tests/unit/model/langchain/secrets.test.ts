import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fromLangChain, openaiModel } from '../../../../src/model/langchain/index.js';
import { createRedaction } from '../../../../src/model/langchain/redact.js';
import { mesocosm } from '../../../support/command-line.js';
import {
  answersError,
  answersWith,
  prefers,
  says,
  startEndpoint,
  type EndpointServer,
} from '../../../support/endpoint-server.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const KEY = 'a-key-that-nobody-may-read-0123456789';
const HEADER = 'a-header-that-nobody-may-read';
const SECRETS = [KEY, HEADER, encodeURIComponent(KEY), Buffer.from(KEY).toString('base64').replace(/=+$/, '')];

const folder = temporaryFolders();

describe('the secrets of an endpoint', () => {
  let server: EndpointServer;
  beforeEach(async () => {
    server = await startEndpoint(says('A'));
    vi.stubEnv('OPENAI_API_KEY', KEY);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });

  const open = () =>
    openaiModel({
      model: 'small',
      baseUrl: server.baseUrl,
      headers: { 'x-team': `Bearer ${HEADER}` },
      body: { top_p: 1 },
    });

  const expectNone = (text: string): void => {
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  };

  it('should be sent', async () => {
    await open();

    expect(server.requests[0]).toMatchObject({ authorization: `Bearer ${KEY}`, top_p: 1 });
    expect(server.requests[0]?.headers['x-team']).toBe(`Bearer ${HEADER}`);
  });

  it('should be in nothing that a model tells of itself', async () => {
    const { name, fingerprint, description, capabilities } = await open();

    expectNone(JSON.stringify({ name, fingerprint, description, capabilities }));
    expect(description).toMatchObject({ headers: ['x-team'], body: { top_p: 1 } });
  });

  it.each([400, 401, 403, 404, 422, 429, 500])('should be in no failure, though a %s repeats them', async (status) => {
    const model = await open();
    server.behave(answersWith(status, `Key ${KEY} (${SECRETS[2]}, ${SECRETS[3]}) and Bearer ${HEADER}: no; ${KEY}`));

    const choice = await model.choose({ prompt: { form: 'chat', pieces: ['Q or M?'] }, options: ['Q', 'M'] });
    const text = await model.write({ prompt: { form: 'chat', pieces: ['Q?'] }, maxTokens: 5, temperature: 1 });

    expect([choice.ok, text.ok]).toEqual([false, false]);
    expectNone(JSON.stringify([choice, text]));
    expect(JSON.stringify(choice)).toContain('[redacted]');
  });

  it.each([
    ['param', { message: 'no', param: KEY }, {}],
    ['param, with a word before it', { message: 'no', param: `messages.${KEY}` }, {}],
    ['code', { message: 'no', code: KEY }, {}],
    ['code of a filter', { message: KEY, code: `content_filter ${KEY}`, param: KEY }, {}],
    ['type', { message: 'no', type: KEY }, {}],
    ['headers', { message: 'no' }, { 'x-request-id': KEY, 'retry-after': KEY, 'www-authenticate': KEY }],
    ['nested JSON', { metadata: { raw: JSON.stringify({ error: { key: KEY, header: HEADER } }) } }, {}],
  ])('should be in no failure, though an error repeats them in its %s', async (_where, error, headers) => {
    const model = await open();

    for (const status of [400, 403, 429, 500]) {
      server.behave(answersError(status, error, headers));
      const choice = await model.choose({ prompt: { form: 'chat', pieces: ['Q or M?'] }, options: ['Q', 'M'] });
      const text = await model.write({ prompt: { form: 'chat', pieces: ['Q?'] }, maxTokens: 5, temperature: 1 });

      expect([choice.ok, text.ok]).toEqual([false, false]);
      expectNone(JSON.stringify([choice, text]));
      expect(choice).not.toHaveProperty('failure.parameter');
    }
  });

  it('should be in no error of opening it, though the endpoint repeats them everywhere', async () => {
    server.behave(answersError(400, { message: KEY, param: KEY, code: KEY, type: KEY }));

    const error = (await open().catch((thrown: unknown) => thrown)) as Error;

    expect(error.message).toContain('[redacted]');
    expectNone(`${error.message}${error.stack}${JSON.stringify(error)}`);
  });

  it('should be in no evidence where a key is short', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'k3y-xy');
    const model = await open();
    server.behave(says('It is k3y-xy.'));

    const choice = await model.choose({ prompt: { form: 'chat', pieces: ['?'] }, options: ['Q', 'M'], samples: 1 });

    expect(!choice.ok && choice.failure.evidence).toBe('It is [redacted].');
  });

  it('should be in no text and no evidence, though a reply repeats them', async () => {
    const model = await open();
    server.behave(says(`The key is ${KEY}, and ${HEADER}.`));

    const text = await model.write({ prompt: { form: 'chat', pieces: ['Q?'] }, maxTokens: 5, temperature: 1 });
    const choice = await model.choose({ prompt: { form: 'chat', pieces: ['?'] }, options: ['Q', 'M'], samples: 1 });

    expect([text.ok, choice.ok]).toEqual([true, false]);
    expectNone(JSON.stringify([text, choice]));
  });

  it('should not change the fingerprint when a key is renewed, though a setting does', async () => {
    const before = await open();
    vi.stubEnv('OPENAI_API_KEY', 'another-key-altogether');
    const renewed = await open();
    const other = await openaiModel({ model: 'small', baseUrl: server.baseUrl, body: { top_p: 0.5 } });

    expect(renewed.fingerprint).toBe(before.fingerprint);
    expect(other.fingerprint).not.toBe(before.fingerprint);
  });

  it('should be in no error of opening it', async () => {
    server.behave(answersWith(401, `Incorrect API key provided: ${KEY}`));

    const error = (await open().catch((thrown: unknown) => thrown)) as Error;

    expect(error.message).toContain('Incorrect API key provided: [redacted]');
    expectNone(`${error.message}${JSON.stringify(error)}`);
  });

  it('should be in no file of a study and nothing that it prints, though the endpoint repeats them', async () => {
    const where = folder();
    let turn = 0;
    server.behave((request, response) => {
      turn += 1;
      const probing = request.messages.at(-1)?.content.includes('A or B') === true;
      const echoes = answersError(400, {
        message: `the key ${KEY} may not ask this`,
        code: 'content_filter',
        param: KEY,
      });
      const answers = prefers(probing ? { A: 0.5, B: 0.5 } : { Q: 0.6, M: 0.4 });
      (!probing && turn % 5 === 0 ? echoes : answers)(request, response);
    });
    const small = ['--agents', '4', '--horizon', '12', '--runs', '1', '--arms', 'isolated'];

    const model = ['--model', 'openai:small', '--base-url', server.baseUrl, '--no-cache'];
    const ran = await mesocosm(['run', 'naming-game', ...model, ...small, '--folder', where, '--json']);

    // So many decisions failed that the study has too many failures, and has written all its files.
    expect(ran.code).toBe(4);
    expectNone(ran.out + ran.err);
    const files = filesBelow(where);
    expect(files.length).toBeGreaterThan(3);
    const written = files.map((file) => readFileSync(file, 'utf8'));
    for (const text of written) expectNone(text);
    expect(written.some((text) => text.includes('the key [redacted] may not ask this'))).toBe(true);
  });
});

describe('the secrets of a model of LangChain', () => {
  it('should be in no failure, though it throws them', async () => {
    const model = fromLangChain(
      {
        apiKey: KEY,
        lc_secrets: { apiKey: 'SOME_KEY' },
        invoke: async () => Promise.reject(Object.assign(new Error(`no ${KEY}, no ${HEADER}`), { status: 401 })),
      } as never,
      { secrets: [HEADER] },
    );

    const reply = await model.choose({ prompt: { form: 'chat', pieces: ['Q or M?'] }, options: ['Q', 'M'] });

    expect(reply).toMatchObject({ ok: false, failure: { message: 'no [redacted], no [redacted]', status: 401 } });
  });
});

describe('a value and a refusal of a model of LangChain', () => {
  const replies = async (message: object) => {
    const bound = { invoke: async () => message };
    const inner = { apiKey: KEY, lc_secrets: { apiKey: 'SOME_KEY' }, ...bound, withStructuredOutput: () => bound };
    const model = fromLangChain(inner as never);
    const schema = z.object({ letter: z.string() });
    return model.write({ prompt: { form: 'chat', pieces: ['?'] }, schema, maxTokens: 9, temperature: 1 });
  };

  it('should hold no secret', async () => {
    const value = await replies({ raw: { content: 'x' }, parsed: { letter: `"${KEY}"` } });
    const refusal = await replies({ raw: { content: '', additional_kwargs: { refusal: `not with ${KEY}` } } });

    expect(value.ok && value.value.value).toEqual({ letter: '"[redacted]"' });
    expect(!refusal.ok && refusal.failure.evidence).toBe('not with [redacted]');
  });
});

describe('createRedaction', () => {
  const text = fc.string({ minLength: 6, maxLength: 30 });

  it('should take a secret out wherever it stands, however it is quoted', () => {
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (secret, before, after) => {
        const { ofErrors, ofReplies } = createRedaction([secret]);
        const said = `${before}${secret}${after}`;
        expect(ofErrors(said).includes(secret) && !'[redacted]'.includes(secret)).toBe(false);
        expect(ofReplies(JSON.stringify(said)).includes(JSON.stringify(secret).slice(1, -1))).toBe(false);
      }),
    );
  });

  it('should take out what looks like a key, also one that is shown in part', () => {
    const { ofErrors } = createRedaction([]);

    expect(ofErrors('Incorrect API key provided: sk-proj-ab***********9xyz.')).toBe(
      'Incorrect API key provided: [redacted]',
    );
    expect(ofErrors('the task-force was asked')).toBe('the task-force was asked');
  });

  it('should leave replies as they are where a secret is a short word', () => {
    expect(createRedaction(['study']).ofReplies('a study of names')).toBe('a study of names');
  });
});

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}
