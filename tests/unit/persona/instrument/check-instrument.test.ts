import { describe, expect, it } from 'vitest';
import { psychometricMind, ruleMind, scriptedMind, type PsychometricParameters } from '../../../../src/agent/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import {
  checkInstrument,
  InstrumentCheck,
  type Answerer,
  type AxisCheck,
  type CheckInstrumentOptions,
} from '../../../../src/persona/index.js';
import type { Judgement, Mind } from '../../../../src/spec/index.js';
import { believingModel } from '../../../support/believers.js';
import { memoryLog } from '../../../support/memory-log.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const psychometric = (parameters: Partial<PsychometricParameters> = {}): Mind =>
  psychometricMind({ questionnaire, parameters, seed: 7 });

async function checkOf(
  answerer: Mind | Answerer,
  more: Partial<CheckInstrumentOptions> = {},
): Promise<InstrumentCheck> {
  const asked: Answerer = 'judge' in answerer ? { mode: 'single', mind: answerer } : answerer;
  const reply = await checkInstrument({ questionnaire, answerer: asked, seed: 1, ...more });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}
const trustOf = ({ axes }: InstrumentCheck): AxisCheck => axes[0] as AxisCheck;

/** Answers that are arbitrary and fixed: by the person's text and the item. */
const arbitrary = scriptedMind({
  choose(situation, { persona }) {
    const chance = chancesFrom(3)(persona?.text ?? '', situation.kind);
    return { kind: 'distribution', probabilities: situation.options.map(() => chance.exponential() ** 4) };
  },
});
const flat = ruleMind({ name: 'rule:flat', probabilities: ({ options }) => options.map(() => 1) });

