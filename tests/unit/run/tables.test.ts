import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from '../../../src/run/journal/codec.js';
import { runTables, type LedgerAnswers } from '../../../src/run/tables.js';
import type { AskedAfter, Event, Probe, RunPlan } from '../../../src/spec/index.js';
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
  { probes = [], after = [] }: Partial<LedgerAnswers> = {},
): Promise<Record<'agents' | 'metrics' | 'ledger', string[]>> {
  const run = folder();
  writeFileSync(join(run, 'events.jsonl'), events.map((event, seq) => `${encodeEvent({ seq, ...event })}\n`).join(''));
  await runTables(run, plan, record, { probes, after });
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
  const alone = (agent: string, situation: string, probabilities: number[]): Probe => ({
    condition: 'default',
    agent,
    situation,
    probabilities,
    mass: null,
    spread: null,
  });

  it('should give what every agent answered before and after beside what it did', async () => {
    const events = [
      decided('agent-1', 'Q', [0.75, 0.25]),
      decided('agent-1', 'M', [0.5, 0.5]),
      decided('agent-1', 'Q', [0.25, 0.75]),
      decided('agent-2', 'M'),
    ];
    const probes = [alone('agent-1', 'empty', [0.6, 0.4]), alone('agent-3', 'empty', [1, 0])];
    const after: AskedAfter[] = [
      { agent: 'agent-1', probabilities: [0.9, 0.1], mass: 1 },
      { agent: 'agent-3', failure: { kind: 'refused', message: 'not now, thanks' } },
    ];
    const { ledger } = await tables(events, runRecord({ arm: 'isolated', seed: 7 }), { probes, after });

    expect(ledger).toEqual([
      'condition,arm,run,agent,when,situation,option,probability,missing_because,chosen,decisions,probability_last',
      'default,isolated,7,agent-1,before,empty,Q,0.6,,2,3,0.25',
      'default,isolated,7,agent-1,before,empty,M,0.4,,1,3,0.75',
      'default,isolated,7,agent-2,before,,Q,,not asked alone,0,1,',
      'default,isolated,7,agent-2,before,,M,,not asked alone,1,1,',
      'default,isolated,7,agent-3,before,empty,Q,1,,0,0,',
      'default,isolated,7,agent-3,before,empty,M,0,,0,0,',
      'default,isolated,7,agent-1,after,remembering,Q,0.9,,2,3,0.25',
      'default,isolated,7,agent-1,after,remembering,M,0.1,,1,3,0.75',
      'default,isolated,7,agent-3,after,remembering,Q,,"refused: not now, thanks",0,0,',
      'default,isolated,7,agent-3,after,remembering,M,,"refused: not now, thanks",0,0,',
    ]);
  });

  it('should count decisions alone, of agents and options that are known', async () => {
    const events: Omit<Event, 'seq'>[] = [
      { time: 0, type: 'decision-failed', agent: 'agent-1', data: { option: 'Q' } },
      { time: 0, type: 'opinion-held', agent: 'agent-1', data: { option: 'Q' } },
      decided('agent-9', 'Q', [1, 0]),
      decided('agent-1', 'X', [1, 0]),
    ];

    expect((await tables(events, runRecord({ arm: 'interacting', seed: 7 }))).ledger[1]).toBe(
      'default,interacting,7,agent-1,before,,Q,,not asked alone,0,0,',
    );
  });
});
