import { InvalidArgumentError } from 'commander';

/** Reads a whole number of at least 1. */
export function positive(text: string): number {
  return read(text, (value) => Number.isInteger(value) && value >= 1, 'a whole number of at least 1');
}

/** More people than this were never tried. */
const MOST_PEOPLE = 100_000;

/** Reads a number of people: from 2 on. */
export function several(text: string): number {
  const fits = (value: number): boolean => Number.isInteger(value) && value >= 2 && value <= MOST_PEOPLE;
  return read(text, fits, `a whole number from 2 to ${MOST_PEOPLE}`);
}

/** Reads a whole number of at least 0. */
export function count(text: string): number {
  return read(text, (value) => Number.isInteger(value) && value >= 0, 'a whole number of at least 0');
}

/** Reads an amount of money above 0. */
export function amount(text: string): number {
  return read(text, (value) => value > 0 && value < Infinity, 'an amount above 0');
}

/** Reads a share from 0 to 1. */
export function share(text: string): number {
  return read(text, (value) => value >= 0 && value <= 1, 'a number from 0 to 1');
}

function read(text: string, fits: (value: number) => boolean, expected: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (fits(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
}
