import type { PersonaReport } from './persona-report.js';
import { byWhom, personaSections } from './persona-sections.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';

/** The report of a population in both forms; where HTML draws everybody's place, Markdown lists it. */
export async function renderPersonaReport(
  report: PersonaReport,
): Promise<{ readonly html: string; readonly markdown: string }> {
  const { questionnaire, population } = report.measurement;
  const about = `${questionnaire.description} ${byWhom(report)}`;
  return {
    html: await renderHtml(personaSections(report), { title: `Personas: ${population}`, about }),
    markdown: renderMarkdown(personaSections(report, 'listed'), { about }),
  };
}
