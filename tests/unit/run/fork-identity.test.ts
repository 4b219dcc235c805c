import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { personMind } from '../../../src/agent/index.js';
import { memoryAnswers } from '../../../src/model/index.js';
import {
  armContext,
  broughtAgain,
  broughtSource,
  forkRun,
  mindOf,
  mixedSource,
  personSource,
  recordedSource,
  recordRun,
  replayRun,
  type MindSource,
} from '../../../src/run/index.js';
import type { Change, Mind, PlannedAgent, Scenario } from '../../../src/spec/index.js';
import { interacting } from '../../../src/study/arms.js';
import { player } from '../../../src/testing/_internals/players.js';
import { plaza, PLAZA_INTERVENTIONS, PLAZA_REGIMES } from '../../support/plaza.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const shipped = (regime: string): Scenario => ({ ...plaza(regime), minds: { player: () => player } });
const byShipped = (): MindSource => broughtSource(player, { shipped: 'player' });

/** Ann is whoever answers the callback, which does as the others do and is asked in words alone. */
function byPerson(): { readonly source: MindSource; readonly person: ReturnType<typeof personMind>; asked(): number } {
  let asked = 0;
  const person = personMind({
    ask({ options = [], form }) {
      asked += 1;
      if (form?.kind === 'number') return form.minimum;
      if (form?.kind === 'text') return `words ${asked % 3}`;
      return options[asked % Math.max(1, options.length)];
    },
    fallback: 'others',
  });
  return { source: mixedSource(byShipped(), { ann: personSource(person) }), person, asked: () => asked };
}

async function keep(regime: string, source: MindSource): Promise<string> {
  const [where, scenario] = [folder(), shipped(regime)];
  const givens = { priors: {}, curve: null, donor: null };
  const execution = await recordRun({
    folder: where,
    source,
    scenario,
    givens,
    parametersGiven: { regime },
    probes: [],
    plan(minds) {
      const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: mindOf(minds, slot.id) }));
      const context = armContext({ scenario, minds, agents, condition: 'default', seed: 11, givens });
      return { ...interacting.plan(context), interventions: PLAZA_INTERVENTIONS };
    },
  });
  if (execution.status !== 'finished') throw new Error(execution.message);
  return where;
}

/** Forks by minds made again from the folder, and counts what those who ship are asked anew. */
async function fork(run: string, regime: string, changes: readonly Change[], person?: ReturnType<typeof personMind>) {
  const target = folder();
  let asked = 0;
  const counting = (mind: Mind): Mind => ({
    ...mind,
    judge(situation, context) {
      asked += 1;
      return mind.judge(situation, context);
    },
  });
  const made = await forkRun(run, {
    at: 20,
    changes,
    folder: target,
    scenarioOf: () => shipped(regime),
    source: (manifest, scenario) => {
      const again = broughtAgain(scenario);
      return recordedSource(run, manifest.mind, memoryAnswers(), {
        brought(mind, agent) {
          const found = again(mind, agent);
          return found === undefined ? undefined : counting(found);
        },
        person: () => person,
      });
    },
  });
  if (made.execution.status !== 'finished') throw new Error(made.execution.message);
  return { ...made, folder: target, asked };
}

const FILES = ['events.jsonl', 'interviews.jsonl', 'summary.json', 'agents.csv', 'ledger.csv', 'metrics.csv'];
const outcome = (run: string): readonly string[] => FILES.map((file) => readFileSync(join(run, file), 'utf8'));
const milk: readonly Change[] = [{ do: 'commit', agent: 'ben', option: 'milk' }];

describe.each(Object.keys(PLAZA_REGIMES))('forks under %s', (regime) => {
  it('should be the bytes of the run where nothing changes, and twice the same where the same does, of minds that ship', async () => {
    const run = await keep(regime, byShipped());
    const same = await fork(run, regime, []);
    const [one, two] = [await fork(run, regime, milk), await fork(run, regime, milk)];

    expect([same.identical, same.asked]).toEqual([true, 0]);
    expect(outcome(same.folder)).toEqual(outcome(run));
    expect(one.identical).toBe(false);
    expect(one.shared).toBeGreaterThanOrEqual(20);
    expect(outcome(two.folder)).toEqual(outcome(one.folder));
    expect((await replayRun(one.folder, () => shipped(regime))).record).toMatchObject({ seed: 11 });
  });

  it('should be so of a person too, who is asked nothing where nothing changes', async () => {
    const before = byPerson();
    const run = await keep(regime, before.source);
    const nobody = byPerson();
    const same = await fork(run, regime, [], nobody.person);
    const answered = [byPerson(), byPerson()];
    const forks = [];
    for (const { person } of answered) forks.push(await fork(run, regime, milk, person));
    const [one, two] = forks;
    if (one === undefined || two === undefined) throw new Error('there are no forks');

    expect(before.asked()).toBeGreaterThan(1);
    expect([same.identical, same.asked, nobody.asked()]).toEqual([true, 0, 0]);
    expect(outcome(same.folder)).toEqual(outcome(run));
    expect(one.identical).toBe(false);
    expect(answered[0]?.asked()).toBe(answered[1]?.asked());
    expect(outcome(two.folder)).toEqual(outcome(one.folder));
  });
});
