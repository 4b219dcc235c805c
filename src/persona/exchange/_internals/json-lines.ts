import { userError } from '../../../foundation/errors/index.js';
import { DEEPEST, isNestedTooDeep } from '../../../foundation/storage/index.js';
import type { Population } from '../../../spec/index.js';
import { fileMistake } from '../../_internals/file-mistake.js';
import { PopulationHeader } from '../population-header.js';
import { gatherPeople } from './gather-people.js';

/** A population with its header in the first line, and one persona in each that follows. */
export function toJsonLines({ personas, ...about }: Population): string {
  const header: PopulationHeader = { kind: 'population', ...about, size: personas.length };
  return [header, ...personas].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @throws MesocosmError (usage) naming the line that is torn or wrong, or that people are missing. */
export function fromJsonLines(path: string, text: string): Population {
  const lines = text.split('\n');
  const torn = lines.pop();
  if (torn !== undefined && torn !== '') throw tornLine(path, lines.length + 1);
  const values = lines.map((line, at) => ({ where: `${path}:${at + 1}`, value: parsed(line, `${path}:${at + 1}`) }));
  const [first, ...people] = values;
  if (first === undefined) throw noLines(path);
  const header = PopulationHeader.safeParse(first.value);
  if (!header.success) {
    const { issues } = header.error;
    throw fileMistake({ where: first.where, json: first.value, issues, section: 'Population file' });
  }
  const { kind: _kind, size, ...about } = header.data;
  if (size !== undefined && size !== people.length) throw otherSize(path, size, people.length);
  return gatherPeople(path, about, people);
}

function parsed(line: string, where: string): unknown {
  const mistake = (what: string, cause?: unknown): Error =>
    userError(
      { kind: 'usage', what, where, expected: 'one JSON object a line', remedy: 'correct the line' },
      { cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw mistake('it is not JSON', cause);
  }
  if (isNestedTooDeep(value)) throw mistake(`lists and objects lie more than ${DEEPEST} deep within each other`);
  return value;
}

function tornLine(path: string, line: number): Error {
  return userError({
    kind: 'usage',
    what: 'the last line has no end: the file was cut off while it was written or copied',
    where: `${path}:${line}`,
    expected: 'a line feed after every persona',
    remedy: 'copy or generate it again; or remove that line, and "size" in the first one, to use what is whole',
  });
}

function noLines(path: string): Error {
  const expected = 'a first line with "kind": "population", and one persona a line';
  return userError({ kind: 'usage', what: 'it is empty', where: path, expected, remedy: 'check the path' });
}

function otherSize(path: string, size: number, there: number): Error {
  return userError({
    kind: 'usage',
    what: `its first line tells of ${size} people, and ${there} follow`,
    where: path,
    expected: 'as many lines as its "size" says',
    remedy: 'copy or generate it again; or correct "size" to use what is there',
  });
}
