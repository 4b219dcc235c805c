import type { StudySummary } from '../spec/index.js';
import { plural } from './format.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';
import { studySections } from './study-sections.js';

/** A study's report in both forms. */
export async function renderReport(
  summary: StudySummary,
): Promise<{ readonly html: string; readonly markdown: string }> {
  const sections = studySections(summary);
  const about = `${summary.scenario.title}. Study ${summary.id}, ${plural(summary.design.runs, 'run')} of every arm, by ${summary.mind.name}.`;
  const title = `${summary.scenario.title}: ${summary.name}`;
  return { html: await renderHtml(sections, { title, about }), markdown: renderMarkdown(sections, { about }) };
}
