export { betterMode, betterModeClause, modeInWords, type ModeFinding } from './better-mode.js';
export { checkInstrument, type CheckInstrumentOptions } from './check-instrument.js';
export { AxisCheck, INSTRUMENT_THRESHOLDS, InstrumentCheck } from './instrument-check.js';
export { instrumentHeading } from './instrument-heading.js';
