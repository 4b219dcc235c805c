import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../../scenarios/index.js';
import { describeScenario } from '../../../../src/cli/describe-scenario.js';
import { jsonOf, mesocosm } from '../../../support/command-line.js';

describe('scenarios', () => {
  it('should list them with their questions, the default one first', async () => {
    const { code, out } = await mesocosm(['scenarios']);

    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual([
      'majority-opinion',
      'naming-game',
      'deliberation',
      'conflict',
      'system-under-test',
      'group-search',
      'hidden-profile',
      'opinion-exchange',
    ]);
    for (const entry of scenarios) expect(out).toContain(entry.create().about.question);
  });

  it('should show what one has', async () => {
    const { out } = await mesocosm(['scenarios', 'naming-game']);

    expect(out).toContain('Arms: interacting, isolated, symmetrised, relabelled, memoryless, rule, drift');
    expect(out).toMatch(/^Conditions: default, (\S+, )*ring, /m);
    expect(out).toContain('Tables of measured choices: claude-3.5-sonnet, llama-3-70b');
    expect(out).toContain('  --edge-probability (default 0.5)\n      Probability of a link');
    expect((await mesocosm(['scenarios', 'majority-opinion'])).out).toContain('Tables of measured choices: none');
  });

  it('should be data with --json', async () => {
    expect(jsonOf(await mesocosm(['scenarios', '--json'])).data).toEqual(scenarios.map(describeScenario));
    expect(jsonOf(await mesocosm(['scenarios', 'naming-game', '--json'])).data).toMatchObject([
      { name: 'naming-game' },
    ]);
  });

  it('should have every arm and condition that run takes', async () => {
    for (const { conditions, name } of scenarios.map(describeScenario)) {
      const entry = scenarios.find((one) => one.name === name);
      for (const condition of conditions) expect(() => entry?.create(entry.conditions[condition])).not.toThrow();
    }
  });
});
