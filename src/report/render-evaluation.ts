import { overviewSection } from './evaluation-overview.js';
import { placesSection } from './evaluation-places.js';
import type { EvaluationReport } from './evaluation-report.js';
import { evaluationSections } from './evaluation-sections.js';
import { plural } from './format.js';
import { paragraph } from './persona-blocks.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';
import type { Section } from './section.js';

/**
 * A comparison of generators in both forms. HTML has charts beside the tables; Markdown has the tables.
 *
 * @param htmlFile Where the HTML will be, as Markdown refers to it. Default `report.html`.
 */
export async function renderEvaluation(
  report: EvaluationReport,
  htmlFile = 'report.html',
): Promise<{ readonly html: string; readonly markdown: string }> {
  const sections = evaluationSections(report);
  const contexts = new Set(report.rows.map(({ context }) => context)).size;
  const about = `${plural(contexts, 'context')}, ${plural(report.size, 'person', 'people')} a population, answered by ${report.answeredBy}.`;
  const title = `Persona generators: ${report.split}`;
  return {
    html: await renderHtml(withCharts(sections, report), { title, about }),
    markdown: renderMarkdown(withLink(sections, htmlFile), { about }),
  };
}

/** The overview stands behind the answer, the pictures of each context behind its numbers. */
function withCharts(sections: readonly Section[], report: EvaluationReport): readonly Section[] {
  const behind: Readonly<Record<string, (report: EvaluationReport) => Section>> = {
    answer: overviewSection,
    contexts: placesSection,
  };
  return sections.flatMap((section) => {
    const charts = behind[section.id];
    return charts === undefined ? [section] : [section, charts(report)];
  });
}

function withLink([first, ...rest]: readonly Section[], htmlFile: string): readonly Section[] {
  if (first === undefined) return [];
  const link = paragraph(
    `Charts of all generators, and of everybody’s place in each context: [${htmlFile}](${htmlFile}).`,
  );
  return [{ ...first, blocks: [...first.blocks, link] }, ...rest];
}
