import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeJsonFile } from '../foundation/storage/index.js';
import type { Json, RecordedMind } from '../spec/index.js';
import type { MindSource } from './mind-source.js';

/** The file of the one table that decides. */
const POLICY = 'policy.json';

/**
 * Tables of measured choices that a source stands on, by the file that holds each in a folder: `policy.json` where one table
 * decides for all or for most, and for any other the beginning of its fingerprint in the name.
 */
export function tablesOf({ table, parts, several = {} }: MindSource): ReadonlyMap<string, Json> {
  const files = new Map<string, Json>(table === undefined ? [] : [[POLICY, table]]);
  for (const other of [...Object.values(parts?.others ?? {}), ...Object.values(several)]) {
    if (other.table !== undefined) files.set(named(other.fingerprint), other.table);
  }
  return files;
}

/** Writes the tables that a source stands on into a folder. */
export async function writeTablesOf(source: MindSource, folder: string): Promise<void> {
  for (const [file, table] of tablesOf(source)) await writeJsonFile(join(folder, file), table);
}

/** Where a folder holds the table of a recorded mind. */
export function policyFileOf(folder: string, { fingerprint }: Pick<RecordedMind, 'fingerprint'>): string {
  const own = join(folder, named(fingerprint));
  return existsSync(own) ? own : join(folder, POLICY);
}

function named(fingerprint: string): string {
  return `policy-${fingerprint.slice(0, 12)}.json`;
}
