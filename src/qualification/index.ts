export { askCanary, canaryItems, type Drift } from './canary.js';
export { labelBias, optionMass, orderBias, priorMass, responseToMajority, type Asked } from './checks.js';
export { bestOf, type FormSearch } from './choose-form.js';
export { candidatesAt, firstForm, stagesOf } from './form-candidates.js';
export { elicitationFor, Form, formInWords, FormStage, ScoreShare, TriedForm } from './form.js';
export { Control, ControlName, Verdict } from './controls/index.js';
export { examine, type Examination } from './examine.js';
export { forecastCheck } from './forecast-check.js';
export { fitTanh } from './fit-tanh.js';
export {
  findQualification,
  Qualification,
  qualificationFolder,
  qualificationPath,
  writeQualification,
} from './qualification-file.js';
export { qualify, type QualifyOptions, type QualifyProgress } from './qualify.js';
export { measureResponse, type MeasuredCurve } from './response-curve.js';
