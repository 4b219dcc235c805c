export { closingScreen } from './closing-screen.js';
export { comparisonScreen, type Compared } from './comparison-screen.js';
export type { EvaluatedPopulation, EvaluationReport } from './evaluation-report.js';
export { evaluationSections } from './evaluation-sections.js';
export { evaluationScreen } from './evaluation-screen.js';
export { modesTable } from './evaluation-modes.js';
export { evaluationTable } from './evaluation-table.js';
export { forkScreen } from './fork-screen.js';
export { count, duration, estimate, number, plural, share, signed } from './format.js';
export type { PersonaReport } from './persona-report.js';
export { personaSections } from './persona-sections.js';
export { personaTables } from './persona-tables.js';
export { methodsParagraph } from './methods-paragraph.js';
export { preregistrationSections, type Preregistered } from './preregistration.js';
export { runsParquet } from './parquet.js';
export { playthrough } from './playthrough.js';
export { renderEvaluation } from './render-evaluation.js';
export { renderHtml } from './render-html.js';
export { renderMarkdown } from './render-markdown.js';
export { renderPersonaReport } from './render-persona-report.js';
export { renderReport } from './render-report.js';
export { seriesTable } from './series-table.js';
export { runSections } from './run-sections.js';
export { wrap } from './wrap.js';
export type { Block, Section } from './section.js';
export { sociologyTable } from './sociology-table.js';
export { studySections } from './study-sections.js';
export {
  codingsTable,
  fitsTable,
  informationTable,
  metricsTable,
  plainTable,
  runsTable,
  varianceTable,
} from './tables.js';
export { transcript } from './transcript.js';
export { validityScreen } from './validity-screen.js';
