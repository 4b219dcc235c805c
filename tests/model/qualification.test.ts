import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askCanary, Qualification, qualify, type Qualification as Found } from '../../src/qualification/index.js';
import type { LanguageModel } from '../../src/spec/index.js';
import { embeddedModel } from '../support/endpoint-weights-real.js';

describe('a quick check of the embedded model', () => {
  let model: LanguageModel;
  let found: Found;
  beforeAll(async () => {
    model = await embeddedModel({ processes: 2 });
    const reply = await qualify({ model, quick: true, version: 'test' });
    if (!reply.ok) throw new Error(reply.failure.message);
    found = reply.value;
  }, 900_000);
  afterAll(() => model.close());

  const control = (name: string) => found.controls.find((one) => one.name === name);

  it('should be a file of the right shape', () => {
    expect(Qualification.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  it('should ask it in completion form, for in chat it puts next to nothing on the options', () => {
    expect(found.elicitation.form).toBe('completion');
    expect(found.forms.find(({ form }) => form === 'chat')?.mass).toBeLessThan(0.5);
  });

  it('should not believe that it understands payoffs, strategy or history', () => {
    const verdicts = ['payoffs', 'strategy', 'history'].map((name) => control(name)?.verdict);

    expect(verdicts).not.toContain('pass');
  });

  it('should find that it does what all others do', () => {
    expect(control('unanimity')?.effect).toBeGreaterThan(0.75);
  });

  it('should find the same bits when it asks again, then and in a study', async () => {
    expect(control('reproducibility')).toMatchObject({ verdict: 'pass', effect: 0 });
    expect(await askCanary(model, found, { stream: 's' })).toMatchObject({ ok: true, value: { verdict: 'same', largest: 0 } }); // prettier-ignore
  });
});
