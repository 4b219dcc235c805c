import { basename } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { userError } from '../../../foundation/errors/index.js';
import { csvRows, type CsvRow } from '../../../foundation/storage/csv-rows.js';
import { isNestedTooDeep } from '../../../foundation/storage/index.js';
import type { Json, Persona, Population } from '../../../spec/index.js';
import { gatherPeople } from './gather-people.js';

const POSITION = 'position.';

/**
 * One row a persona: `name`, `text`, `position.<axis>` for each axis, `weight` where somebody has one, and `provenance`
 * as JSON. A cell that a spreadsheet would compute has an apostrophe before it.
 */
export function toCsv({ personas }: Population): string {
  const axes = [...new Set(personas.flatMap(({ position = {} }) => Object.keys(position)))];
  const isWeighted = personas.some(({ provenance }) => typeof provenance?.['weight'] === 'number');
  const head = ['name', 'text', ...axes.map((axis) => guarded(POSITION + axis)), ...(isWeighted ? ['weight'] : []), 'provenance']; // prettier-ignore
  const rows = personas.map(({ name, text, position = {}, provenance }) => {
    const { weight, ...rest } = provenance ?? {};
    const apart = isWeighted && typeof weight === 'number';
    const told = apart ? rest : provenance;
    return [
      guarded(name),
      guarded(text),
      // An axis may be called as what every object has.
      ...axes.map((axis) => (Object.hasOwn(position, axis) ? position[axis] : null)),
      ...(isWeighted ? [apart ? weight : null] : []),
      told === undefined || (apart && Object.keys(rest).length === 0) ? null : JSON.stringify(told),
    ];
  });
  return stringify([head, ...rows], { quoted_string: true });
}

/** @throws MesocosmError (usage) naming the line, the column and what was expected. */
export function fromCsv(path: string, text: string): Population {
  const rows = csvRows(text);
  if ('what' in rows) throw tableMistake(`${path}:${rows.line}`, rows.what, 'cells in whole quotes');
  const [head, ...people] = rows;
  const columns = head?.cells.map(unguarded) ?? [];
  for (const needed of ['name', 'text']) {
    if (!columns.includes(needed)) throw noColumn(path, needed, columns);
  }
  const name = basename(path).replace(/\.csv$/i, '') || 'population';
  const found = people.map((row) => ({ where: `${path}:${row.line}`, value: personOf(row, columns, path) }));
  return gatherPeople(path, { formatVersion: 1, name }, found);
}

function personOf({ cells, line }: CsvRow, columns: readonly string[], path: string): Partial<Persona> {
  const where = `${path}:${line}`;
  if (cells.length !== columns.length) {
    throw tableMistake(where, `it has ${cells.length} cells, and there are ${columns.length} columns`, 'as many');
  }
  const cellOf = (column: string): string => unguarded(cells[columns.indexOf(column)] ?? '');
  const position = columns.flatMap((column, at): [string, number][] => {
    const cell = (cells[at] ?? '').trim();
    if (!column.startsWith(POSITION) || cell === '') return [];
    return [[column.slice(POSITION.length), numberIn(cell, { where, column })]];
  });
  const weight = cellOf('weight').trim();
  const provenance = {
    ...provenanceIn(cellOf('provenance'), where),
    ...(weight === '' ? {} : { weight: numberIn(weight, { where, column: 'weight' }) }),
  };
  return {
    name: cellOf('name'),
    text: cellOf('text'),
    ...(position.length === 0 ? {} : { position: Object.fromEntries(position) }),
    ...(Object.keys(provenance).length === 0 && cellOf('provenance') === '' ? {} : { provenance }),
  };
}

function numberIn(cell: string, { where, column }: { readonly where: string; readonly column: string }): number {
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw tableMistake(where, `column "${column}" is "${cell}"`, 'a number, or nothing');
}

function provenanceIn(cell: string, where: string): Record<string, Json> {
  if (cell === '') return {};
  try {
    const value: unknown = JSON.parse(cell);
    if (isObject(value) && !isNestedTooDeep(value)) return value as Record<string, Json>;
  } catch {
    // Said below.
  }
  throw tableMistake(where, 'column "provenance" is not a JSON object', 'an object in JSON, or nothing');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A spreadsheet computes what begins so. What stands behind apostrophes gets one more, so that it comes back as it was. */
const FORMULA = /^'*[=+\-@\t\r]/;

function guarded(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function tableMistake(where: string, what: string, expected: string): Error {
  const remedy = 'correct it there; docs/formats.md describes the format, section "Population file"';
  return userError({ kind: 'usage', what, where, expected, remedy });
}

function noColumn(path: string, needed: string, columns: readonly string[]): Error {
  const what = `there is no column "${needed}"`;
  const remedy = 'name the columns in the first line';
  return userError({ kind: 'usage', what, where: `${path}:1`, expected: 'columns name and text', available: columns, remedy }); // prettier-ignore
}
