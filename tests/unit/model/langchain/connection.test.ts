import { describe, expect, it, vi } from 'vitest';
import { connectionOf } from '../../../../src/model/langchain/connection.js';

const base = { model: 'small', baseUrl: 'http://localhost:1/v1' };
const errorOf = (more: object): Error => {
  try {
    connectionOf({ ...base, ...more });
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was taken');
};

describe('connectionOf', () => {
  it('should take the organisation from the environment, under both of its names', () => {
    vi.stubEnv('OPENAI_ORGANIZATION', '');
    vi.stubEnv('OPENAI_ORG_ID', 'second');
    const second = connectionOf(base).organisation;
    vi.stubEnv('OPENAI_ORGANIZATION', 'first');
    const first = connectionOf(base).organisation;
    const given = connectionOf({ ...base, organisation: 'given' }).organisation;
    vi.unstubAllEnvs();

    expect([second, first, given]).toEqual(['second', 'first', 'given']);
  });

  it('should take a header with a key for a key', () => {
    vi.stubEnv('OPENAI_API_KEY', '');
    const { apiKey } = connectionOf({ ...base, baseUrl: 'https://example.org/v1', headers: { 'API-Key': 'k' } });
    vi.unstubAllEnvs();

    expect(apiKey).toBe('none');
  });

  it('should leave a slash at the end of an address away', () => {
    expect(connectionOf({ ...base, baseUrl: 'http://localhost:1/v1/' }).baseUrl).toBe('http://localhost:1/v1');
  });

  it.each([
    ['a field that a request sets itself', { body: { temperature: 0 } }, '"temperature" cannot be a field'],
    ['a header that cannot be sent', { headers: { 'x-a': 'se\ncret' } }, 'the header "x-a" cannot be sent'],
    ['a key in quotation marks', { apiKey: '“secret”' }, 'the key of the endpoint cannot be sent'],
    ['a key in plain quotation marks', { apiKey: '"secret"' }, 'the key of the endpoint stands in quotation marks'],
    ['a key over two lines', { apiKey: 'se\ncret' }, 'Look at OPENAI_API_KEY'],
    ['an organisation that is no header', { organisation: '“secret”' }, 'the organisation cannot be sent'],
    ['a header in quotation marks', { headers: { 'x-a': '“secret”' } }, 'the header "x-a" cannot be sent'],
    ['a password in the address', { baseUrl: 'http://me:secret@localhost/v1' }, 'no user name and no password'],
    ['a query in the address', { baseUrl: 'http://localhost/v1?key=secret' }, 'no query'],
  ])('should refuse %s, without saying what is secret', (_what, more, words) => {
    const error = errorOf(more);

    expect(error).toMatchObject({ kind: 'usage', exitCode: 2 });
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/secret(?! as a header)|se\ncret/);
  });
});
