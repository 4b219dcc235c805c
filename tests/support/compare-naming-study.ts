import { expect, it } from 'vitest';
import { clopperPearson } from '../../src/foundation/statistics/index.js';
import { optionsOfProtocol, runStudy } from '../../src/study/index.js';
import { StudyProtocol } from '../../src/spec/index.js';
import { fakeClock } from '../../src/testing/index.js';
import { namingGame, scenarios } from 'mesocosm/scenarios';

const TIMEOUT_MS = 900_000;

/**
 * Runs won by M of those with two names, as counted in the public runs of Ashery, Aiello, Baronchelli 2025 (Science Advances
 * 11(20), eadu9368), whose agents alone choose the names alike: the collective bias is induced and not brought.
 */
const PUBLISHED = [
  { policy: 'llama-3-70b', wonByM: 40, of: 40 },
  { policy: 'claude-3.5-sonnet', wonByM: 26, of: 40 },
] as const;

/**
 * Declares the naming-game study on measured policies against the published one.
 *
 * @param folder Makes a folder for a study.
 */
export function compareNamingStudy(runs: number, tippingRuns: number, folder: () => string): void {
  for (const { policy, wonByM, of } of PUBLISHED) {
    it(`should call the bias of ${policy} as the article does, and win as often`, { timeout: TIMEOUT_MS }, async () => {
      const options = { scenario: namingGame(), policy, arms: ['isolated'], journals: 'none', cache: false } as const;
      const { outcomes } = await runStudy({ ...options, runs, folder: folder(), clock: fakeClock() });
      const { winner } = outcomes;
      // 99 % interval of the published share: the tables are of the same runs, and simulations have an error of their own.
      const { low, high } = clopperPearson(wonByM, of, 0.99);

      expect(winner.focal).toBe('M');
      expect(Math.abs((winner.prior.value ?? 0) - 0.5)).toBeLessThan(winner.margin);
      expect(winner.interacting.value).toBeGreaterThanOrEqual(low);
      expect(winner.interacting.value).toBeLessThanOrEqual(high);
      expect(['induced', ...(runs < 1000 && wonByM < of ? ['inconclusive'] : [])]).toContain(winner.class);
    });
  }

  it('should find the published tipping at 720 interactions, in both directions', { timeout: TIMEOUT_MS }, async () => {
    const entry = scenarios.find(({ name }) => name === 'naming-game');
    const protocol = StudyProtocol.parse(await entry?.studies?.['committed-minority']?.());
    // The scan about the jump that the public runs show: of six runs each, 3 of 24 flip few and 4 of 24 flip almost all.
    const factors = { committed: [2, 3, 4, 5], incumbent: ['M', 'Q'] };
    const file = 'committed-minority';
    const options = await optionsOfProtocol(
      { ...protocol, factors, runs: tippingRuns },
      { entry: entry as never, file },
    );
    const { summary } = await runStudy({ ...options, journals: 'none', folder: folder(), clock: fakeClock() });
    const [fit] = summary.fits ?? [];

    expect(fit?.horizon).toEqual({ time: 720, unit: 'interactions' });
    for (const { figures, status } of fit?.curves ?? []) {
      expect(status).toBe('found');
      expect(figures['critical_share']?.estimate.value).toBeGreaterThan(3 / 24);
      expect(figures['critical_share']?.estimate.value).toBeLessThan(4 / 24);
    }
    expect(fit?.curves).toHaveLength(2);
  });
}
