import { describe, expect, it } from 'vitest';
import { usageBy, type CallRecord } from '../../../../src/model/wrappers/index.js';

const call = (change: Partial<CallRecord> = {}): CallRecord => ({
  key: 'k',
  verb: 'choose',
  purpose: 'decision',
  run: 'default.interacting.1',
  agent: 'agent-1',
  stream: null,
  outcome: 'answered',
  milliseconds: 200,
  promptTokens: 100,
  completionTokens: 4,
  ...change,
});

describe('usageBy', () => {
  it('should sum up by purpose, those with most calls first', () => {
    const rows = usageBy(
      [call({ purpose: 'prior' }), call(), call({ outcome: 'unavailable', promptTokens: 0 })],
      'purpose',
    );

    expect(rows).toEqual([
      {
        name: 'decision',
        calls: 2,
        answered: 1,
        failed: 1,
        promptTokens: 100,
        completionTokens: 8,
        unknown: 0,
        milliseconds: 400,
      },
      {
        name: 'prior',
        calls: 1,
        answered: 1,
        failed: 0,
        promptTokens: 100,
        completionTokens: 4,
        unknown: 0,
        milliseconds: 200,
      },
    ]);
  });

  it('should sum up by run and by agent, with a row for what nobody put a name to', () => {
    const records = [call(), call({ agent: 'agent-2', run: null }), call({ agent: 'agent-2', run: null })];

    expect(usageBy(records, 'run').map(({ name, calls }) => [name, calls])).toEqual([
      [null, 2],
      ['default.interacting.1', 1],
    ]);
    expect(usageBy(records, 'agent').map(({ name, calls }) => [name, calls])).toEqual([
      ['agent-2', 2],
      ['agent-1', 1],
    ]);
  });

  it('should say of how many calls the tokens are not known', () => {
    const [row] = usageBy([call(), call({ promptTokens: null })], 'run');

    expect([row?.promptTokens, row?.unknown]).toEqual([100, 1]);
  });

  it('should be empty where nothing was asked', () => {
    expect(usageBy([], 'agent')).toEqual([]);
  });

  it('should read records of earlier versions, which name neither run nor agent', () => {
    const { run: _run, agent: _agent, ...early } = call();

    expect(usageBy([early as CallRecord], 'run').map(({ name }) => name)).toEqual([null]);
  });
});
