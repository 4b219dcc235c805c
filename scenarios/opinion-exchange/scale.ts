/** What one can answer to a claim, from -2 to 2, as it would follow "I". No label begins with another. */
export const LEVELS = [
  'strongly disagree',
  'disagree',
  'neither agree nor disagree',
  'agree',
  'strongly agree',
] as const;

/** The belief of an option, from -2 (strongly disagree) to 2 (strongly agree). */
export function beliefOf(option: number): number {
  return option - (LEVELS.length - 1) / 2;
}

/** The option of a belief from -2 to 2. */
export function optionOf(belief: number): number {
  return belief + (LEVELS.length - 1) / 2;
}

/** Name of a level in the name of a column. */
export function levelColumn(label: string): string {
  return label.replaceAll(' ', '_');
}

/** The level that words state, the longest label where one is a part of another; `undefined` where they state none. */
export function levelIn(words: string): number | undefined {
  const said = words.toLowerCase();
  const [longest] = LEVELS.filter((label) => said.includes(label)).sort((one, other) => other.length - one.length);
  return longest === undefined ? undefined : LEVELS.indexOf(longest);
}
