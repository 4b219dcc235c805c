import { describe, expect, it } from 'vitest';
import { elicitationSettings } from '../../../../src/cli/_internals/elicitation-option.js';

describe('--elicitation', () => {
  it('should read settings with commas between, and nothing where nothing is given', () => {
    expect(elicitationSettings('person=first, average=logits,leastMass=0.1,samples=5')).toEqual({
      person: 'first',
      average: 'logits',
      leastMass: 0.1,
      samples: 5,
    });
    expect(elicitationSettings(undefined)).toEqual({});
  });

  it('should list what there is for a setting that it does not know, and suggest the nearest', () => {
    expect(() => elicitationSettings('persn=first')).toThrow(/no setting "persn".*person.*calibration/s);
  });

  it.each(['person=fourth', 'leastMass=2', 'shuffles=3', 'samples=', 'average'])('should refuse %s', (text) => {
    const [key = ''] = text.split('=');

    expect(() => elicitationSettings(text)).toThrow(new RegExp(`--elicitation ${key}=.* is not possible`));
  });

  it('should say what a setting can be', () => {
    expect(() => elicitationSettings('person=fourth')).toThrow(/first.*second.*third/);
  });
});
