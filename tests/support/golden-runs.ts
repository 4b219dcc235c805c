import { policyTableMind, PolicyFile } from '../../src/agent/index.js';
import { playthrough, transcript } from '../../src/report/index.js';
import { encodeEvent, execute } from '../../src/run/index.js';
import type { Event, Mind, PlannedAgent, RunPlan, Scenario } from '../../src/spec/index.js';
import {
  committeeMember,
  conflict,
  deliberation,
  glauberMind,
  groupSearch,
  hiddenProfile,
  majorityOpinion,
  namingGame,
  opinionExchange,
  psychometricDriver,
  scriptedBeliever,
  scriptedDeliberator,
  scriptedPerson,
  scriptedSearcher,
  systemUnderTest,
} from '../../scenarios/index.js';

const SEED = 42;
/** Scenarios of which a transcript is pinned too. */
const TALKING = ['deliberation', 'conflict', 'system-under-test', 'opinion-exchange'];

/** One pinned file below `tests/golden/`. */
export interface GoldenFile {
  readonly name: string;
  readonly content: string;
}

/**
 * One small run of each scenario, as a journal and as a text for a person. No weights are needed: measured choices
 * decide in the naming game, the Glauber rule in majority opinion, scripted people elsewhere.
 */
export async function goldenRuns(): Promise<readonly GoldenFile[]> {
  const naming = namingGame({ agents: 6, horizon: 40 });
  const majority = majorityOpinion({ agents: 5, sweeps: 10 });
  const runs = [
    { scenario: naming, mind: await measuredChoices(naming, 'claude-3.5-sonnet') },
    { scenario: majority, mind: glauberMind(1.5) },
    { scenario: deliberation({ agents: 4, rounds: 2 }), mind: scriptedDeliberator() },
    { scenario: conflict(), mind: psychometricDriver() },
    { scenario: systemUnderTest({ agents: 16, turns: 1 }), mind: scriptedPerson() },
    { scenario: groupSearch({ agents: 4, rounds: 8 }), mind: scriptedSearcher() },
    { scenario: hiddenProfile({ rounds: 2 }), mind: committeeMember({ advocacy: 0.5 }) },
    { scenario: opinionExchange({ agents: 5, steps: 12 }), mind: scriptedBeliever() },
  ];
  return (await Promise.all(runs.map(goldenFiles))).flat();
}

async function measuredChoices(scenario: Scenario, policy: string): Promise<Mind> {
  const file = await scenario.policies?.[policy]?.();
  return policyTableMind({ file: PolicyFile.parse(file), scenario });
}

async function goldenFiles(run: { readonly scenario: Scenario; readonly mind: Mind }): Promise<readonly GoldenFile[]> {
  const { scenario, mind } = run;
  const plan = interactingPlan(scenario, mind);
  const events: Event[] = [];
  const execution = await execute(plan, { sink: (committed) => events.push(...committed) });
  if (execution.status !== 'finished') throw new Error(`the golden run of ${scenario.name}: ${execution.message}`);
  const manifest = {
    ...plan,
    scenario: scenario.name,
    parameters: scenario.parameters as Parameters<typeof playthrough>[0]['manifest']['parameters'],
    mind: { kind: 'other', name: mind.name, fingerprint: '', settings: {} } as const,
    agents: plan.agents.map(({ id, name }) => ({ id, name, mind: mind.name, persona: null, commitment: null })),
  };
  const base = `${scenario.name}.seed${SEED}`;
  return [
    { name: `${base}.events.jsonl`, content: events.map((event) => `${encodeEvent(event)}\n`).join('') },
    { name: `${base}.txt`, content: playthrough({ manifest, events }) },
    ...(TALKING.includes(scenario.name)
      ? [{ name: `${base}.talk.txt`, content: transcript({ manifest, events, width: 100 }) }]
      : []),
  ];
}

function interactingPlan(scenario: Scenario, mind: Mind): RunPlan {
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: slot.mind ?? mind }));
  const arm = scenario.arms.find(({ name }) => name === 'interacting');
  if (arm === undefined) throw new Error(`${scenario.name} has no interacting arm`);
  return arm.plan({ scenario, condition: 'default', seed: SEED, agents, priors: {} });
}
