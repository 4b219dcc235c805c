import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadQuestionnaire } from '../../../../src/persona/contexts/index.js';
import { sampleQuestionnaire } from '../../../support/sample-questionnaire.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();

/** Loads what is written to a file. */
function loaded(content: unknown): Promise<unknown> {
  const path = join(emptyFolder(), 'well.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadQuestionnaire(path);
}

const good = sampleQuestionnaire();
const [axis] = good.axes;
const item = (change: object) => ({ ...good, items: [{ ...good.items[0], ...change }, ...good.items.slice(1)] });

describe('loadQuestionnaire', () => {
  it('should load a file', async () => expect(await loaded(good)).toEqual(good));

  it.each([
    [{ ...good, formatVersion: 2 }, '$.formatVersion is 2, which this version does not know; expected 1'],
    [{ ...good, name: 'The Well' }, '$.name is "The Well"; expected lower-case words joined by hyphens'],
    [{ ...good, era: 'past' }, '$.era is "past"; expected "contemporary" or "historical" or "fictional" or "future"'],
    [{ ...good, axes: [] }, '$.axes has no entry (and 6 more); expected at least 1'],
    [{ ...good, axes: Array(7).fill(axis) }, '$.axes has 7 entries'],
    [{ ...good, axes: [{ ...axis, kind: 'fuzzy' }, good.axes[1]] }, '$.axes[0].kind is "fuzzy"; expected "continuous" or "ordinal" or "categorical"'],
    [{ ...good, axes: [{ ...axis, name: '  ' }, good.axes[1]] }, '$.axes[0].name is "  " (and 3 more); expected a text that is more than spaces'],
    [{ ...good, axes: [{ ...axis, low: { ...axis!.low, label: '' } }, good.axes[1]] }, '$.axes[0].low.label is empty; expected a text'],
    [{ ...good, axes: [axis, axis] }, '$.axes is not possible: two axes have the same name'],
    [item({ axis: 'wealth' }), '$.items[0].axis is not possible: there is no axis "wealth"; there are openness to strangers, trust in the council'],
    [item({ lead: 'Agree?' }), '$.items[0].lead is "Agree?"; expected a text with {name} in it'],
    [item({ points: 8 }), '$.items[0].points is 8; expected at most 7'],
    [item({ points: 2.5 }), '$.items[0].points is 2.5; expected a whole number'],
    [item({ reverseKeyed: 'yes' }), '$.items[0].reverseKeyed is a text; expected true or false'],
    [item({ con: undefined }), '$.items[0].con is missing; expected a text'],
    [item({ id: good.items[1]?.id }), '$.items is not possible: two items have the same id'],
  ])('should say in a sentence what is wrong, and where (%#)', async (content, sentence) => {
    await expect(loaded(content)).rejects.toThrow(`well.json: ${sentence}`);
    await expect(loaded(content)).rejects.not.toThrow(/Invalid|undefined|NaN/);
    await expect(loaded(content)).rejects.toThrow(/docs\/formats\.md describes the format, section "Questionnaire file"|Write "formatVersion": 1/);
  }); // prettier-ignore

  it('should name the place of what is not JSON', async () => {
    await expect(loaded('{ "name": ')).rejects.toThrow('it is not JSON (it ends too early)');
  });
});
