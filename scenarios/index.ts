import type { ScenarioEntry } from 'mesocosm';
import { conflictEntry } from './conflict/scenario.js';
import { deliberationEntry } from './deliberation/scenario.js';
import { groupSearchEntry } from './group-search/scenario.js';
import { hiddenProfileEntry } from './hidden-profile/scenario.js';
import { majorityOpinionEntry } from './majority-opinion/scenario.js';
import { namingGameEntry } from './naming-game/scenario.js';
import { opinionExchangeEntry } from './opinion-exchange/scenario.js';
import { systemUnderTestEntry } from './system-under-test/scenario.js';

export { behaviourOf, compareSpread, type Behaviour, type Spread, type SpreadComparison } from './conflict/behaviour.js'; // prettier-ignore
export { psychometricDriver, scriptedDriver } from './conflict/drivers.js';
export type { ConflictInput } from './conflict/parameters.js';
export { conflict } from './conflict/scenario.js';
export { influenceByForks, type ForkedInfluence, type HeldDeliberations } from './deliberation/influence-by-forks.js';
export type { DeliberationInput } from './deliberation/parameters.js';
export { deliberation } from './deliberation/scenario.js';
export { scriptedDeliberator, type DeliberatorOptions } from './deliberation/deliberator.js';
export type { GroupSearchInput } from './group-search/parameters.js';
export { bisector, scriptedSearcher, splitter } from './group-search/rules-of-thumb.js';
export { groupSearch } from './group-search/scenario.js';
export { committeeMember, type CommitteeMemberOptions } from './hidden-profile/members.js';
export type { HiddenProfileInput } from './hidden-profile/parameters.js';
export { hiddenProfile } from './hidden-profile/scenario.js';
export type { MajorityOpinionInput } from './majority-opinion/parameters.js';
export { coordinationBeta, criticalSize, type CriticalSize, type MeasuredBeta } from './majority-opinion/critical-size.js'; // prettier-ignore
export { fitBeta, type BetaFit, type ResponseCount } from './majority-opinion/fit-beta.js';
export { responseCounts } from './majority-opinion/response-counts.js';
export { startGap, type StartGap } from './majority-opinion/start-gap.js';
export { majorityOpinion } from './majority-opinion/scenario.js';
export { glauberMind } from './majority-opinion/glauber.js';
export type { NamingGameInput } from './naming-game/parameters.js';
export { namingGame } from './naming-game/scenario.js';
export { psychometricBeliever, scriptedBeliever, type BelieverOptions, type PsychometricBelieverOptions } from './opinion-exchange/believers.js'; // prettier-ignore
export type { OpinionExchangeInput } from './opinion-exchange/parameters.js';
export { opinionExchange } from './opinion-exchange/scenario.js';
export { assistanceAxes } from './system-under-test/axes.js';
export type { FailureCode } from './system-under-test/codebook.js';
export { conversationsOf, type Utterance } from './system-under-test/conversation.js';
export type { SecondCoding } from './system-under-test/double-coding.js';
export type { SystemUnderTestInput } from './system-under-test/parameters.js';
export { psychometricPerson, scriptedPerson } from './system-under-test/people.js';
export { plantedAssistant, plantedCodes, plantedFailures, type PlantedFailure } from './system-under-test/planted-assistant.js'; // prettier-ignore
export { assistedPeople, type AssistedPeopleOptions } from './system-under-test/population.js';
export { systemUnderTest, type SystemUnderTestOptions } from './system-under-test/scenario.js';
export { rarefied, type CodedConversation, type RegionRate, type Search } from './system-under-test/search.js';
export { searchedBy, searchTable, type SearchedBy } from './system-under-test/search-report.js';
export {
  systemMind,
  type SystemFunction,
  type SystemMessage,
  type SystemRunnable,
  type TestedSystem,
} from './system-under-test/system-mind.js';

/** The scenarios that ship, the default one first. */
// oxlint-disable-next-line typescript/no-explicit-any
export const scenarios: readonly ScenarioEntry<any>[] = [
  majorityOpinionEntry,
  namingGameEntry,
  deliberationEntry,
  conflictEntry,
  systemUnderTestEntry,
  groupSearchEntry,
  hiddenProfileEntry,
  opinionExchangeEntry,
];
