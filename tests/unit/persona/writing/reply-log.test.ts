import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAppendLog } from '../../../../src/foundation/storage/index.js';
import { writePopulation } from '../../../../src/persona/writing/index.js';
import { countingModel } from '../../../../src/testing/index.js';
import { everywhere, island, sayingSo, twoQuestions } from '../../../support/island.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const emptyFolder = temporaryFolders();
const plan = [0, 0.5, 1].map((at) => ({ position: everywhere(at) }));

async function sitting(path: string) {
  const log = await openAppendLog(path);
  const model = countingModel(sayingSo());
  const written = await writePopulation({ generator: twoQuestions, questionnaire: island, plan, seed: 1, model, log });
  log.close();
  return { written, calls: model.calls.length };
}

describe('replies in a file', () => {
  it('should be gone on with where a process died in the middle of a line', async () => {
    const path = join(emptyFolder(), 'replies.jsonl');
    const first = await sitting(path);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const cut = join(emptyFolder(), 'replies.jsonl');
    appendFileSync(cut, `${lines.slice(0, 4).join('\n')}\n${(lines[4] ?? '').slice(0, 30)}`);

    const second = await sitting(cut);

    expect([lines.length, first.calls, second.calls]).toEqual([6, 6, 2]);
    expect(second.written.status === 'finished' && second.written.population).toEqual(
      first.written.status === 'finished' && first.written.population,
    );
    expect(readFileSync(cut, 'utf8').trimEnd().split('\n').toSorted()).toEqual(lines.toSorted());
  });

  it('should leave lines of others in the log alone', async () => {
    const path = join(emptyFolder(), 'replies.jsonl');
    appendFileSync(path, `${JSON.stringify({ key: 'a task', row: { done: true } })}\n`);

    expect((await sitting(path)).calls).toBe(6);
    expect((await sitting(path)).calls).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"key":"a task"/);
  });
});
