import { scriptedModel, type Script } from '../../src/model/index.js';
import { runStudy, type Study, type StudyOptions } from '../../src/study/index.js';
import { fakeClock } from '../../src/testing/index.js';
import type { ChooseRequest, LanguageModel, Scenario } from '../../src/spec/index.js';
import { majorityOpinion, namingGame } from '../../scenarios/index.js';

/** Weights of options, each the larger, the more often the prompt names it; their mass is .9. */
export function conform({ prompt, options }: ChooseRequest): readonly number[] {
  const words = prompt.pieces.join('').split(/[^\w]+/);
  const named = options.map((option) => words.filter((word) => word === option.trim()).length + 1);
  const all = named.reduce((sum, count) => sum + count, 0);
  return named.map((count) => (0.9 * count) / all);
}

/** A model that follows what its prompt names most. */
export function conformist(script: Script = {}): LanguageModel {
  return scriptedModel({ name: 'conformist', choose: conform, ...script });
}

/** Four agents who meet at most forty times. */
export function smallNamingGame(): Scenario {
  return namingGame({ agents: 4, horizon: 40 });
}

/** Four agents, ten sweeps. */
export function smallMajorityOpinion(): Scenario {
  return majorityOpinion({ agents: 4, sweeps: 10 });
}

/** A study of the small naming game by a table of measured choices; a fraction of a second. */
export function namingStudy(folder: string, more: Partial<StudyOptions> = {}): Promise<Study> {
  const decides = more.mind === undefined && more.model === undefined ? { policy: 'claude-3.5-sonnet' } : {};
  return runStudy({ scenario: smallNamingGame(), runs: 3, folder, clock: fakeClock(), ...decides, ...more });
}

/** A study of the small majority opinion by a conformist. */
export function majorityStudy(folder: string, more: Partial<StudyOptions> = {}): Promise<Study> {
  const decides = more.mind === undefined ? { model: conformist() } : {};
  return runStudy({ scenario: smallMajorityOpinion(), runs: 3, folder, clock: fakeClock(), ...decides, ...more });
}
