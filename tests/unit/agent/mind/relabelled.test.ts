import { describe, expect, it } from 'vitest';
import { relabelled, ruleMind, scriptedMind, symmetrised } from '../../../../src/agent/index.js';
import {
  canonicalState,
  type Judgement,
  type Mind,
  type MindContext,
  type Situation,
} from '../../../../src/spec/index.js';
import { namingGame } from 'mesocosm/scenarios';
import { namingAfter } from '../../../support/situations.js';

const context: MindContext = { agent: 'ann', occasion: 0, stream: 's' };
const three = namingGame({ names: ['A', 'B', 'C'] });

/** Answers by what it is shown: a state, as it reads with the canonical labels. */
function lookingUp(answers: { readonly [state: string]: readonly number[] }): Mind & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    name: 'table',
    seen,
    judge(situation) {
      const state = canonicalState(situation);
      seen.push(state);
      return { kind: 'distribution', probabilities: answers[state] ?? [] };
    },
  };
}

function probabilitiesOf(judgement: Judgement | Promise<Judgement>): readonly number[] {
  if (judgement instanceof Promise || judgement.kind !== 'distribution') throw new Error('no distribution');
  return judgement.probabilities;
}

describe('relabelled', () => {
  it('should show and answer with two labels exchanged, in history and options together', () => {
    const mind = lookingUp({ 'MQ QQ': [0.9, 0.1] });
    const judgement = relabelled(mind, [1, 0]).judge(namingAfter([[0, 1], [1, 1]]), context); // prettier-ignore

    // The agent remembers QM MM and is shown MQ QQ; what it says to the label Q is meant for the option M.
    expect(mind.seen).toEqual(['MQ QQ']);
    expect(probabilitiesOf(judgement)).toEqual([0.1, 0.9]);
  });

  it('should show every option of three under the next label', () => {
    const mind = lookingUp({ BC: [0.5, 0.3, 0.2] });
    const judgement = relabelled(mind, [1, 2, 0]).judge(namingAfter([[0, 1]], three), context);

    // Option A stands under label B, B under C, C under A.
    expect(probabilitiesOf(judgement)).toEqual([0.3, 0.2, 0.5]);
  });

  it('should exchange framing, statements and cues too, and leave the labels themselves', () => {
    let shown: Situation | undefined;
    const mind = scriptedMind({
      choose(situation) {
        shown = situation;
        return 'Q';
      },
    });
    const situation: Situation = {
      ...namingAfter([[0, 1]]),
      framing: [['Not ', { option: 0 }, ' of ', { list: 'or' }]],
      cue: { completion: [{ option: 1 }], chat: [{ option: 0 }, { name: 0 }] },
      names: ['Ann'],
    };
    relabelled(mind, [1, 0]).judge(situation, context);

    expect(shown?.framing).toEqual([['Not ', { option: 1 }, ' of ', { list: 'or' }]]);
    expect(shown?.cue).toEqual({ completion: [{ option: 0 }], chat: [{ option: 1 }, { name: 0 }] });
    expect(shown?.statements[0]?.filter((part) => typeof part === 'object' && 'option' in part)).toEqual([
      { option: 1 },
      { option: 0 },
    ]);
    expect(shown?.options).toEqual(['Q', 'M']);
    expect(situation.framing[0]).toContainEqual({ option: 0 });
  });

  it('should change nothing twice: what it exchanged twice is what it was', () => {
    const mind = lookingUp({ QM: [0.7, 0.3] });

    expect(probabilitiesOf(relabelled(relabelled(mind, [1, 0]), [1, 0]).judge(namingAfter([[0, 1]]), context))).toEqual([0.7, 0.3]); // prettier-ignore
  });

  it('should show the same image of the same situation, and give the same translation of the same judgement', () => {
    const seen: Situation[] = [];
    const rule = ruleMind({ name: 'rule', probabilities: () => [0.7, 0.3] });
    const mind = relabelled({ name: 'x', judge: (situation, given) => (seen.push(situation), rule.judge(situation, given)) }, [1, 0]); // prettier-ignore
    const situation = namingAfter([[0, 1]]);

    expect(mind.judge(situation, context)).toBe(mind.judge(situation, context));
    expect(seen[0]).toBe(seen[1]);
  });

  it('should hand on failures and wait for answers that take time', async () => {
    const failing = scriptedMind({ choose: () => ({ kind: 'refused', message: 'no' }) });
    const late = scriptedMind({ choose: async () => ({ kind: 'distribution', probabilities: [0.8, 0.2] }) });

    expect(relabelled(failing, [1, 0]).judge(namingAfter([]), context)).toEqual({ kind: 'refused', message: 'no' });
    expect(await relabelled(late, [1, 0]).judge(namingAfter([]), context)).toMatchObject({ probabilities: [0.2, 0.8] });
  });

  it('should be one mind for one mind and one exchange', () => {
    const mind = lookingUp({});

    expect(relabelled(mind, [1, 0])).toBe(relabelled(mind, [1, 0]));
    expect(relabelled(mind, [1, 0])).not.toBe(relabelled(mind, [0, 1]));
    expect(relabelled(mind, [1, 0]).name).toBe('relabelled(table)');
  });
});

