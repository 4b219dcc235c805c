import ts from 'typescript';
import { syntaxOf, type SourceTree } from './source-tree.js';

/** Entries of the package, with the file that lists their names. */
export const ENTRIES: { readonly [entry: string]: string } = {
  mesocosm: 'src/index.ts',
  'mesocosm/scenarios': 'scenarios/index.ts',
  'mesocosm/testing': 'src/testing/index.ts',
  'mesocosm/generators': 'generators/index.ts',
};

/**
 * Every public name, one a line, sorted: `mesocosm: runStudy`, `mesocosm: type Study`. Entries that do not exist yet are
 * passed over.
 *
 * @throws Error for `export *`: then nobody could read which names are public.
 */
export function publicNames(tree: SourceTree): readonly string[] {
  return Object.entries(ENTRIES).flatMap(([entry, path]) => {
    if (!tree.has(path)) return [];
    const names = syntaxOf(tree, path).statements.flatMap((statement) => namesOf(statement, path));
    return names.sort().map((name) => `${entry}: ${name}`);
  });
}

function namesOf(statement: ts.Statement, path: string): readonly string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, isTypeOnly } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) {
      throw new Error(`${path} exports everything of another file; list the names`);
    }
    return exportClause.elements.map((one) => `${isTypeOnly || one.isTypeOnly ? 'type ' : ''}${one.name.text}`);
  }
  if (!ts.canHaveModifiers(statement)) return [];
  if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return [`type ${statement.name.text}`];
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return [statement.name?.text ?? 'default'];
  return [];
}
