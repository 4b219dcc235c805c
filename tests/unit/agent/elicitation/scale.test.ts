import { describe, expect, it } from 'vitest';
import { describeElicitation, Elicitation, presentationsOf } from '../../../../src/agent/index.js';
import type { Situation } from '../../../../src/spec/index.js';
import { context, mindOf, probabilitiesOf } from '../../../support/asked-minds.js';

const scale: Situation = {
  kind: 'warmth',
  options: ['cold', 'mild', 'hot'],
  scale: true,
  state: [],
  framing: [['A bath.']],
  statements: [],
  unordered: false,
  names: [],
  cue: { completion: ['Of ', { list: 'and' }, ' it is'], chat: ['?'] },
};

describe('options that are points of a scale', () => {
  it('should be named in both directions under their own labels, however labels are handled', () => {
    for (const labels of ['averaged', 'fixed'] as const) {
      const presentations = presentationsOf(scale, Elicitation.parse({ labels }));

      expect(presentations.map(({ labels: under, list }) => [under, list])).toEqual([
        [
          [0, 1, 2],
          [0, 1, 2],
        ],
        [
          [0, 1, 2],
          [2, 1, 0],
        ],
      ]);
    }
  });

  it('should be exchanged where they are no scale', () => {
    const { scale: _, ...choice } = scale;

    expect(presentationsOf(choice, Elicitation.parse({}))).toHaveLength(6);
  });

  it('should be averaged point by point, and recorded as asked under fixed labels', async () => {
    const choose = ({ prompt }: { prompt: { pieces: readonly string[] } }): number[] =>
      prompt.pieces.at(-1)?.startsWith('Of cold') === true ? [0.5, 0.25, 0.25] : [0.25, 0, 0.75];
    const { mind } = mindOf({ choose });
    const judgement = await mind.judge(scale, context);

    expect(await probabilitiesOf(judgement)).toEqual([0.375, 0.125, 0.5]);
    expect(judgement.evidence?.asked).toBe(describeElicitation(mind.elicitation, { scale: true }));
    expect(judgement.evidence?.asked).toContain('labels fixed');
  });
});
