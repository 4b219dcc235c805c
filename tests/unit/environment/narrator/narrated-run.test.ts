import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { forkRun, intervened, recordRun, replayRun, RUN_FILES } from '../../../../src/run/index.js';
import type { LanguageModel, Scenario } from '../../../../src/spec/index.js';
import { interacting } from '../../../../src/study/index.js';
import { countingModel, faultyModel, malformedReplies, malformedValues } from '../../../../src/testing/index.js';
import { harbourScenario, NARRATOR, PEOPLE } from '../../../support/harbour.js';
import { keep, keptRun, sourceOf } from '../../../support/kept-runs.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';

const folder = temporaryFolders();
const scenario = (): Scenario => ({ ...harbourScenario('fixed-order'), arms: [interacting] });
const journal = (run: string): string => readFileSync(join(run, RUN_FILES.events), 'utf8');

/** Players try something at every other turn; the narrator gives Ben a coin. */
function model(
  narration = JSON.stringify({
    happens: 'Ben finds one.',
    changes: [{ event: 'coins-found', who: 'Ben', data: { coins: 1 } }],
  }),
): LanguageModel {
  return scriptedModel({
    write: ({ schema }, { agent = '', stream = '' }) => {
      if (agent === NARRATOR) return narration;
      const tries = { action: 'attempt', value: `I dig (${stream}).` };
      return JSON.stringify(schema?.safeParse(tries).success === true ? tries : { action: 'wait' });
    },
  });
}

describe('a run with a narrator that is a language model', () => {
  it('should be told in its prompt what may change, what is so, and what is tried', async () => {
    const asking = countingModel(model());
    await keep(folder(), { scenario: scenario(), source: sourceOf(asking) });
    const prompts = asking.calls.map((call) => JSON.stringify(call)).filter((call) => call.includes('What happens?'));

    expect(prompts).toHaveLength(6);
    expect(prompts[0]).toMatch(/"coins-found\\*" \(somebody finds coins; say who\)/);
    expect(prompts[0]).toMatch(/The bridge is broken\..*Ann tries/);
  });

  it('should replay from its folder, with no model', async () => {
    const run = folder();
    await keep(run, { scenario: scenario(), source: sourceOf(model()) });
    const { events } = await replayRun(run, scenario);

    expect(events).toBe(journal(run).trimEnd().split('\n').length);
    expect(journal(run)).toMatch(/"outcome-told"/);
  });

  it('should go on from every question that it was cut off at, to the same bytes, and ask none twice', async () => {
    const whole = folder();
    const first = countingModel(model());
    await keep(whole, { scenario: scenario(), source: sourceOf(first) });
    const questions = first.calls.length;
    expect(questions).toBe(12);

    for (let cut = 1; cut < questions; cut += 1) {
      const run = folder();
      const down = { calls: [cut], gives: { kind: 'unavailable', message: 'down', retryable: false } as const };
      const before = countingModel(faultyModel(model(), [down]));
      expect(await recordRun(keptRun(run, { scenario: scenario(), source: sourceOf(before) }))).toMatchObject({
        status: 'suspended',
      });
      const after = countingModel(model());
      await keep(run, { scenario: scenario(), source: sourceOf(after) });

      expect(journal(run)).toBe(journal(whole));
      expect(after.calls).toHaveLength(questions - cut + 1);
    }
  });

  it('should be the same in a fork that changes nothing, and another where the narrator is taken out', async () => {
    const parent = folder();
    await keep(parent, { scenario: scenario(), source: sourceOf(model()) });
    const fork = async (changes: Parameters<typeof forkRun>[1]['changes']) => {
      const into = folder();
      const made = await forkRun(parent, {
        at: 6,
        changes,
        folder: into,
        scenarioOf: scenario,
        source: async () => sourceOf(model()),
      });
      return { ...made, text: journal(into) };
    };

    expect((await fork([])).identical).toBe(true);
    const without = await fork([{ do: 'remove', agent: NARRATOR }]);
    expect(without.text.slice(without.text.indexOf('intervention-made'))).not.toMatch(/outcome-told/);
    expect(without.text).toMatch(/nobody narrates/);
  });

  it('should end where all players were removed, and so should what is made of it again', async () => {
    const removed = PEOPLE.map(({ id }) => ({ do: 'remove' as const, agent: id }));
    const left = intervened([{ when: { after: { event: 'outcome-told', count: 2 } }, changes: removed }]);
    const deserted = (): Scenario => ({ ...harbourScenario('fixed-order'), arms: [left] });
    const [whole, cut, same] = [folder(), folder(), folder()];
    await keep(whole, { scenario: deserted(), source: sourceOf(model()) });
    const down = { calls: [3], gives: { kind: 'unavailable', message: 'down', retryable: false } as const };
    const stopped = await recordRun(
      keptRun(cut, { scenario: deserted(), source: sourceOf(faultyModel(model(), [down])) }),
    );
    await keep(cut, { scenario: deserted(), source: sourceOf(model()) });
    const fork = await forkRun(whole, {
      at: 6,
      changes: [],
      folder: same,
      scenarioOf: deserted,
      source: async () => sourceOf(model()),
    });

    expect(journal(whole)).toMatch(/"run-ended".*\n$/);
    expect(journal(whole)).toMatch(/nobody takes part any more/);
    expect(stopped.status).toBe('suspended');
    expect(journal(cut)).toBe(journal(whole));
    expect(fork.identical).toBe(true);
    expect((await replayRun(whole, deserted)).record.ending).toBe('nobody takes part any more');
  });

  it('should not end where the narrator’s replies are malformed in any way', async () => {
    for (const { text, what } of [...malformedReplies(['Q', 'M']), ...malformedValues(['Q', 'M'])]) {
      const run = folder();
      await keep(run, { scenario: scenario(), source: sourceOf(model(text)) });

      expect(journal(run), what).toMatch(/"nothing-happened"/);
      expect(journal(run), what).toMatch(/enough was done/);
    }
  });
});
