/** Something about a file that a person should know: an error makes it unfit for use, a warning does not. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Where in the file, as `$.items[3].con`. */
  readonly place: string;
  /** What is the matter, as it follows the place. */
  readonly what: string;
  readonly remedy: string;
}

/** A finding in one sentence, and what to do. */
export function findingInWords({ severity, place, what, remedy }: Finding): string {
  return `${severity}: ${place} ${what}. ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`;
}
