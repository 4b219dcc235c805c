import { describe, expect, it } from 'vitest';
import { checkQuestionnaire, findingInWords } from '../../../../src/persona/contexts/index.js';
import type { LikertItem, Questionnaire } from '../../../../src/spec/index.js';
import { sampleQuestionnaire } from '../../../support/sample-questionnaire.js';

/** The sample with one item changed. */
function withItem(at: number, change: Partial<LikertItem>): Questionnaire {
  const { items, ...rest } = sampleQuestionnaire();
  return { ...rest, items: items.map((item, index) => (index === at ? { ...item, ...change } : item)) };
}

/** The sample with one axis changed. */
function withAxis(change: object): Questionnaire {
  const { axes, ...rest } = sampleQuestionnaire();
  return { ...rest, axes: [{ ...axes[0], ...change } as (typeof axes)[number], ...axes.slice(1)] };
}

const { items, axes } = sampleQuestionnaire();
const found = (questionnaire: Questionnaire): string =>
  checkQuestionnaire(questionnaire).map(findingInWords).join('\n');

describe('checkQuestionnaire', () => {
  it('should find nothing where there is nothing to mend', () => expect(found(sampleQuestionnaire())).toBe(''));

  it.each<[string, Questionnaire, string]>([
    ['an axis without items', { ...sampleQuestionnaire(), items: items.slice(0, 3) }, 'error: $.axes[1] "trust in the council" has no items'],
    ['axes out of balance', { ...sampleQuestionnaire(), items: items.filter((_, at) => at !== 3 && at !== 4) }, 'error: $.items are out of balance: 3 for "openness to strangers", 1 for "trust in the council"'],
    ['an axis that is keyed one way', withItem(2, { reverseKeyed: false }), 'error: $.axes[0] "openness to strangers" has no item whose agreement speaks for the low pole'],
    ['too few reverse-keyed items', withItem(2, { reverseKeyed: false }), 'error: $.items hold 1 of 6 that are reverse-keyed'],
    ['too few items towards the high pole', { ...sampleQuestionnaire(), items: items.map((item, at) => ({ ...item, reverseKeyed: at !== 0 })) }, 'hold 1 of 6 that are keyed towards the high pole'],
    ['a statement with two words exchanged', withItem(1, { statement: 'A traveller at the door should drink before anyone asks for THE name!' }), 'error: $.items[1].statement is nearly that of $.items[0] (likeness 0.85'],
    ['the same words moved about', withItem(4, { statement: 'Before anybody asks for a name, a traveller should drink at the gate.' }), 'error: $.items[4].statement is nearly that of $.items[0] (likeness 1.00'],
    ['poles of one label', withAxis({ high: { label: 'Closed', description: 'Welcomes whoever comes.' } }), 'error: $.axes[0].high.label is "Closed", much as that of the other end'],
    ['poles of one description', withAxis({ high: { label: 'open', description: axes[0]?.low.description } }), 'error: $.axes[0].high.description'],
    ['poles that are described alike', withAxis({ high: { label: 'open', description: 'Holds that a stranger brings trouble.' } }), 'error: $.axes[0].high.description is "Holds that a stranger brings trouble.", much as that'],
    ['a text that goes round in circles', withItem(1, { statement: 'We are the leaders, and we are the leaders, and we are the leaders here.' }), 'error: $.items[1].statement goes round in circles: 54 %'],
    ['a hole that nothing fills', withItem(0, { lead: 'How far would {name} agree that {axis}?' }), 'error: $.items[0].lead has the hole {axis}'],
    ['a question', withItem(0, { statement: 'Should a stranger at the gate drink first?' }), 'error: $.items[0].statement is a question'],
    ['a capital', withItem(0, { pro: 'A traveller at the gate should drink before anybody asks for a name.' }), 'error: $.items[0].pro begins with "A". Begin it in lower case'],
    ['a proper name in lower case', withItem(0, { con: 'tarn should keep its water from a traveller until there is rain again.' }), 'error: $.items[0].con begins with "tarn". Give the proper name its capital'],
    ['no full stop', withItem(0, { con: 'a traveller at the gate should say who they are and wait for water' }), 'error: $.items[0].con does not end with a full stop'],
    ['forms that say the same', withItem(1, { con: 'Empty houses ought to go to families from the coast' }), 'error: $.items[1].con says the same as pro'],
    ['a form of twice the length', withItem(1, { con: `${'empty houses ought to be kept for our own children and '.repeat(2)}grandchildren.` }), 'error: $.items[1].con is 2.4 times as long'],
  ])('should find %s', (_, questionnaire, said) => expect(found(questionnaire)).toContain(said)); // prettier-ignore

  it.each<[string, Questionnaire, string]>([
    ['a form of another length', withItem(1, { con: 'empty houses are for our children.' }), 'warning: $.items[1].con is 1.5 times'],
    ['a denial by "not" alone', withItem(1, { con: 'empty houses ought not to go to families from the coast.' }), 'warning: $.items[1].con is pro with a negation alone'],
    ['a denial by "does not" alone', withItem(3, { pro: 'the council tells the truth.', con: 'the council does not tell the truth.' }), 'warning: $.items[3].con is pro with a negation alone'],
    ['a label that is a sentence', withAxis({ low: { label: 'He is against whoever comes here uninvited', description: 'Holds that strangers bring trouble.' } }), 'warning: $.axes[0].low.label has 7 words'],
    ['an axis of one item', { ...sampleQuestionnaire(), items: [items[0], items[2], items[3]] as LikertItem[] }, 'warning: $.axes[1] "trust in the council" has one item alone'],
  ])('should only warn of %s', (_, questionnaire, said) => {
    expect(found(questionnaire)).toContain(said);
    expect(found(questionnaire)).not.toContain('error');
  }); // prettier-ignore

  it('should let a form begin with a proper name, or with "I"', () => {
    expect(
      found(withItem(0, { con: 'Tarn should keep its water from any traveller until there is rain again.' })),
    ).toBe('');
    expect(
      found(withItem(0, { con: 'I am right to ask a traveller at the gate for a name before anything else.' })),
    ).toBe('');
  });

  it('should find levels that cannot be told apart, and ends that are not the poles', () => {
    const pole = (label: string, description: string) => ({ label, description });
    const levels = [
      pole('closed', 'Shuts the gate.'),
      pole('ajar', 'Opens it a little.'),
      pole('ajar', 'Opens it more.'),
    ];

    const said = found(withAxis({ kind: 'ordinal', levels }));

    expect(said).toContain('error: $.axes[0].levels[2].label is "ajar"');
    expect(said).toContain('warning: $.axes[0].levels[2].label is "ajar", and the high pole is "open"');
  });

  it('should put errors before warnings', () => {
    const both = withItem(1, { con: 'empty houses are for our children' });

    expect(checkQuestionnaire(both).map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});
