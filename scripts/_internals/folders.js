import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls `work` with an empty folder outside the project, and removes it afterwards, whatever happened. */
export async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Paths of all files below a folder, relative to it, with slashes. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/**
 * Megabytes (10⁶ bytes) of the files below a folder, and what they take on the disk, where every file fills whole blocks;
 * `null` where the system does not say. Links are not followed.
 */
export function sizeOf(folder) {
  let bytes = 0;
  let blocks = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const status = lstatSync(join(entry.parentPath, entry.name));
    if (!entry.isDirectory()) bytes += status.size;
    blocks += status.blocks ?? Number.NaN;
  }
  const onDisk = process.platform === 'win32' || Number.isNaN(blocks) ? null : (blocks * 512) / 1e6;
  return { megabytes: bytes / 1e6, onDisk };
}

/** A size for a person: `84.1 MB in files, 122.0 MB on this disk`. */
export function sizeInWords({ megabytes, onDisk }) {
  const disk = onDisk === null ? '' : `, ${onDisk.toFixed(1)} MB on this disk`;
  return `${megabytes.toFixed(1)} MB in files${disk}`;
}
