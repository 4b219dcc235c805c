import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { versions } from '../../../src/run/versions.js';

describe('versions', () => {
  it('should name Mesocosm by its package, Node and the platform', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };

    expect(versions()).toMatchObject({
      mesocosm: version,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    });
  });

  it('should hold texts alone', () => {
    for (const value of Object.values(versions())) expect(value).toMatch(/^\S.*$/);
  });

  it('should give a copy that nobody else sees', () => {
    const first = versions();
    first['mesocosm'] = 'changed';

    expect(versions()['mesocosm']).not.toBe('changed');
  });
});
