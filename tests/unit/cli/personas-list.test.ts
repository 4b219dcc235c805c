import { describe, expect, it } from 'vitest';
import { generators } from '../../../generators/index.js';
import { mesocosm } from '../../support/command-line.js';

/** Without the white space at which lines are broken. */
const words = (text: string): string => text.split(/\s+/).join(' ');

describe('mesocosm personas list', () => {
  it.each([40, 60, 80, 200])('should say of each generator what it is, within %i columns', async (columns) => {
    const { code, out } = await mesocosm(['personas', 'list'], { columns });

    expect(code).toBe(0);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    for (const { name, description } of generators) expect(words(out)).toContain(words(`${name} ${description}`));
    expect(words(out)).toContain('is closed; `personas evaluate --help` says how it is opened.');
  });
});
