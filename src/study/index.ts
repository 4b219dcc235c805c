export { fixedLabels, interacting, isolated, memoryless, relabelledArm, ruleArm, symmetrisedArm } from './arms.js';
export type { LiveLine, StudyProgress } from './progress.js';
