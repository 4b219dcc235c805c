import { describe, expect, it } from 'vitest';
import { influenceOf } from '../../../src/study/index.js';
import { memoryAnswers } from '../../../src/model/index.js';
import { spearman } from '../../../src/foundation/statistics/index.js';
import { countingModel } from '../../../src/testing/index.js';
import { listeningPlan } from '../../support/listeners.js';
import { conformist, namingStudy, smallNamingGame } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const scenarioOf = () => smallNamingGame();
const saidBy = ({ data }: { readonly data: { readonly [key: string]: unknown } }) =>
  data['agents'] as readonly string[];

describe('influenceOf', () => {
  it('should give a known graph of influence back: every tie before every tie that is none, in order of weight', async () => {
    const weights = {
      ann: { ben: 0.4 },
      ben: { cem: 1.6, dia: -0.8 },
      cem: {},
      dia: { ann: 1.2, cem: -2.4 },
    };
    const plans = Array.from({ length: 12 }, (_, seed) => listeningPlan(weights, seed));
    const { influences, runs, failed } = await influenceOf({ plans });
    const known = influences.map(({ from, to, bits }) => ({
      weight: Math.abs((weights as { readonly [to: string]: { readonly [from: string]: number } })[to]?.[from] ?? 0),
      bits: bits.value as number,
      low: bits.low as number,
    }));
    const [ties, others] = [known.filter(({ weight }) => weight > 0), known.filter(({ weight }) => weight === 0)];

    expect({ runs, failed, ties: ties.length, others: others.length }).toEqual({
      runs: 12,
      failed: 0,
      ties: 5,
      others: 7,
    });
    expect(Math.max(...others.map(({ bits }) => bits))).toBe(0);
    expect(Math.min(...ties.map(({ low }) => low))).toBeGreaterThan(0);
    expect(spearman(ties.map(({ weight }) => weight), ties.map(({ bits }) => bits))).toBeGreaterThan(0.85); // prettier-ignore
  });

  it('should read the runs of a study, with a table of choices and no model', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'] });
    const { influences, pairs, runs } = await influenceOf({ from: study, scenarioOf }, { saidBy, to: ['agent-1'] });

    expect(runs).toBe(3);
    expect(influences.map(({ from }) => from).toSorted()).toEqual(['agent-2', 'agent-3', 'agent-4']);
    expect(influences.every(({ bits }) => bits.n === 3)).toBe(true);
    expect(new Set(pairs.map(({ run }) => run)).size).toBe(3);
  });

  it('should ask a model only what is new, and nothing a second time where answers are kept', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'], runs: 1, model: conformist() });
    const [first, second] = [countingModel(conformist()), countingModel(conformist())];
    const answers = memoryAnswers();
    const options = { saidBy, from: ['agent-2'], answers };
    const found = await influenceOf({ from: study, scenarioOf }, { ...options, model: first });
    const again = await influenceOf({ from: study, scenarioOf }, { ...options, model: second });

    expect(first.calls.length).toBeGreaterThan(0);
    expect(second.calls).toHaveLength(0);
    expect(again).toEqual(found);
    await expect(influenceOf({ from: study, scenarioOf }, { saidBy })).rejects.toThrow('asking for influence stopped');
  });

  it('should find nothing where nobody listens', async () => {
    const plans = [1, 2, 3].map((seed) => listeningPlan({ ann: {}, ben: {}, cem: {} }, seed));
    const { influences } = await influenceOf({ plans });

    expect(influences).toHaveLength(6);
    expect(influences.every(({ bits, distance }) => bits.value === 0 && distance.value === 0)).toBe(true);
  });
});
