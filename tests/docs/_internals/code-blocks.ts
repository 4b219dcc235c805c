import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { placeOf, root, type Document } from './documents.js';

/** A `ts` block of a document. */
export interface CodeExample {
  readonly place: string;
  readonly code: string;
  /** Whether it is executed, and whether that needs the weights of the embedded model. */
  readonly runs: 'never' | 'anywhere' | 'with the model';
  /** What it prints, where the document says so in a block `text prints` that follows. */
  readonly prints?: string;
}

const MARKS = ['runnable', 'model'];

/**
 * The `ts` blocks of a document. `ts runnable` is executed as a test, `ts runnable model` where the weights are, and a plain
 * `ts` is only compiled.
 *
 * @throws Error for any other mark.
 */
export function examplesIn(document: Document): readonly CodeExample[] {
  return document.blocks.flatMap(({ info: [language, ...marks], code, line }, index) => {
    if (language !== 'ts') return [];
    const unknown = marks.find((mark) => !MARKS.includes(mark));
    if (unknown !== undefined) throw new Error(`${placeOf(document, line)}: a block cannot be marked "${unknown}"`);
    const runs = !marks.includes('runnable') ? 'never' : marks.includes('model') ? 'with the model' : 'anywhere';
    const next = document.blocks[index + 1];
    const prints = next?.info.join(' ') === 'text prints' ? { prints: next.code } : {};
    return [{ place: placeOf(document, line), code, runs, ...prints } as const];
  });
}

/** Examples as files inside the project, where `mesocosm` and the dependencies are found; removed by `remove`. */
export function writeExamples(examples: readonly CodeExample[]): {
  readonly paths: readonly string[];
  remove(): void;
} {
  // Ignored by git, the formatter and the linter, and no folder that another test reads.
  const parent = join(root, 'coverage');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'examples-'));
  const paths = examples.map(({ code }, index) => {
    const path = join(folder, `example-${index + 1}.ts`);
    writeFileSync(path, `${code}\nexport {};\n`);
    return path;
  });
  return { paths, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What the compiler says about files, as strictly as about the project itself; unused names are let pass. */
export function typeErrors(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([...paths], { ...options, noUnusedLocals: false, noUnusedParameters: false });
  return new Map(
    paths.map((path) => {
      const file = program.getSourceFile(path);
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [path, found.map((one) => `${lineOf(one)}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`)];
    }),
  );
}

function lineOf({ file, start }: ts.Diagnostic): number {
  return file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
}

/** Executes a file in an empty folder, as a module; what it prints, line by line. */
export async function execute(path: string, folder: string): Promise<string> {
  const printed: string[] = [];
  const { log } = console;
  const before = process.cwd();
  console.log = (...values: unknown[]) => void printed.push(values.map(shown).join(' '));
  process.chdir(folder);
  try {
    await import(/* @vite-ignore */ path);
    return printed.join('\n');
  } finally {
    process.chdir(before);
    console.log = log;
  }
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
