import { describe, expect, it } from 'vitest';
import { checkedAddress } from '../../../../src/model/langchain/address.js';
import { isLocal } from '../../../../src/model/langchain/index.js';

describe('isLocal', () => {
  it.each([
    'http://localhost:11434/v1',
    'http://127.0.0.1:8080/v1',
    'http://[::1]:8080/v1',
    'http://0.0.0.0:8000/v1',
    'http://192.168.1.20:1234/v1',
    'http://10.1.2.3/v1',
    'http://172.16.0.9/v1',
    'http://server.local/v1',
    'http://host.docker.internal:11434/v1',
  ])('should take %s for local', (address) => expect(isLocal(address)).toBe(true));

  it.each([
    'https://api.openai.com/v1',
    'http://172.32.0.9/v1',
    'http://11.0.0.1/v1',
    'http://localhost.example.org/v1',
    'http://127.example.org/v1',
    'http://10.example.org/v1',
  ])('should take %s for far away', (address) => expect(isLocal(address)).toBe(false));
});

describe('checkedAddress', () => {
  it('should give back an address as it is', () => {
    expect(checkedAddress('http://localhost:11434/v1')).toBe('http://localhost:11434/v1');
  });

  it.each(['localhost:11434', 'api.openai.com/v1', 'ftp://localhost/v1', 'my endpoint'])(
    'should refuse "%s", naming it and the settings',
    (address) => {
      expect(() => checkedAddress(address)).toThrow(`"${address}" is no address of an endpoint`);
      expect(() => checkedAddress(address)).toThrow('--base-url or OPENAI_BASE_URL');
    },
  );
});
