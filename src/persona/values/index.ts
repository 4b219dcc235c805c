export { BASIC_VALUES } from './basic-values.js';
export { itemInSituation } from './item-in-situation.js';
