/** A share of a population as it is written for a person, with three digits: one agent of some hundred must be seen. */
export function finely(value: number): string {
  return value
    .toFixed(3)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-\.0+$/, '.000');
}
