import { nearest } from './nearest.js';

/** What kind of trouble it is; decides the exit code of the command line. */
export type ErrorKind = 'usage' | 'unreachable' | 'failures' | 'budget' | 'disk-full' | 'interrupted';

/** Exit code of the command line for each kind. */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  unreachable: 3,
  failures: 4,
  budget: 5,
  'disk-full': 6,
  interrupted: 130,
};

/** The parts of one clear sentence. Only `kind` and `what` are needed. */
export interface ErrorDetails {
  readonly kind: ErrorKind;
  /** What is wrong, naming the thing. */
  readonly what: string;
  /** File, folder or option in which it is. */
  readonly where?: string;
  readonly expected?: string;
  /** What there is to choose from; listed. */
  readonly available?: readonly string[];
  /** What was given, when it should have been one of `available`: the nearest is suggested. */
  readonly given?: string;
  /** What to do next. */
  readonly remedy?: string;
}

/** An error that a user can act on. It carries its parts as data; the sentence is built from them. */
export class MesocosmError extends Error {
  override readonly name = 'MesocosmError';
  readonly kind: ErrorKind;
  readonly exitCode: number;
  readonly details: ErrorDetails;

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super(sentenceOf(details), options);
    this.kind = details.kind;
    this.exitCode = EXIT_CODES[details.kind];
    this.details = details;
  }
}

/** Makes a {@link MesocosmError}; to be thrown. */
export function userError(details: ErrorDetails, options?: ErrorOptions): MesocosmError {
  return new MesocosmError(details, options);
}

/** Whether something thrown is a {@link MesocosmError}, from this copy of the library or another. */
export function isMesocosmError(error: unknown): error is MesocosmError {
  return error instanceof Error && error.name === 'MesocosmError' && 'exitCode' in error;
}

function sentenceOf({ what, where, expected, available, given, remedy }: ErrorDetails): string {
  const suggestion = given === undefined ? undefined : nearest(given, available ?? []);
  const place = where === undefined ? what : `${where}: ${what}`;
  const parts = [
    expected === undefined ? place : `${place}; expected ${expected}`,
    suggestion === undefined ? undefined : `did you mean "${suggestion}"?`,
    available === undefined ? undefined : `There ${available.length === 1 ? 'is' : 'are'}: ${list(available)}.`,
    remedy,
  ].filter((part) => part !== undefined);
  return parts
    .map((part, index) => sentence(part.trim().replace(/\.$/, ''), index))
    .join('. ')
    .replaceAll('?. ', '? ');
}

/** What follows a full stop begins with a capital; what comes first may be the name of something. */
function sentence(text: string, index: number): string {
  return index === 0 ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function list(available: readonly string[]): string {
  return available.length === 0 ? 'none' : available.join(', ');
}
