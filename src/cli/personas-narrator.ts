import type { GenerateProgress } from '../persona/index.js';
import { count, duration, plural, share } from '../report/index.js';
import { fitting } from './_internals/fitting.js';
import type { PersonaCost } from './_internals/persona-records.js';
import type { Terminal } from './terminal.js';

const STAGES = {
  context: 'writing the context',
  placing: 'placing people',
  writing: 'writing people',
  instrument: 'checking the instrument',
  answers: 'people answer',
  clones: 'neutral copies answer',
  likelihoods: 'weighing statements',
  computing: 'measuring',
} as const;

/** Tells a person what is done with a population while it is done, and what it has cost so far. */
export function personasNarrator(
  terminal: Terminal,
  cost: () => PersonaCost | undefined,
  about = '',
): (progress: GenerateProgress) => void {
  return (progress) => {
    if (progress.stage === 'round') return terminal.tell(roundLine(progress.round));
    if (progress.stage === 'radius') {
      const { radius, seconds } = progress;
      if (radius.from !== 'computed') return;
      return terminal.tell(`Calibrated the radius of coverage, ${share(radius.radius)}, in ${duration(seconds)}.`);
    }
    const { stage, done, total } = progress;
    const doing = stage === 'computing' ? `${STAGES.computing}, ${progress.what}` : STAGES[stage];
    const amount = total === null ? (done === 0 ? '' : `: ${count(done)}`) : `: ${count(done)} of ${count(total)}`;
    terminal.live(
      fitting([{ full: `${about}${doing}${amount}` }, { full: spent(cost()), keep: 1 }], terminal.width - 1),
    );
  };
}

function spent(cost: PersonaCost | undefined): string {
  if (cost === undefined) return '';
  const money = cost.usd === null || cost.usd === 0 ? '' : `, $${cost.usd.toFixed(3)}`;
  return `${plural(cost.calls, 'call')}${money}`;
}

const KINDS = {
  'open-loop': 'written',
  calibration: 'aims calibrated',
  'empty-balls': 'sent to empty places',
  reach: 'asked how far words reach',
} as const;

function roundLine(round: Extract<GenerateProgress, { stage: 'round' }>['round']): string {
  const people = plural(round.written.length - round.failed.length, 'person').replace('persons', 'people');
  const { heldOut } = round;
  const scores =
    heldOut === null
      ? 'nobody answered on every axis'
      : `held-out items: coverage ${share(heldOut.coverage)}, hull ${share(heldOut.hull)}`;
  return `Round ${round.round}, ${people} ${KINDS[round.kind]}; ${scores}`;
}