describe('symmetrised', () => {
  it('should average a situation and its mirror image', () => {
    const mind = lookingUp({ QM: [0.9, 0.1], MQ: [0.6, 0.4] });
    const judgement = symmetrised(mind).judge(namingAfter([[0, 1]]), context);

    // In the mirror image Q has .6, which is M's here: (.9 + .4) / 2 for Q.
    expect(mind.seen).toEqual(['QM', 'MQ']);
    expect(probabilitiesOf(judgement)[0]).toBeCloseTo(0.65, 12);
    expect(probabilitiesOf(judgement)[1]).toBeCloseTo(0.35, 12);
  });

  it('should average the three cyclic exchanges of three options', () => {
    const mind = lookingUp({ AB: [0.6, 0.3, 0.1], BC: [0.2, 0.5, 0.3], CA: [0.1, 0.1, 0.8] });
    const probabilities = probabilitiesOf(symmetrised(mind).judge(namingAfter([[0, 1]], three), context));

    // A: .6 as itself, .5 as B, .8 as C; B: .3 as itself, .3 as C, .1 as A; C: .1 as itself, .2 as A, .1 as B.
    expect(probabilities.map((p) => Math.round(p * 3e6) / 1e6)).toEqual([1.9, 0.7, 0.4]);
  });

  it('should prefer no label, whatever the mind prefers', () => {
    const partial = ruleMind({ name: 'partial', probabilities: () => [0.8, 0.15, 0.05] });

    for (const p of probabilitiesOf(symmetrised(partial).judge(namingAfter([], three), context))) {
      expect(p).toBeCloseTo(1 / 3, 12);
    }
  });

  it('should leave a mind alone to whom labels mean nothing', () => {
    const copying = lookingUp({ QM: [0.3, 0.7], MQ: [0.7, 0.3] });

    expect(probabilitiesOf(symmetrised(copying).judge(namingAfter([[0, 1]]), context))[0]).toBeCloseTo(0.3, 12);
  });

  it('should give the same average for the same judgements, so that it is checked once', () => {
    const mind = symmetrised(ruleMind({ name: 'rule', probabilities: () => [0.7, 0.3] }));
    const situation = namingAfter([]);

    expect(mind.judge(situation, context)).toBe(mind.judge(situation, { ...context, agent: 'ben' }));
  });

  it('should ask a mind that answers at once for each agent: answers may depend on who is asked', () => {
    const script = scriptedMind({ choose: (_, { agent }) => (agent === 'ann' ? 'Q' : { kind: 'refused', message: agent }) }); // prettier-ignore
    const mind = symmetrised(script);

    expect(mind.judge(namingAfter([]), context)).toMatchObject({ kind: 'distribution' });
    expect(mind.judge(namingAfter([]), { ...context, agent: 'ben' })).toEqual({ kind: 'refused', message: 'ben' });
  });

  it('should be refused where one image is, at once or late', async () => {
    const choose = (situation: Situation): string | Judgement =>
      canonicalState(situation) === 'MQ' ? { kind: 'refused', message: 'not that' } : 'Q';
    const late = scriptedMind({ choose: async (s) => (choose(s) === 'Q' ? { kind: 'distribution', probabilities: [1, 0] } : { kind: 'refused', message: 'not that' }) }); // prettier-ignore
    const situation = namingAfter([[0, 1]]);

    expect(symmetrised(scriptedMind({ choose })).judge(situation, context)).toEqual({ kind: 'refused', message: 'not that' }); // prettier-ignore
    expect(await symmetrised(late).judge(situation, context)).toEqual({ kind: 'refused', message: 'not that' });
  });

  it('should wait for answers that take time', async () => {
    const late = scriptedMind({ choose: async () => ({ kind: 'distribution', probabilities: [0.8, 0.2] }) });

    expect(await symmetrised(late).judge(namingAfter([]), context)).toMatchObject({ probabilities: [0.5, 0.5] });
  });

  it('should keep that a table fell back, and be one mind for one mind', () => {
    const judgement: Judgement = { kind: 'distribution', probabilities: [1, 0], evidence: { fallback: 'QM' } };
    const mind = scriptedMind({ choose: () => judgement });

    expect(symmetrised(mind).judge(namingAfter([]), context)).toMatchObject({ evidence: { fallback: 'QM' } });
    expect(symmetrised(mind)).toBe(symmetrised(mind));
    expect(symmetrised(mind).name).toBe('symmetrised(scripted)');
  });
});
