import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { writeFileAtomic } from '../foundation/storage/index.js';
import { preregister, type Preregistration, type StudyOptions } from '../study/index.js';
import { printJson } from './_internals/print-json.js';
import type { Context } from './context.js';

/** Freezes a design and writes its preregistration to a file; nothing is run. */
export async function writePreregistration(
  asked: StudyOptions,
  to: string,
  { context, json }: { readonly context: Context; readonly json: boolean },
): Promise<void> {
  const { terminal, signal, argv } = context;
  assertPage(to, false);
  const told = await preregister({ ...asked, signal, command: withoutOption(argv, '--preregister') });
  await writePage(told, to);
  if (json) return printJson(terminal, { status: 'done', data: { hash: told.hash, written: [to] } });
  terminal.result(`${to}\nThe design has the hash ${told.hash}. Nothing was run.`);
}

/** Writes a preregistration as what the name of the file says. */
export async function writePage(
  { html, markdown }: Pick<Preregistration, 'html' | 'markdown'>,
  to: string,
): Promise<void> {
  await writeFileAtomic(to, extname(to).toLowerCase() === '.html' ? html : markdown);
}

/** @throws MesocosmError (usage) when the name is not that of a page, or something is there already. */
export function assertPage(to: string, force: boolean): void {
  const extension = extname(to).toLowerCase();
  if (extension !== '.html' && extension !== '.md') {
    const what = `a page is not written as ${extension === '' ? 'a file without extension' : extension}`;
    throw userError({ kind: 'usage', what, where: to, expected: 'a file that ends in .md or .html' });
  }
  if (existsSync(to) && !force) {
    throw userError({ kind: 'usage', what: `${to} is there already`, remedy: 'name another file' });
  }
}

/** Arguments without an option and its value, in whichever way it is written. */
function withoutOption(argv: readonly string[], option: string): readonly string[] {
  return argv.filter(
    (argument, index) => argument !== option && argv[index - 1] !== option && !argument.startsWith(`${option}=`),
  );
}
