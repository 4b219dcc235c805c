import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { twoEndpoints } from '../../support/two-endpoints.js';
import type { MindForecast, StudyForecast } from '../../../src/study/index.js';

const folder = temporaryFolders();
const { protocol, asked } = twoEndpoints();

/** A file of prices: a thousand and two thousand US dollars for a million tokens that each reads. */
function prices(...models: readonly ('left' | 'right')[]): string {
  const path = join(folder(), 'prices.json');
  const dear = { left: 1000, right: 2000 };
  const priced = models.map((name) => [name, { inputUsdPerMillionTokens: dear[name], outputUsdPerMillionTokens: 1 }]);
  writeFileSync(path, JSON.stringify({ formatVersion: 1, models: Object.fromEntries(priced) }));
  return path;
}

async function forecastOf(file: string, ...more: readonly string[]): Promise<StudyForecast> {
  const ran = await mesocosm(['study', file, '--forecast', '--json', ...more]);
  if (ran.code !== 0) throw new Error(ran.err);
  return jsonOf(ran).data as unknown as StudyForecast;
}

const half = { half: { left: 1, right: 1 } };
const uneven = { uneven: { left: 3, right: 1 } };

describe('--forecast of a study with two models', () => {
  it('should count calls, tokens and money of each by itself, and add them up', async () => {
    const { minds = [], ...all } = await forecastOf(protocol(folder()), '--prices', prices('left', 'right'));
    const [left, right] = minds as readonly [MindForecast, MindForecast];

    expect(minds.map(({ mind }) => mind)).toEqual(['left', 'right']);
    expect(left.calls).toBeGreaterThan(0);
    expect(all.calls).toBe(left.calls + right.calls);
    expect(all.promptTokens).toBe(left.promptTokens + right.promptTokens);
    expect(left.usd).toBeCloseTo(left.promptTokens / 1000, 9);
    expect(right.usd).toBeCloseTo(right.promptTokens / 500, 9);
    expect(all.usd).toBeCloseTo((left.usd ?? 0) + (right.usd ?? 0), 9);
  });

  it('should be no less than what each is then asked for decisions', async () => {
    const where = folder();
    const file = protocol(folder());
    const { minds = [], bound } = await forecastOf(file);
    const ran = await mesocosm(['study', file, '--folder', where, '--no-cache', '--json']);
    const { minds: took } = jsonOf(ran).data as unknown as {
      readonly minds: readonly { readonly name: string; readonly cost: { readonly calls: number } }[];
    };

    expect(bound).toBe(true);
    for (const { mind, calls } of minds) {
      const found = took.find(({ name }) => name === mind);
      expect(found?.cost.calls).toBeGreaterThan(0);
      expect(found?.cost.calls).toBeLessThanOrEqual(calls);
    }
  });

  it('should give no sum where one has no price, and say which', async () => {
    const how = ['--prices', prices('left')] as const;
    const { usd, minds = [] } = await forecastOf(protocol(folder()), ...how);
    const { out } = await mesocosm(['study', protocol(folder()), '--forecast', ...how]);

    expect(usd).toBeNull();
    expect(minds.map((one) => one.usd)).toEqual([expect.any(Number), null]);
    expect(out).toMatch(/no price of right is known; the others take about \d+\.\d\d US dollars\):/);
    expect(out).toMatch(/\n {2}left: .* tokens, for about \d+\.\d\d US dollars\n/);
    expect(out).toMatch(/\n {2}right: .* tokens \(no price is known\)\n/);
  });

  it('should follow the shares where decisions are counted, not situations', async () => {
    const live = { parameters: { agents: 4, sweeps: 10, presentation: 'live' } };
    const one = await forecastOf(protocol(folder(), { ...live, mixtures: half }));
    const other = await forecastOf(protocol(folder(), { ...live, mixtures: uneven }));
    const both = await forecastOf(protocol(folder(), { ...live, mixtures: { ...half, left: { left: 1 } } }));
    const callsOf = ({ minds = [] }: StudyForecast): readonly number[] => minds.map(({ calls }) => calls);
    const [even = 0] = callsOf(one);

    expect(one.bound).toBe(false);
    expect(callsOf(one)).toEqual([even, even]);
    expect(callsOf(other)).toEqual([1.5 * even, 0.5 * even]);
    expect(callsOf(both)).toEqual([3 * even, even]);
  });

  it('should open both and do nothing else', async () => {
    const where = join(folder(), 'studies');
    await forecastOf(protocol(folder()), '--folder', where);
    const opened = asked();

    expect(existsSync(where)).toBe(false);
    expect(opened.left).toBeLessThan(5);
    expect(opened.right).toBe(opened.left);
  });

  it('should leave a table out, of which nothing is asked', async () => {
    const file = protocol(folder(), {
      scenario: 'naming-game',
      parameters: { agents: 4, horizon: 20 },
      minds: { table: { policy: 'claude-3.5-sonnet' }, other: { policy: 'llama-3-70b' } },
      mixtures: { half: { table: 1, other: 1 } },
    });

    expect(await forecastOf(file)).toMatchObject({ calls: 0, usd: 0, promptTokens: 0, bound: true, minds: [] });
  });
});
