export { labelBias, optionMass, orderBias, priorMass, responseToMajority, type Asked } from './checks.js';
export { examine, type Examination } from './examine.js';
export { fitTanh } from './fit-tanh.js';
export { measureResponse, type MeasuredCurve } from './response-curve.js';
