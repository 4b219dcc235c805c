import { describe, it } from 'vitest';
import { languageModelChecks } from '../../src/testing/index.js';
import { embeddedModel } from '../support/endpoint-weights-real.js';

describe.each([1, 2])('the embedded model in %i processes', (processes) => {
  const create = () => embeddedModel({ processes });
  for (const { name, check } of languageModelChecks({ create })) it(`should ${name}`, check);
});
