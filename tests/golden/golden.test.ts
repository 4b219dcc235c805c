import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { goldenRuns } from '../support/golden-runs.js';

const runs = await goldenRuns();
const again = 'if the change is meant, `npm run golden` writes it anew: read the difference before you keep it';

describe('golden runs', () => {
  it('should be a journal and a playthrough of each scenario, and transcripts of those that talk', () => {
    expect(runs.map(({ name }) => name)).toEqual([
      'naming-game.seed42.events.jsonl',
      'naming-game.seed42.txt',
      'majority-opinion.seed42.events.jsonl',
      'majority-opinion.seed42.txt',
      'deliberation.seed42.events.jsonl',
      'deliberation.seed42.txt',
      'deliberation.seed42.talk.txt',
      'conflict.seed42.events.jsonl',
      'conflict.seed42.txt',
      'conflict.seed42.talk.txt',
      'system-under-test.seed42.events.jsonl',
      'system-under-test.seed42.txt',
      'system-under-test.seed42.talk.txt',
      'group-search.seed42.events.jsonl',
      'group-search.seed42.txt',
      'hidden-profile.seed42.events.jsonl',
      'hidden-profile.seed42.txt',
      'opinion-exchange.seed42.events.jsonl',
      'opinion-exchange.seed42.txt',
      'opinion-exchange.seed42.talk.txt',
    ]);
  });

  for (const { name, content } of runs) {
    it(`should be what is pinned, byte for byte: ${name}`, () => {
      const pinned = readFileSync(fileURLToPath(new URL(name, import.meta.url)));

      expect(content, again).toBe(pinned.toString('utf8'));
      expect(Buffer.from(content).equals(pinned), again).toBe(true);
    });
  }
});
