export {
  EXIT_CODES,
  isMesocosmError,
  MesocosmError,
  userError,
  type ErrorDetails,
  type ErrorKind,
} from './mesocosm-error.js';
export { nearest } from './nearest.js';
