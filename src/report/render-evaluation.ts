import type { EvaluationReport } from './evaluation-report.js';
import { evaluationSections } from './evaluation-sections.js';
import { plural } from './format.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';

/** A comparison of generators in both forms. */
export async function renderEvaluation(
  report: EvaluationReport,
): Promise<{ readonly html: string; readonly markdown: string }> {
  const sections = evaluationSections(report);
  const contexts = new Set(report.rows.map(({ context }) => context)).size;
  const about = `${plural(contexts, 'context')}, ${plural(report.size, 'person', 'people')} a population, answered by ${report.answeredBy}.`;
  const title = `Persona generators: ${report.split}`;
  return { html: await renderHtml(sections, { title, about }), markdown: renderMarkdown(sections, { about }) };
}
