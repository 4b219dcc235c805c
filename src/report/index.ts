export { closingScreen } from './closing-screen.js';
export { count, duration, estimate, number, share, signed } from './format.js';
export { playthrough } from './playthrough.js';
export { renderHtml } from './render-html.js';
export { renderMarkdown } from './render-markdown.js';
export { renderReport } from './render-report.js';
export type { Block, Section } from './section.js';
export { studySections } from './study-sections.js';
export { metricsTable, runsTable } from './tables.js';
