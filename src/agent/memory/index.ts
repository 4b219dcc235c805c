export { remember } from './remember.js';
