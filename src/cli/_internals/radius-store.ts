import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cacheFolder } from '../../model/index.js';
import type { RadiusStore } from '../../persona/index.js';

const Radii = z.record(z.string(), z.object({ radius: z.number(), standardDeviation: z.number() }));

/**
 * Calibrated radii in the cache folder, from one process to the next. What cannot be read is computed anew, and what
 * cannot be written is not kept: a radius follows from its key.
 */
export function radiusStore(path = join(cacheFolder(), 'calibrated-radii.json')): RadiusStore {
  const read = (): z.infer<typeof Radii> => {
    try {
      return Radii.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    get: (key) => read()[key],
    set(key, radius) {
      try {
        mkdirSync(dirname(path), { recursive: true });
        const beside = `${path}.${process.pid}`;
        writeFileSync(beside, JSON.stringify({ ...read(), [key]: radius }));
        renameSync(beside, path);
      } catch {
        // It is computed again next time.
      }
    },
  };
}
