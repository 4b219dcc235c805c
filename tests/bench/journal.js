import { encodeEvent, execute, languageModelMind, scriptedModel } from 'mesocosm';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { row } from './_internals/measure.js';

const MOST_BYTES = 1024;

export const title = 'Journal: bytes of a decision event, as a language model makes them';

/** Sizes of the lines of a run: of its decisions, and of everything. */
async function linesOf(scenario) {
  const model = scriptedModel({ choose: () => [0.6123456789, 0.3456789123] });
  const elicitation = { form: 'completion', labels: 'averaged', orders: 'averaged', shuffles: 4, samples: 20 };
  const mind = languageModelMind({ model, temperature: scenario.temperature, elicitation });
  const agents = scenario.agents.map((slot) => ({ ...slot, mind }));
  const decisions = [];
  let bytes = 0;
  const sink = (events) => {
    for (const event of events) {
      const size = Buffer.byteLength(encodeEvent(event)) + 1;
      bytes += size;
      if (event.type === 'decision-made') decisions.push(size);
    }
  };
  await execute({ scenario, condition: 'default', arm: 'interacting', seed: 1, agents }, { sink });
  const mean = decisions.reduce((sum, size) => sum + size, 0) / decisions.length;
  return {
    mean,
    largest: decisions.reduce((most, size) => Math.max(most, size), 0),
    bytes,
    decisions: decisions.length,
  };
}

export async function run() {
  const opinion = await linesOf(majorityOpinion());
  const large = await linesOf(majorityOpinion({ agents: 200, sweeps: 10 }));
  const naming = await linesOf(namingGame({ stopRule: false, horizon: 3600 }));
  const short = await linesOf(namingGame({ stopRule: false, horizon: 360 }));
  const perDecision = ({ bytes, decisions }) => bytes / decisions;
  const size = (what, { mean, largest }) =>
    row({ what, value: mean, unit: 'bytes', most: MOST_BYTES, note: `largest ${largest}` });
  return [
    size('majority-opinion, N = 21, a decision', opinion),
    size('naming-game, N = 24, a decision', naming),
    row({
      what: 'majority-opinion, N = 200, a decision',
      value: large.mean,
      unit: 'bytes',
      note: `largest ${large.largest}`,
    }),
    row({
      what: 'naming-game, bytes a decision over 3,600 interactions against over 360',
      value: perDecision(naming) / perDecision(short),
      unit: '×',
      most: 1.1,
      note: 'linear: the same, but for longer numbers',
    }),
  ];
}
