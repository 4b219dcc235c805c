import { describe, expect, it } from 'vitest';
import { conversationMeasure, type Event } from '../../../../../src/index.js';
import { estimateOf } from '../../../../support/sociology.js';

const agents = ['Ann', 'Ben', 'Cara'].map((name) => ({ id: name[0] as string, name }));

function run(turns: readonly (readonly [speaker: string | undefined, words: string, to?: string])[], options = {}) {
  const fold = conversationMeasure(options).start(agents);
  for (const [seq, [agent, words, to]] of turns.entries()) {
    fold.observe({ seq, time: seq, type: 'utterance-said', data: { words, to }, agent } as Event);
  }
  fold.observe({ seq: 99, time: 99, type: 'turn-passed', agent: 'A', data: { why: 'silence' } });
  return fold.finish('the end');
}

describe('the measure of the structure of a conversation', () => {
  it('should read the utterances of a conversation, and who is meant', () => {
    const { values } = run([
      ['A', 'what do you say', 'B'],
      ['B', 'you say no'],
      ['A', 'no way'],
      [undefined, 'words from outside'],
    ]);

    expect(values).toMatchObject({
      talk_turns: 3,
      talk_turn_top: 2 / 3,
      talk_returns: 1,
      talk_addressed: 1 / 3,
      talk_addressee_next: 1,
    });
    // Of three words of B two were in the turn before, of two of A one was.
    expect(values['talk_repeated']).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  it('should call people in pairs by their names', () => {
    const { cases } = run([
      ['A', 'yes'],
      ['B', 'no'],
    ]);

    expect(cases).toHaveLength(6);
    expect(cases?.[0]).toEqual({ from: 'Ann', to: 'Ben', share: 1, expected: 1, excess: 0 });
    expect(cases?.find(({ from }) => from === 'Cara')).toMatchObject({ share: null, expected: null, excess: null });
  });

  it('should give reasons where nothing was said, and leave out addressees where all words are for all', () => {
    const { values, missing } = run([], { addressed: false, prefix: 'floor' });

    expect(values).toMatchObject({ floor_turns: 0, floor_turn_gini: null });
    expect(missing).toMatchObject({ floor_turn_gini: 'nothing was said' });
    expect(Object.keys(values)).not.toContain('floor_addressed');
  });

  it('should claim in words only what an interval shows', () => {
    const { sentence } = conversationMeasure().sociology as NonNullable<
      ReturnType<typeof conversationMeasure>['sociology']
    >;
    const said = (excess: readonly [number, number, number], alignment: readonly [number, number, number]) =>
      sentence(estimateOf({ talk_turns: 12, talk_turn_top: 0.5, talk_returns_excess: excess, talk_alignment: alignment }), 8); // prettier-ignore

    expect(said([0.2, 0.1, 0.3], [0.1, -0.1, 0.3])).toBe(
      'There were 12 turns a run, .50 of them by whoever spoke most. The floor returned to the one before more often than numbers of turns alone would give (.20 [.10, .30]); that people take up the words just said is not shown (.10 [-.10, .30]).',
    );
    expect(said([-0.2, -0.3, -0.1], [-0.2, -0.3, -0.1])).toMatch(/less often.*people kept away from the words/);
    expect(said([0, -0.1, 0.1], [0.2, 0.1, 0.3])).toMatch(/more often than chance is not shown.*people took up/);
    expect(sentence(estimateOf({}), 8)).toBeNull();
  });
});
