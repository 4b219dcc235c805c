/** Name of an option in the name of a column: small letters, digits and `_`. */
export function columnOf(option: string): string {
  return option
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}
