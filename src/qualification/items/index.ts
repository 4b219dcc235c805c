export { battery, itemsHash, personaItems, type Battery } from './battery.js';
export { ControlItem, ItemKind } from './control-item.js';
export { contentStems, sharedContent } from './overlap.js';
export { ItemUse, personOf, SIDES, statementOf, TopicFile, topics, type Side, type Topic } from './topics.js';
