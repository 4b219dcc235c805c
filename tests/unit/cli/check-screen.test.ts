import { describe, expect, it } from 'vitest';
import type { ModelCost } from '../../../src/cli/_internals/model-cost.js';
import { checkScreen } from '../../../src/cli/check-screen.js';
import { qualify, type Qualification } from '../../../src/qualification/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { labelBiased, subjectModel } from '../../support/qualification-subjects.js';

async function example(): Promise<Qualification> {
  const reply = await qualify({ model: subjectModel(labelBiased), version: '0', clock: fakeClock(), quick: true });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}

const cost: ModelCost = { calls: 1234, promptTokens: 20_000, completionTokens: 500, usd: 0 };
const judged = { verdict: 'pass', threshold: 1.87, n: 32, clusters: 8 } as const;

describe('checkScreen', () => {
  it('should have one line a control, with interval, threshold and numbers, at 80 columns', async () => {
    const lines = checkScreen(await example(), { width: 80, file: '/q.json', cost }).split('\n');

    expect(lines.length).toBeLessThanOrEqual(20);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines).toContain('label-preference    FAIL    .35 [.35, .35]    at most .10  10 in 10');
  });

  it('should give rates as such, with one digit', async () => {
    const found = await example();
    const controls = found.controls.map((one) =>
      one.name === 'throughput' ? { ...one, ...judged, effect: 12.345, low: 10.02, high: 13.51 } : one,
    );
    const line = checkScreen({ ...found, controls }, { width: 80, file: '/q.json', cost })
      .split('\n')
      .find((one) => one.startsWith('throughput'));

    expect(line).toBe('throughput          pass    12.3/s [10.0, 13.5] at least 1.87 32 in 8');
  });

  it('should fit into 40 columns, but for the name of the file, which is not broken', async () => {
    const lines = checkScreen(await example(), { width: 40, file: '/q.json', cost }).split('\n');

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(lines).toContain('label-preference    FAIL     .35');
  });

  it('should say in which form the model was asked, and where the file is', async () => {
    const screen = checkScreen(await example(), { width: 80, file: '/q.json', cost });

    expect(screen).toContain('label-biased, a quick look: asked in completion, second person, mass .90');
    expect(screen).toContain('File: /q.json');
  });
  it.each([
    [{}, '1 234 calls, 20 500 tokens, '],
    [{ usd: 0.25 }, '1 234 calls, 20 500 tokens, $0.25, '],
    [{ usd: null, promptTokens: null }, '1 234 calls, tokens not known, '],
  ])('should tell calls, tokens and, where it costs some, US dollars (%j)', async (change, told) => {
    const screen = checkScreen(await example(), { width: 120, file: '/q.json', cost: { ...cost, ...change } });

    expect(screen.replaceAll('\u00a0', ' ')).toContain(told);
  });
});
