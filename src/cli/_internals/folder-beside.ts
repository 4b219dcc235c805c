/** Folder of what is found out about a population: `people.jsonl` has it in `people.report` or `people.measured`. */
export function folderBeside(path: string, kind: 'report' | 'measured'): string {
  return `${path.replace(/\.[a-z]+$/i, '')}.${kind}`;
}
