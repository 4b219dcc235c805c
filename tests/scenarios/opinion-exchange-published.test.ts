import { describe, expect, it } from 'vitest';
import { opinionExchange, psychometricBeliever, scriptedBeliever, scenarios } from 'mesocosm/scenarios';
import type { Mind, Population } from '../../src/spec/index.js';
import { runStudy } from '../../src/study/index.js';
import { publishedBeliefs } from '../support/published-values.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
type Framing = 'false' | 'true';
type Strength = 'none' | 'weak' | 'strong';

/** Ten people who are all drawn to one belief. */
function drawnTo(belief: number): Population {
  const personas = Array.from({ length: 10 }, (_, at) => ({
    name: `Person ${at + 1}`,
    text: `I am person ${at + 1}.`,
    position: { stance: (belief + 2) / 4 },
  }));
  return { formatVersion: 1, name: 'drawn', personas };
}

/** Where topics draw people, and how little: chosen by hand to be near what is published without confirmation bias. */
const DRAWN = { false: -1.6, true: 0.7 } as const;
const STUBBORNNESS = 0.15;

async function condition(
  framing: Framing,
  confirmationBias: Strength,
  {
    mind = psychometricBeliever({ stubbornness: STUBBORNNESS }),
    arms = ['interacting'],
    runs = 8,
  }: { mind?: Mind; arms?: string[]; runs?: number } = {},
) {
  const { summary } = await runStudy({
    scenario: opinionExchange({ framing, confirmationBias }),
    mind,
    population: drawnTo(DRAWN[framing]),
    runs,
    arms,
    cache: false,
    folder: folder(),
  });
  const found = summary.conditions[0];
  if (found === undefined) throw new Error('no condition');
  const measure = (column: string, arm = 'interacting'): number =>
    found.arms.find(({ name }) => name === arm)?.measures[column]?.mean?.value ?? NaN;
  return { measure, outcomes: found.outcomes };
}

describe('beliefs as they are published', () => {
  it('should begin with two of ten people at each level: B = 0 and D = 1.49', async () => {
    const { measure } = await condition('false', 'none', { mind: scriptedBeliever(), runs: 1 });

    expect(measure('bias_start')).toBe(0);
    expect(measure('diversity_start')).toBeCloseTo(publishedBeliefs.start.D, 2);
    expect(opinionExchange().parameters).toMatchObject({ agents: 10, steps: 100, temperature: 0.7 });
  });

  it('should have a condition for each published cell', () => {
    const conditions = scenarios.find(({ name }) => name === 'opinion-exchange')?.conditions ?? {};
    const cells = Object.values(conditions).map(
      ({ framing = 'false', confirmationBias = 'none' }) => `${framing} ${confirmationBias}`,
    );

    for (const { framing, bias } of publishedBeliefs.cumulative) expect(cells).toContain(`${framing} ${bias}`);
  });

  it.each(publishedBeliefs.cumulative.filter(({ bias }) => bias === 'none'))(
    'should come out of people who are drawn to where the $framing claim draws them',
    async ({ framing, B, D }) => {
      const { measure } = await condition(framing, 'none');

      expect(Math.abs(measure('bias_end') - B)).toBeLessThan(0.2);
      expect(Math.abs(measure('diversity_end') - D)).toBeLessThan(0.2);
    },
  );

  it.each(['false', 'true'] as const)(
    'should leave the more diversity, the stronger the confirmation bias, under the %s framing',
    async (framing) => {
      const [none, strong] = [await condition(framing, 'none'), await condition(framing, 'strong')];
      const published = (bias: Strength): number =>
        publishedBeliefs.cumulative.find((cell) => cell.framing === framing && cell.bias === bias)?.D ?? NaN;

      expect(published('strong') - published('none')).toBeGreaterThan(0.5);
      expect(strong.measure('diversity_end') - none.measure('diversity_end')).toBeGreaterThan(0.1);
    },
  );

  it('should not come out of a rule that draws nobody anywhere: its B stays, as published B does not', async () => {
    const { measure } = await condition('false', 'none', { mind: scriptedBeliever() });

    expect(Math.abs(measure('bias_end'))).toBeLessThan(0.7);
    expect(Math.abs(measure('bias_end') + 1.33)).toBeGreaterThan(0.5);
  });

  it('should drift by themselves too, so that the meeting changes D and less of B', async () => {
    const { measure, outcomes } = await condition('false', 'none', { arms: ['interacting', 'isolated'], runs: 12 });
    const [bias, diversity] = ['bias', 'diversity'].map((wanted) => outcomes.find(({ name }) => name === wanted));

    expect(measure('bias_end', 'isolated')).toBeLessThan(-0.8);
    expect(bias).toMatchObject({ kind: 'mean', range: [-2, 2], class: 'amplified' });
    expect(diversity).toMatchObject({ kind: 'spread', class: 'damped' });
    expect(bias?.prior.value).toBeLessThan(0);
    expect(bias?.prior.value).toBeGreaterThan(-0.5);
  });
});
