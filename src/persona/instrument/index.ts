export { checkInstrument, type CheckInstrumentOptions } from './check-instrument.js';
export { compareModes, type ModeComparison } from './compare-modes.js';
export { AxisCheck, INSTRUMENT_THRESHOLDS, InstrumentCheck } from './instrument-check.js';
export { instrumentHeading } from './instrument-heading.js';