describe('checkInstrument', () => {
  it('should pass a mind that answers by position', async () => {
    const check = await checkOf(psychometric({ noise: 0.5 }));

    expect(check.failed).toEqual([]);
    expect(check.axes.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
      ['measurable', []],
      ['measurable', []],
    ]);
    expect(trustOf(check).separation?.difference).toBeGreaterThan(0.7);
    expect(trustOf(check).separation?.low).toBeGreaterThan(1);
    expect(trustOf(check).keys?.high).toBeLessThan(0);
    expect(check.acquiescence?.flagged).toBe(false);
    expect(Math.abs(check.acquiescence?.estimate as number)).toBeLessThan(0.05);
  });

  it('should pass one that keeps a fifth of the distance, and repeats itself', async () => {
    const check = await checkOf(psychometric({ slope: 0.2 }));

    expect(check.failed).toEqual([]);
    expect(trustOf(check).separation?.spread).toBeLessThan(1e-6);
    expect(trustOf(check).separation?.difference).toBeCloseTo(0.2, 1);
  });

  it('should fail flat answers on every axis: nothing separates, nothing varies', async () => {
    const check = await checkOf(flat);

    expect(check.failed).toEqual(['trust', 'thrift']);
    expect(trustOf(check).separation).toMatchObject({ difference: 0, effect: 0 });
    expect(trustOf(check).keys).toBeNull();
    expect(trustOf(check).reasons).toHaveLength(2);
    expect(trustOf(check).reasons[1]).toBe('agreement does not vary with the pole');
  });

  it('should fail arbitrary answers, which repeat and still measure nothing', async () => {
    const check = await checkOf(arbitrary);

    expect(check.failed).toEqual(['trust', 'thrift']);
    expect(trustOf(check).separation?.spread).toBeGreaterThan(0.05);
    expect(trustOf(check).reasons[0]).toContain('do not separate beyond their own spread');
  });

  it('should fail who agrees with everything the more, the nearer the high pole', async () => {
    const yes: Mind = scriptedMind({
      choose(_, { persona }): Judgement {
        const axis = String(persona?.provenance?.['axis']);
        const wobble = 0.02 * Number(persona?.provenance?.['wording']);
        const agreement = 0.75 + 0.1 * (persona?.position?.[axis] ?? 0) + wobble;
        return { kind: 'distribution', probabilities: [1 - agreement, 0, 0, 0, agreement] };
      },
    });
    const check = await checkOf(yes);

    expect(check.failed).toEqual(['trust', 'thrift']);
    expect(trustOf(check).keys?.correlation).toBeCloseTo(1, 6);
    expect(trustOf(check).reasons[1]).toContain('do not run against each other');
    expect(check.acquiescence?.estimate).toBeCloseTo(0.35, 6);
    expect(check.acquiescence?.flagged).toBe(true);
  });

  it('should flag acquiescence and still pass where it leaves positions to be seen', async () => {
    const check = await checkOf(psychometric({ acquiescence: 1.2, noise: 0.3 }));

    expect(check.failed).toEqual([]);
    expect(check.acquiescence?.flagged).toBe(true);
    // 1.2 of 4 steps are .3; at the poles half of the answers are at the end of the scale and cannot follow.
    expect(check.acquiescence?.estimate).toBeGreaterThan(0.12);
    expect(check.acquiescence?.estimate).toBeLessThan(0.2);
  });

  it('should fail answers that are the wrong way round, and say so', async () => {
    const check = await checkOf(psychometric({ slope: { trust: -1, thrift: 1 } }));

    expect(check.failed).toEqual(['trust']);
    expect(trustOf(check).separation?.difference).toBeLessThan(-0.8);
    expect(trustOf(check).reasons[0]).toContain('wrong way round');
    // The keys run against each other all the same: agreement follows the pole.
    expect(trustOf(check).keys?.high).toBeLessThan(0);
  });

  it('should fail an axis whose answers are missing', async () => {
    const mind = psychometric();
    const shy = scriptedMind({
      choose: (situation, context) =>
        situation.kind === 'item:trust-0'
          ? { kind: 'refused', message: 'no' }
          : (mind.judge(situation, context) as Judgement),
    });
    const check = await checkOf(shy);

    expect(check.failed).toEqual(['trust']);
    expect(trustOf(check).reasons).toEqual(['12 of 48 answers are missing']);
  });

  it('should fail an axis whose items are all keyed alike', async () => {
    const items = questionnaire.items.filter(({ axis, reverseKeyed }) => axis !== 'trust' || !reverseKeyed);
    const check = await checkOf(psychometric(), { questionnaire: { ...questionnaire, items } });

    expect(check.failed).toEqual(['trust']);
    expect(trustOf(check).reasons[0]).toContain('keyed alike');
    expect(trustOf(check).acquiescence).toBeNull();
  });

  it('should ask each pole person the items of the own axis alone, and go on from its log', async () => {
    const log = memoryLog();
    let asked = 0;
    const first = await checkOf(psychometric(), { log, wordings: 4, onAnswer: () => void (asked += 1) });
    const again = await checkOf(psychometric(), { log: memoryLog(log.appended), wordings: 4 });

    // 2 axes by 2 poles by 4 wordings by 4 items.
    expect(asked).toBe(64);
    expect(log.appended).toHaveLength(64);
    expect(again).toEqual(first);
    expect(first.wordings).toBe(4);
  });

  it('should be what its schema says, and suspended by the hour', async () => {
    const check = await checkOf(psychometric());
    const spent = scriptedMind({ choose: () => ({ kind: 'over-budget', message: 'spent' }) });

    expect(InstrumentCheck.parse(JSON.parse(JSON.stringify(check)))).toEqual(check);
    expect(await checkInstrument({ questionnaire, answerer: { mode: 'single', mind: spent }, seed: 1 })).toMatchObject({
      ok: false,
      failure: { kind: 'over-budget' },
    });
  });
});

describe('checkInstrument by likelihood', () => {
  const by = (script: Parameters<typeof believingModel>[0]): Answerer => ({
    mode: 'likelihood',
    model: believingModel(script),
  });

  it('should pass a model that finds its own side likely', async () => {
    const check = await checkOf(by({}));

    expect(check).toMatchObject({ mode: 'likelihood', answeredBy: 'believer', failed: [] });
    expect(trustOf(check).separation?.difference).toBeGreaterThan(0.9);
    expect(Math.abs(check.acquiescence?.estimate as number)).toBeLessThan(0.05);
  });

  it('should fail one that believes nothing, and one that is blind to negation', async () => {
    const indifferent = await checkOf(by({ conviction: 0, noise: 0.3 }));
    const blind = await checkOf(by({ negation: false }));

    expect(indifferent.failed).toEqual(['trust', 'thrift']);
    expect(blind.failed).toEqual(['trust', 'thrift']);
    expect(trustOf(blind).reasons).toEqual(['it is blind to negation']);
  });

  it('should say of anchors that stand the wrong way round just that', async () => {
    const check = await checkOf(by({ conviction: -1 }));

    expect(trustOf(check)).toMatchObject({ verdict: 'failed', separation: null, missing: 0, asked: 0 });
    expect(trustOf(check).reasons).toEqual(['its anchors stand the wrong way round', 'it is blind to negation']);
  });
});
