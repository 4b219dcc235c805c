import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namingGame } from 'mesocosm/scenarios';
import { ruleMind } from '../../src/agent/index.js';
import { closingScreen } from '../../src/report/index.js';
import { canonicalState, type Mind, type OutcomeSummary } from '../../src/spec/index.js';
import { runStudy, type Study } from '../../src/study/index.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();
const PRIOR = 0.62;
const HEARD = 3;

/** Names that the partners took in the rounds remembered, the oldest first; a round is "own partner". */
const heardIn = (state: string): readonly string[] => state.split(' ').flatMap((round) => round.slice(1) || []);

/** Alone it prefers Q by .62; where its last three partners all took one name, it may take that. */
function leaning(follows: boolean): Mind {
  return ruleMind({
    name: follows ? 'leans and follows' : 'leans',
    probabilities: (situation) => {
      const heard = heardIn(canonicalState(situation));
      const [first] = heard;
      if (!follows || heard.length < HEARD || heard.some((name) => name !== first)) return [PRIOR, 1 - PRIOR];
      return first === 'Q' ? [1, 0] : [0, 1];
    },
  });
}

async function winnerOf(mind: Mind): Promise<{ readonly study: Study; readonly outcome: OutcomeSummary }> {
  const study = await runStudy({
    scenario: namingGame({ agents: 6, memory: HEARD, horizon: 90 }),
    mind,
    runs: 60,
    seed: 5,
    arms: ['isolated'],
    folder: folder(),
    fresh: true,
  });
  const outcome = study.summary.conditions[0]?.outcomes.find(({ name }) => name === 'winner');
  if (outcome === undefined) throw new Error('no winner');
  return { study, outcome };
}

describe('a meeting of minds that are known to lean and to follow', () => {
  it('should be called amplified: it goes where they lean alone, and farther than the same minds isolated', async () => {
    const { study, outcome } = await winnerOf(leaning(true));
    const { prior, interacting, isolated, independentDraws, againstIsolated } = outcome;

    expect(outcome).toMatchObject({ focal: 'Q', class: 'amplified', changed: 'yes' });
    expect(prior.value).toBeCloseTo(PRIOR, 9);
    expect(isolated?.value).toBeGreaterThan(PRIOR);
    expect(interacting.low).toBeGreaterThan(isolated?.value ?? 1);
    expect(interacting.low).toBeGreaterThan(independentDraws ?? 1);
    expect(againstIsolated?.low).toBeGreaterThan(0);

    const screen = closingScreen(study.summary, { width: 100, folder: 'here', report: 'report.html' });
    expect(screen).toMatch(/Against the prior \+\.\d+ \[\+\.\d+, \+\.\d+\]: amplified\./);
    expect(screen).toMatch(/Against isolated \+\.\d+ \[\+\.\d+, \+\.\d+\]: the meeting changed it: yes\./);
    const report = readFileSync(join(study.folder, 'report.md'), 'utf8');
    expect(report).toContain('the population amplifies what the agents prefer');
    expect(report).toMatch(/\| class \| amplified \|/);
    expect(report).toMatch(/\| the meeting changed it \| yes \|/);
  });

  it('should not be said to have changed anything where they do not follow, though counting alone goes farther', async () => {
    const { outcome } = await winnerOf(leaning(false));

    expect(outcome.interacting.value).toBeGreaterThan(PRIOR);
    expect(outcome.independentDraws).toBeGreaterThan(PRIOR);
    expect(outcome.changed).not.toBe('yes');
  });
});
