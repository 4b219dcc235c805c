export {
  EXIT_CODES,
  isMesocosmError,
  MesocosmError,
  userError,
  type ErrorDetails,
  type ErrorKind,
} from './mesocosm-error.js';
export { faultsIn, firstFault, whatIsWrong, type Fault } from './what-is-wrong.js';
export { nearest } from './nearest.js';
