// A user's program, compiled and not run: types must flow from what is imported, without a word of annotation.
import { languageModelMind, runStudy, scriptedModel, type Event, type Mind, type Scenario, type Study } from 'mesocosm';
import { majorityOpinion, namingGame, type NamingGameInput } from 'mesocosm/scenarios';
import * as doubles from 'mesocosm/testing';

const parameters: NamingGameInput = { names: ['Q', 'M'], memory: 5 };
const scenario: Scenario = namingGame(parameters);
const mind: Mind = languageModelMind({
  model: scriptedModel({ choose: () => [0.7, 0.3] }),
  temperature: 0.5,
  elicitation: { form: 'completion', labels: 'fixed', orders: 'averaged', shuffles: 2, samples: 20 },
});

const study: Study = await runStudy({ scenario, mind, runs: 2 });
const winner = study.outcomes['winner'];
// Outcomes of a scenario that is known are known too.
const named: string = (await runStudy({ scenario: namingGame(), mind, runs: 2 })).outcomes.winner.class;
// @ts-expect-error: who wins is an outcome only where labels are fixed
const unknown: string = (await runStudy({ scenario: majorityOpinion(), mind, runs: 2 })).outcomes.winner.class;
const effect: number | null | undefined = winner?.againstIsolated?.value;
const changed: 'yes' | 'no' | 'inconclusive' | undefined = winner?.changed;
study.run('interacting', 0).events$.subscribe((event: Event) => event.seq.toFixed());

// @ts-expect-error: there is no such parameter
majorityOpinion({ agent: 3 });
// @ts-expect-error: a study needs more than a number
await runStudy(3);

export { changed, doubles, effect, named, unknown };
