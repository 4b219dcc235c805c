import { describe, expect, it } from 'vitest';
import { ledgerShift, type AskedRun } from '../../../src/analysis/theory/ledger-shift.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { ledgerBlocks, ledgerLine } from '../../../src/report/ledger-section.js';
import type { Block } from '../../../src/report/section.js';
import type { ConditionSummary } from '../../../src/spec/index.js';

const options = ['Q', 'M'];
const run = (arm: string, seed: number, after: AskedRun['after']): AskedRun => ({ arm, seed, after });
const sure = (p: number) => ({ agent: 'ada', probabilities: [p, 1 - p], mass: null });

function rowsIn(block: Block | undefined): readonly (readonly string[])[] {
  return block?.kind === 'table' ? block.rows : [];
}

function condition(runs: readonly AskedRun[]): ConditionSummary {
  const ledger = ledgerShift({ options, before: { ada: [0.5, 0.5] }, runs, chances: chancesFrom('section') });
  return { options, ...(ledger === undefined ? {} : { ledger }) } as ConditionSummary;
}

const seeds = [1, 2, 3, 4, 5, 6];
const full = condition(
  seeds.flatMap((seed) => [run('interacting', seed, [sure(1)]), run('isolated', seed, [sure(0.5)])]),
);

describe('the section about what runs left in agents', () => {
  it('should say it in a sentence, and show every arm with its intervals', () => {
    const [sentence, table, contrast] = ledgerBlocks(full);

    expect(sentence).toMatchObject({ kind: 'paragraph', text: expect.stringContaining('0.50 away') as string });
    expect(table).toMatchObject({
      kind: 'table',
      head: ['arm', 'runs', 'answers', 'distance', 'Q, after − before', 'M, after − before', 'missing'],
    });
    expect(rowsIn(table).map(([arm, runs, answers]) => [arm, runs, answers])).toEqual([
      ['interacting', '6', '6'],
      ['isolated', '6', '6'],
    ]);
    expect(rowsIn(table)[0]?.at(-1)).toBe('nobody');
    expect(contrast).toMatchObject({ text: expect.stringContaining('Together − isolated') as string });
  });

  it('should give bounds and reasons where answers are missing', () => {
    const silent = { agent: 'ada', failure: { kind: 'malformed' as const, message: '?' } };
    const [, table] = ledgerBlocks(condition([run('interacting', 1, [sure(1)]), run('interacting', 2, [silent])]));
    const [row = []] = rowsIn(table);

    expect(row[4]).toMatch(/bounds .* to /);
    expect(row.at(-1)).toBe('1 malformed');
  });

  it('should take one line of a screen, and none where nobody was asked', () => {
    expect(ledgerLine(full)).toMatch(/^Afterwards: .* left in them: yes\.$/);
    expect(ledgerBlocks(condition([]))).toEqual([]);
    expect(ledgerLine(condition([]))).toBeUndefined();
  });
});
