import { describe, expect, it } from 'vitest';
import { systemUnderTest } from 'mesocosm/scenarios';
import { heldBy } from '../../support/held-conversations.js';
import type { AgentSlot, Mind, Situation } from '../../../src/spec/index.js';

/** Somebody who keeps what was asked, and answers anything. */
function asked(): { readonly mind: Mind; readonly situations: Situation[] } {
  const situations: Situation[] = [];
  const mind: Mind = {
    name: 'asked',
    judge(situation) {
      situations.push(situation);
      const { options } = situation;
      if (situation.answer !== undefined) return { kind: 'answer', value: 'Hello.' };
      return { kind: 'distribution', probabilities: options.map(() => 1 / options.length) };
    },
  };
  return { mind, situations };
}

describe('how a verdict is asked for', () => {
  it('should name both answers right before one is to follow, alone and after the talk', async () => {
    const scenario = systemUnderTest({ agents: 2, turns: 1 });
    const { mind, situations } = asked();
    await heldBy(scenario, { mind });
    const [alone] = scenario.situations.alone(scenario.agents[0] as AgentSlot);
    const verdicts = situations.filter(({ answer }) => answer === undefined);

    expect(verdicts).toHaveLength(2);
    for (const { cue } of [...verdicts, ...(alone === undefined ? [] : [alone.situation])])
      expect(cue.completion.slice(-3)).toEqual([{ list: 'or' }, '? ', { person: ['I say', 'You say', '{name} says'] }]);
    expect(alone?.situation.kind).toBe('expectation');
  });
});
