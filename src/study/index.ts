export { stopped } from './_internals/endings.js';
export { wantedArms } from './conditions.js';
export {
  fixedLabels,
  interacting,
  isolated,
  memoryless,
  relabelledArm,
  ruleArm,
  symmetrisedArm,
  withNewInterventions,
} from './arms.js';
export { type MindChoice } from './choose-minds.js';
export { forkRuns, type ForkedRun, type ForkedRuns, type ForkRunsOptions, type PersonSettings } from './fork-runs.js';
export { Journals, runSeed, StudyDesign, StudyFile } from './design.js';
export { isComplete, listStudies, readStudyFile, STUDY_FILES, type FoundStudy } from './folder.js';
export { openStudy, type ScenarioOf } from './open-study.js';
export { recordedLines } from './records.js';
export type { LiveLine, StudyProgress } from './progress.js';
export { sideModels, type SideModels } from './side-models.js';
export { runStudy, type StudyOptions } from './run-study.js';
export { type Study, type StudyRun } from './study.js';
