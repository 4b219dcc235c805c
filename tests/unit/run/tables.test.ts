import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import { runTables } from '../../../src/run/tables.js';
import type { Event, RunPlan } from '../../../src/spec/index.js';
import { runRecord } from '../../support/run-records.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

const plan = {
  scenario: { options: ['Q', 'M'] },
  agents: [
    {
      id: 'agent-1',
      name: 'Ada "the" Quist',
      persona: { name: 'Ada, of the mill', text: 'I am Ada.' },
      mind: { name: 'table' },
    },
    { id: 'agent-2', name: 'Ben', commitment: 1, mind: { name: 'table' } },
    { id: 'agent-3', name: 'Cem', mind: { name: 'table' } },
  ],
} as unknown as RunPlan;

const decided = (agent: string, option: string, probabilities?: readonly number[]): Omit<Event, 'seq'> => ({
  time: 0,
  type: 'decision-made',
  agent,
  data: { option, ...(probabilities === undefined ? { committed: true } : { probabilities }) },
});

/** Tables of a run in which this happened, as rows of cells. */
async function tables(
  events: readonly Omit<Event, 'seq'>[],
  record = runRecord(),
  priors: Record<string, readonly number[]> = {},
): Promise<Record<'agents' | 'metrics' | 'ledger', string[]>> {
  const run = folder();
  writeFileSync(join(run, 'events.jsonl'), events.map((event, seq) => `${encodeEvent({ seq, ...event })}\n`).join(''));
  await runTables(run, plan, record, priors);
  const read = (name: string): string[] =>
    readFileSync(join(run, `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
  return { agents: read('agents'), metrics: read('metrics'), ledger: read('ledger') };
}

describe('agents.csv', () => {
  it('should say who took part, quoted where it must be', async () => {
    expect((await tables([])).agents).toEqual([
      'agent,name,persona,mind,commitment',
      'agent-1,"Ada ""the"" Quist","Ada, of the mill",table,',
      'agent-2,Ben,,table,M',
      'agent-3,Cem,,table,',
    ]);
  });
});

describe('metrics.csv', () => {
  it('should give every value, and the reason of one that is missing', async () => {
    const record = runRecord({ values: { order: 0.25, time: null, word: 'a, b' }, missing: { time: 'never' } });

    expect((await tables([], record)).metrics).toEqual([
      'metric,value,missing_because',
      'order,0.25,',
      'time,,never',
      'word,"a, b",',
    ]);
  });
});

describe('ledger.csv', () => {
  it('should give the prior of every agent beside what it did', async () => {
    const events = [
      decided('agent-1', 'Q', [0.75, 0.25]),
      decided('agent-1', 'M', [0.5, 0.5]),
      decided('agent-1', 'Q', [0.25, 0.75]),
      decided('agent-2', 'M'),
    ];

    expect((await tables(events, runRecord(), { 'agent-1': [0.6, 0.4], 'agent-3': [1, 0] })).ledger).toEqual([
      'agent,option,prior,chosen,decisions,probability_last',
      'agent-1,Q,0.6,2,3,0.25',
      'agent-1,M,0.4,1,3,0.75',
      'agent-2,Q,,0,1,',
      'agent-2,M,,1,1,',
      'agent-3,Q,1,0,0,',
      'agent-3,M,0,0,0,',
    ]);
  });

  it('should count decisions alone, of agents and options that are known', async () => {
    const events: Omit<Event, 'seq'>[] = [
      { time: 0, type: 'decision-failed', agent: 'agent-1', data: { option: 'Q' } },
      { time: 0, type: 'opinion-held', agent: 'agent-1', data: { option: 'Q' } },
      decided('agent-9', 'Q', [1, 0]),
      decided('agent-1', 'X', [1, 0]),
    ];

    expect((await tables(events)).ledger[1]).toBe('agent-1,Q,,0,0,');
  });
});
