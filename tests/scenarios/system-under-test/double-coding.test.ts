import { describe, expect, it } from 'vitest';
import { scriptedPerson, systemUnderTest, type FailureCode, type SystemUnderTestOptions } from 'mesocosm/scenarios';
import { ruleMind } from '../../../src/agent/index.js';
import type { RunCoding } from '../../../src/spec/index.js';
import { heldBy } from '../../support/held-conversations.js';

const codebook: readonly FailureCode[] = [
  { name: 'asks-back', about: 'The system asks something back.', found: () => true },
  { name: 'rude', about: 'The system is rude.' },
];
/** Says yes to what it is asked of some failures. */
const judgeWho = (says: (question: string) => boolean) =>
  ruleMind({
    name: 'rule:judge',
    probabilities: ({ cue }) => (says(JSON.stringify(cue.chat)) ? [1, 0] : [0, 1]),
  });

async function codings(options: SystemUnderTestOptions): Promise<Record<string, RunCoding>> {
  const { record } = await heldBy(systemUnderTest({ agents: 4, turns: 1 }, options), { mind: scriptedPerson() });
  return Object.fromEntries((record.codings ?? []).map((one) => [one.code, one]));
}

describe('conversations that are coded twice', () => {
  it('should be counted by what a judge says and by what the rules say, where there is a rule', async () => {
    const found = await codings({ codebook, judge: judgeWho((question) => question.includes('is rude')) });

    expect(found['asks-back']).toMatchObject({ by: 'rule:judge', trusted: 'the rules of the codebook', things: 4 });
    expect(found['asks-back']).toMatchObject({ coded: 0, both: 0, firstOnly: 0, secondOnly: 4, neither: 0 });
    expect(found['rude']).toMatchObject({ coded: 4, both: 0, firstOnly: 0, secondOnly: 0, neither: 0 });
    expect(found['any-failure']).toMatchObject({ composite: true, coded: 4, both: 0, firstOnly: 0 });
  });

  it('should be only those that a second coding knows, which is taken for right', async () => {
    let held = 0;
    const secondCoding = () => (held++ < 3 ? ['asks-back', 'rude'].slice(0, held === 1 ? 2 : 0) : undefined);
    const found = await codings({ codebook, secondCoding });

    expect(found['asks-back']).toMatchObject({ by: 'the rules of the codebook', trusted: 'a second coding', coded: 4 });
    expect(found['asks-back']).toMatchObject({ both: 1, firstOnly: 2, secondOnly: 0, neither: 0 });
    expect(found).not.toHaveProperty('rude');
    expect(found['any-failure']).toMatchObject({ both: 1, firstOnly: 2 });
  });

  it('should be none where rules alone code', async () => {
    const found = await codings({ codebook });

    expect(found['asks-back']).toMatchObject({ trusted: null, coded: 4, both: 0, firstOnly: 0, neither: 0 });
  });
});
