import type { ScenarioEntry } from 'mesocosm';
import { majorityOpinionEntry } from './majority-opinion/scenario.js';
import { namingGameEntry } from './naming-game/scenario.js';

export type { MajorityOpinionInput } from './majority-opinion/parameters.js';
export { majorityOpinion } from './majority-opinion/scenario.js';
export { glauberMind } from './majority-opinion/glauber.js';
export type { NamingGameInput } from './naming-game/parameters.js';
export { namingGame } from './naming-game/scenario.js';

/** The scenarios that ship, the default one first. */
// oxlint-disable-next-line typescript/no-explicit-any
export const scenarios: readonly ScenarioEntry<any>[] = [majorityOpinionEntry, namingGameEntry];
