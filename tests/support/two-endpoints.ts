import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { seed32 } from '../../src/foundation/random/index.js';
import { hangs, says, startEndpoint, type Behaviour, type EndpointServer } from './endpoint-server.js';

/** Labels of the scenarios of these tests, and those by which a model is opened. */
const WORDS = ['A', 'B', 'Q', 'M', 'k', 'z'];
const NAMES = ['left', 'right'] as const;
type Name = (typeof NAMES)[number];

/** What an endpoint answers: it hangs on its name and on what it is asked, and on nothing else. */
export function decided(name: string): Behaviour {
  return (request, response) => {
    const asked = request.messages.map(({ content }) => content).join('\n');
    const weights = WORDS.map((word) => 1 + (seed32(name, asked, word) % 100));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const top = Object.fromEntries(WORDS.map((word, at) => [word, (weights[at] as number) / all]));
    const usage = { prompt_tokens: 100, completion_tokens: 1 };
    says('A', { tokens: [{ token: 'A', top }], usage })(request, response);
  };
}

/** Two endpoints for each test of a file, at two addresses and with two keys, and studies in which both decide. */
export function twoEndpoints() {
  const servers = {} as Record<Name, EndpointServer>;
  beforeEach(async () => {
    for (const name of NAMES) {
      servers[name] = await startEndpoint(hangs);
      servers[name].behave(decided(name));
      vi.stubEnv(`KEY_OF_${name.toUpperCase()}`, `sk-${name}`);
    }
    vi.stubEnv('OPENAI_API_KEY', '');
    vi.stubEnv('OPENAI_BASE_URL', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const name of NAMES) await servers[name].close();
  });

  /** Writes a protocol of a mixture of both among four agents; the path. */
  const protocol = (folder: string, more: object = {}): string => {
    const path = join(folder, 'two.json');
    const minds = Object.fromEntries(
      NAMES.map((name) => [
        name,
        { model: `openai:${name}`, baseUrl: servers[name].baseUrl, keyVariable: `KEY_OF_${name.toUpperCase()}` },
      ]),
    );
    const about = { formatVersion: 1, scenario: 'majority-opinion', parameters: { agents: 4, sweeps: 10 }, minds };
    const how = { mixtures: { half: { left: 1, right: 1 } }, arms: ['interacting', 'isolated'], runs: 2 };
    writeFileSync(path, JSON.stringify({ ...about, ...how, ...more }));
    return path;
  };
  /** Requests that each got until now. */
  const asked = (): Readonly<Record<Name, number>> => {
    const of = ({ requests, completions }: EndpointServer): number => requests.length + completions.length;
    return { left: of(servers.left), right: of(servers.right) };
  };
  return { endpoint: (name: Name) => servers[name], protocol, asked };
}
