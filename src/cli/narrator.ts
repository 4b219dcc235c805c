import { modelOfEnvironment, type WeightsProgress } from '../model/index.js';
import { count, duration, number, plural, share } from '../report/index.js';
import type { PriorSummary, Scenario } from '../spec/index.js';
import type { LiveLine, StudyProgress } from '../study/index.js';
import { compact, firstThatFits, fitting } from './_internals/fitting.js';
import type { Terminal } from './terminal.js';

/** Tells a person what a study does while it does it; silent when piped, but for warnings. */
export interface Narrator {
  announce(about: {
    readonly conditions: { readonly [name: string]: Scenario };
    readonly options: {
      readonly seed: number;
      readonly model?: string;
      readonly policy?: string;
      readonly mind?: string;
      /** Names of minds, where several decide. */
      readonly minds?: readonly string[];
      /** What the study is meant to find out, where it says so itself. */
      readonly question?: string;
    };
    readonly runs: number;
    readonly arms: readonly string[];
  }): void;
  readonly weights: (progress: WeightsProgress) => void;
  readonly progress: (progress: StudyProgress) => void;
  /** Folder of the study, once there is one. */
  folder(): string | undefined;
  end(): void;
}

function decidedBy({ model, policy, mind, minds }: Parameters<Narrator['announce']>[0]['options']): string {
  if (minds !== undefined) return `Decided by ${minds.join(', ')}, as the protocol says.`;
  if (mind !== undefined) return `Decided by the mind "${mind}" of the scenario.`;
  const named = policy === undefined ? (model ?? modelOfEnvironment()) : `table ${policy}`;
  if (named !== undefined) return `Decided by ${named}, as it was named.`;
  return 'Model: SmolLM2-135M-Instruct in this process, the default: it needs neither key nor server.';
}

export function createNarrator(terminal: Terminal): Narrator {
  let folder: string | undefined;
  return {
    announce({ conditions, options, runs, arms }) {
      const names = Object.keys(conditions);
      const [scenario] = Object.values(conditions);
      if (scenario === undefined) return;
      const { title, question } = scenario.about;
      terminal.tell(`${title}: ${options.question ?? question}`);
      const of = names.length > 1 ? `conditions ${names.join(', ')}` : `${scenario.agents.length} agents`;
      terminal.tell(`${of}, ${plural(runs, 'run')} of every arm (${arms.join(', ')}), seed ${options.seed}`);
      terminal.tell(decidedBy(options));
    },
    weights: ({ source, receivedBytes, totalBytes }) =>
      terminal.live(weightsLine({ source, receivedBytes, totalBytes }, room(terminal))),
    progress(progress) {
      switch (progress.kind) {
        case 'opened':
          terminal.tell(`Ready: ${progress.name} (${progress.about})`);
          if (progress.forecast !== null) terminal.tell(`Needs ${progress.forecast}; what was answered once is kept.`);
          return;
        case 'folder':
          ({ folder } = progress);
          return terminal.tell(`${progress.resumed ? 'Going on in' : 'Writing to'} ${folder}`);
        case 'asking':
          return terminal.live(`Asking (${progress.what}): ${progress.done} of ${progress.total}`);
        case 'examined':
          if (progress.checks.length > 0) terminal.tell('What the model can do:');
          for (const { verdict, name, sentence } of progress.checks)
            terminal.tell(`  ${verdict}  ${name}: ${sentence}`);
          return;
        case 'prior':
          terminal.tell(`Each agent alone (${progress.condition}):`);
          for (const prior of progress.priors) terminal.tell(`  ${priorLine(prior, progress.options)}`);
          return;
        case 'started':
          if (progress.resumed && progress.done > 0)
            terminal.tell(`${progress.done} of ${progress.runs} runs are done already`);
          return;
        case 'running':
          return terminal.live(liveLine(progress.live, room(terminal)));
        case 'warning':
          return terminal.warn(progress.message);
        case 'writing':
          return terminal.live('Writing tables and report');
      }
    },
    folder: () => folder,
    end: () => terminal.clear(),
  };
}

/** Columns of a live line: one less than there are, lest the terminal begins a new one. */
function room({ width }: Terminal): number {
  return width - 1;
}

function weightsLine({ source, receivedBytes, totalBytes }: WeightsProgress, columns: number): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const amount = `${megabytes(receivedBytes)} of ${megabytes(totalBytes)} MB`;
  const bar = (width: number): string => {
    const filled = Math.round((Math.min(receivedBytes, totalBytes) / totalBytes) * width);
    return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]`;
  };
  const ways = [
    `Weights ${bar(30)} ${amount} ${source}`,
    `Weights ${bar(10)} ${amount} ${source}`,
    `Weights ${bar(10)} ${amount}`,
    `Weights ${amount}`,
  ];
  return firstThatFits(ways, columns);
}

function priorLine({ situation, probabilities, range, agents }: PriorSummary, options: readonly string[]): string {
  const shares = options.map((option, index) => `${option} ${share(probabilities[index] ?? null)}`).join(', ');
  const [low, high] = range;
  const spread = high - low < 0.005 ? `all ${agents} alike` : `${options[0]} from ${share(low)} to ${share(high)}`;
  return `${situation} history: ${shares} (${spread})`;
}

function liveLine(live: LiveLine, columns: number): string {
  const { secondsLeft, share: first, agreement, eventsPerSecond: pace, calls, saved } = live;
  return fitting(
    [
      { full: `${live.arm} ${live.done}/${live.total}` },
      secondsLeft === null
        ? { full: '' }
        : { full: `${duration(secondsLeft)} left`, short: `${roughly(secondsLeft)} left`, keep: 5 },
      { full: first === null ? '' : `${live.option} ${share(first)}`, keep: 3 },
      { full: agreement === null ? '' : `agree ${share(agreement)}`, keep: 2 },
      pace === null ? { full: '' } : { full: `${number(pace)} events/s`, short: `${compact(pace)} ev/s`, keep: 1 },
      {
        full: `${count(calls)} calls, ${count(saved)} saved`,
        short: `${compact(calls)} calls, ${compact(saved)} saved`,
        keep: 4,
      },
    ],
    columns,
  );
}

/** To the minute, where it takes minutes. */
function roughly(seconds: number): string {
  return seconds < 60 || seconds >= 3570 ? duration(seconds) : `${Math.round(seconds / 60)} min`;
}
