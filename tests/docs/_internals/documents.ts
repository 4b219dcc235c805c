import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseMarkdown, type Markdown } from './markdown.js';

/** Folder of the project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A document, with its path below the root. */
export interface Document extends Markdown {
  readonly path: string;
  readonly text: string;
}

/** Every document of the project: README, CONTRIBUTING and CHANGELOG, all of docs/, and the READMEs of scenarios. */
export function readDocuments(): readonly Document[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const below = ['docs', 'scenarios', 'generators'].flatMap((folder) => filesBelow(folder));
  return [...top, ...below.filter((path) => path.endsWith('.md'))].map(readDocument);
}

/** One document. */
export function readDocument(path: string): Document {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, ...parseMarkdown(text) };
}

/** Paths of all files below a folder of the project, with slashes, sorted; nothing where there is no such folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
}

/** The prose of a section: from the heading of that title to the next of its level or above. */
export function sectionOf(document: Document, title: string): string {
  const at = document.headings.findIndex((heading) => heading.text === title);
  const heading = document.headings[at];
  if (heading === undefined) throw new Error(`${document.path} has no section "${title}"`);
  const next = document.headings.slice(at + 1).find(({ level }) => level <= heading.level);
  return document.text
    .split(/\r?\n/)
    .slice(heading.line, next === undefined ? undefined : next.line - 1)
    .join('\n');
}

/** A place for a person: `README.md:12`. */
export function placeOf({ path }: Document, line: number): string {
  return `${path}:${line}`;
}
