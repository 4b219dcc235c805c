import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { personMind, type PersonQuestion } from '../../../src/agent/index.js';
import { runStudy } from '../../../src/study/index.js';
import { fakeClock } from '../../../src/testing/index.js';
import { conformist, smallMajorityOpinion } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

/** Two people beside a model: one of them takes the first option, the other the second. */
function people() {
  const put: PersonQuestion[] = [];
  const answering = (place: number) =>
    personMind({
      name: `person ${place}`,
      ask(question) {
        put.push(question);
        return question.options?.[place];
      },
    });
  return { put, people: { 'agent-1': answering(0), 'agent-2': answering(1) } };
}

async function study(where: string, who: ReturnType<typeof people>) {
  const scenario = smallMajorityOpinion();
  const small = { runs: 1, arms: ['interacting', 'isolated'], cache: false, clock: fakeClock() };
  return runStudy({ scenario, model: conformist(), people: who.people, folder: where, ...small });
}

describe('people in a study', () => {
  it('should decide in their places, and the model in all others', async () => {
    const who = people();
    const { folder: made, summary } = await study(folder(), who);
    const [run = ''] = ['runs/default.interacting.1000000/events.jsonl'];
    const lines = readFileSync(join(made, run), 'utf8').trimEnd().split('\n');
    const [started = ''] = lines;
    const decided = lines.filter((line) => line.includes('"asked":"a person"'));

    expect(summary.mind).toMatchObject({ kind: 'language-model', people: ['agent-1', 'agent-2'] });
    expect(started).toContain('"mind":"person 0"');
    expect(started).toContain('"mind":"conformist"');
    expect(decided.length).toBeGreaterThan(0);
    expect(decided.every((line) => /"agent":"agent-[12]"/.test(line))).toBe(true);
    expect(new Set(who.put.map(({ agent }) => agent))).toEqual(new Set(['agent-1', 'agent-2']));
  });

  it('should be asked nothing again where a study is played again', async () => {
    const who = people();
    const made = await study(folder(), who);
    const before = who.put.length;
    const run = made.run('interacting', 0);

    expect(await run.play()).toEqual(run.record);
    expect(who.put).toHaveLength(before);
  });
});
