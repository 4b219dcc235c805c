import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import type { Block } from './section.js';

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function warning(text: string): Block {
  return { kind: 'warning', text };
}

export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', caption, head, rows };
}

/** What must head a table over axes that the instrument cannot measure; nothing where it can. */
export function headed({ heading }: PersonaMeasurement): readonly Block[] {
  return heading === null ? [] : [warning(sentence(heading))];
}

/** A clause as a sentence. */
export function sentence(clause: string): string {
  const text = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
