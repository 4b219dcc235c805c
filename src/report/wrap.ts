/**
 * Breaks a line at spaces so that none is longer than `width`; what follows is indented by two more than the line was. A
 * word that is longer stands alone, unbroken, so that a path can be copied.
 */
export function wrap(text: string, width: number): readonly string[] {
  const indent = `${/^ */.exec(text)?.[0] ?? ''}  `;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) /)) {
    const next = line === '' ? word : `${line} ${word}`;
    if (next.length <= width || line.trim() === '') line = next;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line];
}
