import { describe, expect, it } from 'vitest';
import { Elicitation, livePresentation, presentationsOf, renderPrompt } from '../../../../src/agent/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { agreementScale, itemClaims, itemSituation } from '../../../../src/persona/index.js';
import type { LikertItem } from '../../../../src/spec/index.js';
import { itemOf, questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const [item] = questionnaire.items as [LikertItem];
const promptsOf = (how: object, name = 'Ann'): readonly string[] => {
  const elicitation = Elicitation.parse(how);
  const situation = itemSituation(questionnaire, item, name);
  const persona = { name, text: 'I keep bees.' };
  return presentationsOf(situation, elicitation).map((presentation) => {
    const { prompt } = renderPrompt(situation, presentation, { elicitation, persona });
    return [...(prompt.system === undefined ? [] : [`${prompt.system}\n--\n`]), ...prompt.pieces].join('');
  });
};

describe('agreementScale', () => {
  it('should have as many labels as points, in order, for 2 to 7 points', () => {
    for (const points of [2, 3, 4, 5, 6, 7]) {
      const scale = agreementScale(points);
      const mirrored = scale
        .toReversed()
        .map((label) =>
          label.startsWith('neither')
            ? label
            : label.includes('disagree')
              ? label.replace('disagree', 'agree')
              : label.replace('agree', 'disagree'),
        );

      expect(scale).toHaveLength(points);
      expect(new Set(scale).size).toBe(points);
      expect(mirrored).toEqual(scale);
      expect(scale[0]).toContain('disagree');
      expect(scale.some((label) => label.startsWith('neither'))).toBe(points % 2 === 1);
    }
  });

  it('should have no label that another begins with', () => {
    for (const points of [2, 3, 4, 5, 6, 7]) {
      const scale = agreementScale(points);
      expect(scale.filter((label) => scale.some((other) => other !== label && other.startsWith(label)))).toEqual([]);
    }
  });

  it('should refuse any other number of points', () => {
    expect(() => agreementScale(1)).toThrow('2 to 7');
    expect(() => agreementScale(8)).toThrow('2 to 7');
  });
});

describe('itemSituation', () => {
  it('should name the scale forwards and backwards, and never exchange its labels', () => {
    const scale = 'strongly disagree, disagree, neither agree nor disagree, agree or strongly agree';
    const backwards = 'strongly agree, agree, neither agree nor disagree, disagree or strongly disagree';

    expect(promptsOf({ form: 'completion' })).toEqual(
      [scale, backwards].map(
        (listed) =>
          'I keep bees.\nThere is a village. It has a well.\nThe statement: "More trust is needed, for reason 0."\n' +
          `How far would Ann agree with this? Would it be: ${listed}?\nAnn would`,
      ),
    );
    expect(promptsOf({ form: 'chat', labels: 'averaged' })).toEqual(
      [scale, backwards].map(
        (listed) =>
          'I keep bees.\nThere is a village. It has a well.\nThe statement: "More trust is needed, for reason 0."\n--\n' +
          `How far would Ann agree with this? Answer with one of these and nothing else: ${listed}.`,
      ),
    );
  });

  it('should keep every label its own where a presentation is drawn', () => {
    const elicitation = Elicitation.parse({ orders: 'live' });
    const chances = chancesFrom(1);
    const drawn = Array.from({ length: 40 }, (_, at) =>
      livePresentation(itemSituation(questionnaire, item), elicitation, chances(at)),
    );

    expect(new Set(drawn.map(({ labels }) => labels.join('')))).toEqual(new Set(['01234']));
    expect(new Set(drawn.map(({ list }) => list.join('')))).toEqual(new Set(['01234', '43210']));
  });

  it('should be another decision for another person or item, and remember nothing', () => {
    const [ann, ben] = ['Ann', 'Ben'].map((name) => itemSituation(questionnaire, item, name));

    expect(ann?.kind).toBe('item:trust-0');
    expect(ann?.statements).toEqual([]);
    expect(ann?.claims).toBeUndefined();
    expect(JSON.stringify(ann).replaceAll('Ann', 'Ben')).toBe(JSON.stringify(ben));
    expect(JSON.stringify(ann)).toContain('"names":["Ann"]');
  });

  it('should put the name wherever the lead has a hole', () => {
    const twice = itemOf('trust', 0, { lead: '{name} reads this. Would {name} agree?' });
    const situation = itemSituation(questionnaire, twice, 'Eva');

    expect(situation.cue.chat.slice(0, 4)).toEqual([{ name: 0 }, ' reads this. Would ', { name: 0 }, ' agree?']);
  });

  it('should keep whole sentences of a long context, up to 200 words', () => {
    const sentence = `${Array<string>(60).fill('word').join(' ')}. `;
    const long = itemSituation({ context: sentence.repeat(5) }, item);
    const unbroken = itemSituation({ context: 'word '.repeat(300) }, item);

    expect(String(long.framing[0]?.[0]).split(' ')).toHaveLength(180);
    expect(String(unbroken.framing[0]?.[0]).split(' ')).toHaveLength(300);
  });
});

describe('itemClaims', () => {
  it('should be the con and the pro form', () => {
    expect(itemClaims(item)).toEqual(['less trust would do, for reason 0.', 'more trust is needed, for reason 0.']);
  });
});
