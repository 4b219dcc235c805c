import { describe, expect, it } from 'vitest';
import { RunManifest } from '../../../src/spec/index.js';

const manifest: RunManifest = {
  formatVersion: 1,
  kind: 'run',
  id: 'default.interacting.7',
  status: 'finished',
  scenario: 'naming-game',
  condition: 'default',
  arm: 'interacting',
  seed: 7,
  parametersGiven: { agents: 24 },
  parameters: { agents: 24, memory: 5, names: ['Q', 'M'] },
  agents: [
    { id: 'agent-1', name: 'Ada', persona: { name: 'Ada', text: 'You are Ada.' }, mind: 'table', commitment: null },
    { id: 'agent-2', name: 'Ben', persona: null, mind: 'table', commitment: 1 },
  ],
  mind: { kind: 'policy-table', name: 'claude-3.5-sonnet', fingerprint: 'abc', settings: { table: 'default' } },
  givens: { priors: { 'agent-1': [0.5, 0.5] }, curve: null, donor: { activations: 240, reason: 'agreed' } },
  interventions: [],
  forkOf: null,
  stream: 'default.interacting.7',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
  endedBecause: 'agreed',
  events: 481,
  versions: { mesocosm: '0.1.0' },
};

describe('RunManifest', () => {
  it('should be the same after JSON', () => {
    expect(RunManifest.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest);
  });

  it.each([
    { formatVersion: 2 },
    { kind: 'study' },
    { status: 'done' },
    { seed: 0.5 },
    { startedAt: '2026-01-01' },
    { startedAt: '2026-01-01T00:00:00+01:00' },
    { events: -1 },
    { agents: [{ ...manifest.agents[0], persona: { name: 'Ada' } }] },
    { mind: { ...manifest.mind, kind: 'table' } },
    { parameters: { at: new Date(0) } },
  ])('should refuse %o', (change) => {
    expect(RunManifest.safeParse({ ...manifest, ...change }).success).toBe(false);
  });
});
