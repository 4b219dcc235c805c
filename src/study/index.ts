export { stopped } from './_internals/endings.js';
export { askRecognition } from './ask-recognition.js';
export { checkStudy } from './check-study.js';
export { wantedArms } from './conditions.js';
export {
  fixedLabels,
  interacting,
  isolated,
  memoryless,
  noPersona,
  relabelledArm,
  ruleArm,
  shuffledArm,
  symmetrisedArm,
  withNewInterventions,
  yoked,
  type ShuffledArmOptions,
} from './arms.js';
export { type MindChoice, type OneMind } from './choose-minds.js';
export { forkRuns, type ForkedRun, type ForkedRuns, type ForkRunsOptions, type PersonSettings } from './fork-runs.js';
export { type MindForecast } from './forecast-minds.js';
export { forecastStudy, type StudyForecast } from './forecast-study.js';
export { influenceOf, type InfluenceOptions, type InfluencesFound, type InfluenceSource } from './influence-of.js';
export { Journals, runSeed, StudyDesign, StudyFile } from './design.js';
export { isComplete, listStudies, readStudyFile, STUDY_FILES, type FoundStudy } from './folder.js';
export { openStudy, type ScenarioOf } from './open-study.js';
export { preregister, preregistrationOf, type Preregistration } from './preregister.js';
export { recordedLines } from './records.js';
export { runRows } from './run-rows.js';
export type { LiveLine, StudyProgress } from './progress.js';
export { compareStudies, type ColumnComparison, type StudyComparison } from './compare-studies.js';
export { type DesignDifference } from './_internals/design-differences.js';
export { bringsModels, sideModels, type SideModels } from './side-models.js';
export { optionsOfProtocol, type ProtocolOptions } from './protocol/options-of-protocol.js';
export { type Shares } from './seats.js';
export { studyEvidence } from './study-evidence.js';
export { runStudy, type StudyOptions } from './run-study.js';
export { type Study, type StudyRun } from './study.js';
export { worthByForks, type WorthOptions } from './worth-by-forks.js';
export { CallLine } from './records.js';
