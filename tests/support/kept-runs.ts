import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { armContext, languageModelSource, recordRun, type KeptRun, type MindSource } from '../../src/run/index.js';
import type { LanguageModel, PlannedAgent, Scenario } from '../../src/spec/index.js';
import { fakeClock } from '../../src/testing/index.js';
import { conformist, smallMajorityOpinion } from './small-studies.js';

/** What a kept run of a scenario is made of, with its own folder; agents share a mind and have an even prior. */
export function keptRun(folder: string, change: Partial<KeptRun> & { readonly seed?: number } = {}): KeptRun {
  const { scenario = smallMajorityOpinion(), source = sourceOf(conformist()), seed = 7, ...rest } = change;
  const givens = { priors: evenPriors(scenario), curve: null, donor: null };
  return {
    folder,
    source,
    scenario,
    givens,
    parametersGiven: scenario.parameters as KeptRun['parametersGiven'],
    probes: [],
    clock: fakeClock(),
    plan(minds) {
      const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: minds.mind }));
      const context = armContext({ scenario, minds, agents, condition: 'default', seed, givens });
      const [interacting] = scenario.arms;
      if (interacting === undefined) throw new Error('the scenario has no arm');
      return interacting.plan(context);
    },
    ...rest,
  };
}

export function sourceOf(model: LanguageModel): MindSource {
  return languageModelSource({ model, why: 'for a test' });
}

/** Runs it to its end. */
export async function keep(folder: string, change: Parameters<typeof keptRun>[1] = {}): Promise<void> {
  const execution = await recordRun(keptRun(folder, change));
  if (execution.status !== 'finished') throw new Error(execution.message);
}

/** Lines of a file of a folder. */
export function linesOf(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n');
}

function evenPriors(scenario: Scenario): Record<string, number[]> {
  return Object.fromEntries(
    scenario.agents.map(({ id }) => [id, scenario.options.map(() => 1 / scenario.options.length)]),
  );
}
