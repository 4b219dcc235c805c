import { InvalidArgumentError } from 'commander';

const AGES = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
const SIZES = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 } as const;

/** Reads an age: a number of days, hours or minutes. */
export function ageInMs(text: string): number {
  return read(text, AGES, 'an age like 30d, 12h or 45m');
}

/** Reads a size: a number of bytes, with B, KB, MB, GB or TB (powers of ten). */
export function sizeInBytes(text: string): number {
  return read(text, SIZES, 'a size like 500MB or 2GB');
}

/** `1.2 GB`, in powers of ten. */
export function sizeInWords(bytes: number): string {
  const [unit, size] = (Object.entries(SIZES) as [string, number][]).findLast(([, least]) => bytes >= least) ?? [
    'b',
    1,
  ];
  const value = bytes / size;
  return `${value >= 100 || unit === 'b' ? Math.round(value) : value.toFixed(1)} ${unit.toUpperCase()}`;
}

function read(text: string, units: Readonly<Record<string, number>>, expected: string): number {
  const { number = '', unit = '' } = /^\s*(?<number>\d+(?:\.\d+)?)\s*(?<unit>[a-z]+)\s*$/i.exec(text)?.groups ?? {};
  const size = units[unit.toLowerCase()];
  if (number === '' || size === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
  return Number(number) * size;
}
