import { readDocument, sectionOf } from './documents.js';

/** The page about formats. */
export const document = readDocument('docs/formats.md');

/** File names in the first column of a section's tables, folders left out. */
export function filesIn(section: string): readonly string[] {
  return [...sectionOf(document, section).matchAll(/^\| `([^`/]+)` +\|/gm)].map(([, name]) => name as string);
}

/** Lines of the example of that name. */
export function exampleOf(name: string): readonly string[] {
  return (document.blocks.find(({ info }) => info.slice(1).join(' ') === name)?.code ?? '').split('\n');
}
