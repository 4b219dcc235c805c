import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenThresholds, gradedResponse, psychometricMind, scriptedMind } from '../../src/agent/index.js';
import { administer, answerTable, type Responses } from '../../src/persona/index.js';
import type { Judgement } from '../../src/spec/index.js';
import { memoryLog } from '../support/memory-log.js';
import { peopleAt, questionnaireOf } from '../support/questionnaires.js';

const questionnaire = questionnaireOf(['trust', 'thrift'], { items: 2 });
const position = fc.double({ min: 0, max: 1, noNaN: true });

describe('gradedResponse', () => {
  it('should be a distribution whose expected answer rises with the position', () => {
    const thresholds = fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 6 })
      .map((some) => some.toSorted((a, b) => a - b));
    const expected = (p: readonly number[]): number => p.reduce((sum, one, point) => sum + one * point, 0);
    fc.assert(
      fc.property(thresholds, fc.double({ min: 0.01, max: 50, noNaN: true }), position, position, (at, a, x, y) => {
        const [low, high] = [Math.min(x, y), Math.max(x, y)].map((where) =>
          gradedResponse({ position: where, discrimination: a, thresholds: at }),
        ) as [number[], number[]];

        expect(low).toHaveLength(at.length + 1);
        expect(low.every((p) => p >= 0)).toBe(true);
        expect(low.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
        expect(expected(low)).toBeLessThanOrEqual(expected(high) + 1e-12);
      }),
    );
  });

  it('should be mirrored by the other end of an even scale', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 2, max: 7 }), (x, points) => {
        const at = (where: number): number[] =>
          gradedResponse({ position: where, discrimination: 12, thresholds: evenThresholds(points) });

        at(x).forEach((p, point) => expect(p).toBeCloseTo(at(1 - x).toReversed()[point] as number, 10));
      }),
    );
  });
});

describe('administer', () => {
  const failing = scriptedMind({
    choose(situation, context): Judgement {
      const mind = psychometricMind({ questionnaire, seed: 4, parameters: { noise: 1 } });
      const mute = context.agent.length % 2 === 0 && situation.kind.endsWith('-1');
      return mute ? { kind: 'refused', message: 'no' } : (mind.judge(situation, context) as Judgement);
    },
  });
  const people = fc.array(position, { minLength: 1, maxLength: 12 }).map((at) => peopleAt(at));
  const ask = async (personas: ReturnType<typeof peopleAt>, more: object = {}): Promise<Responses> => {
    const reply = await administer({ questionnaire, personas, mind: failing, seed: 9, mostMissing: 0.5, ...more });
    if (!reply.ok) throw new Error(reply.failure.message);
    return reply.value;
  };

  it('should give the same in whatever order answers come, and from any part of its log', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.nat(), fc.scheduler(), async (personas, kept, scheduler) => {
        const log = memoryLog();
        const simple = await ask(personas, { log, concurrency: 1 });
        const scattered = scriptedMind({
          choose: (situation, context) => scheduler.schedule(Promise.resolve(failing.judge(situation, context))),
        });
        const lines = log.appended.slice(0, kept % (log.appended.length + 1));
        const again = await scheduler.waitFor(
          ask(personas, { mind: { ...scattered, name: failing.name }, concurrency: 4, log: memoryLog(lines) }),
        );

        expect(again).toEqual(simple);
      }),
      { numRuns: 40 },
    );
  });

  it('should give each person the same answers whoever else is asked', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.nat(), async (personas, which) => {
        const at = which % personas.length;
        const all = await ask(personas);
        const alone = await ask(personas.slice(at, at + 1));

        expect(alone.answers[0]).toEqual(all.answers[at]);
      }),
      { numRuns: 40 },
    );
  });

  it('should never score what is missing, and score all else within the axis', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (personas) => {
        const responses = await ask(personas);
        for (const kind of ['expected', 'drawn'] as const) {
          const { scores, personas: names } = answerTable(responses, { kind });
          const rows = names.map((name) => responses.answers[responses.personas.indexOf(name)]);

          scores.forEach((row, at) =>
            row.forEach((score, column) => {
              expect(score === null).toBe(rows[at]?.[column]?.kind === 'missing');
              expect(score === null || (score >= 0 && score <= 1)).toBe(true);
            }),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
