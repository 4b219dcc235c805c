// A user's module: a small study through the installed library.
import assert from 'node:assert/strict';
import { execute, runStudy } from 'mesocosm';
import { namingGame, scenarios } from 'mesocosm/scenarios';
import * as doubles from 'mesocosm/testing';

assert.equal(typeof execute, 'function');
assert.deepEqual(scenarios.map(({ name }) => name).sort(), [
  'conflict',
  'deliberation',
  'group-search',
  'hidden-profile',
  'majority-opinion',
  'naming-game',
  'opinion-exchange',
  'system-under-test',
]);
assert.ok(Object.values(doubles).some((double) => typeof double === 'function'));

const study = await runStudy({ scenario: namingGame({ agents: 4, horizon: 50 }), policy: 'llama-3-70b', runs: 3 });
assert.equal(study.summary.status, 'finished');
assert.equal(study.conditions[0].arms.find(({ name }) => name === 'interacting').runs, 3);
assert.equal(typeof study.outcomes.winner.class, 'string');
