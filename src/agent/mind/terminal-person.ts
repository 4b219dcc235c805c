import { createInterface, type Interface } from 'node:readline';
import type { AskPerson } from './person-mind.js';
import type { PersonQuestion } from './person-question.js';
import { shapesInWords } from './shapes-in-words.js';

/** Where lines come from: standard input, or another readable stream of Node. */
export interface PersonInput {
  readonly readable: boolean;
  readonly isTTY?: boolean;
}

/** Where a person reads and types. */
export interface TerminalPerson {
  readonly ask: AskPerson;
  /** Stops listening; the process may then end. */
  close(): void;
}

/**
 * A person at a terminal, for `personMind`: shows who one is and what one sees, options numbered, and takes a line. Lines
 * may also be piped. At the end of the input nobody answers any more. Where a person types, lines that came before the
 * question are none to it.
 */
export function terminalPerson(at: {
  readonly input: PersonInput;
  readonly output: { write(text: string): unknown };
}): TerminalPerson {
  const { input, output } = at;
  const lines: string[] = [];
  let reader: Interface | undefined;
  let ended = false;
  let waiting: ((line: string | undefined) => void) | undefined;
  const hand = (line: string | undefined): void => {
    const take = waiting;
    waiting = undefined;
    take?.(line);
  };
  const listen = (): void => {
    // Lines as the terminal gives them: Ctrl-C stays the signal that it is.
    reader = createInterface({ input: input as unknown as NodeJS.ReadableStream, terminal: false });
    reader.on('line', (line) => (waiting === undefined ? lines.push(line) : hand(line)));
    reader.on('close', () => {
      ended = true;
      hand(undefined);
    });
  };
  const nextLine = (signal: AbortSignal): Promise<string | undefined> => {
    const line = lines.shift();
    if (line !== undefined || ended || signal.aborted) return Promise.resolve(line);
    return new Promise((resolve) => {
      const stop = (): void => {
        if (signal.reason === 'late') output.write('The time is over.\n');
        hand(undefined);
      };
      signal.addEventListener('abort', stop, { once: true });
      waiting = (given) => {
        signal.removeEventListener('abort', stop);
        resolve(given);
      };
    });
  };
  return {
    async ask(question, signal) {
      if (reader === undefined) listen();
      if (input.isTTY === true && question.wrong === undefined) lines.length = 0;
      output.write(
        harmless(question.wrong === undefined ? screenOf(question) : `That does not do: ${question.wrong}.\n`),
      );
      return nextLine(signal);
    },
    close() {
      ended = true;
      reader?.close();
    },
  };
}

/** What a person reads before each answer. */
function screenOf({ agent, name, text, options, form, timeoutMs }: PersonQuestion): string {
  const who = name === agent ? `You are ${agent}.` : `You are ${name} (${agent}).`;
  const listed = (options ?? []).map((option, at) => `  ${at + 1}  ${option}`);
  const shapes = form?.kind === 'structured' ? shapesInWords(form).map((shape) => `  ${shape}`) : [];
  const within = timeoutMs === undefined ? '' : `, within ${timeoutMs / 1000} s`;
  const how = `${HOW[form?.kind ?? 'choice']}${within}${shapes.length === 0 ? '' : ', as'}:`;
  return `\n${[who, '', text, '', ...listed, how, ...shapes].join('\n')}\n`;
}

const HOW = {
  choice: 'Type the name of an option, or its number',
  number: 'Type a number',
  text: 'Type your words, on one line',
  structured: 'Type JSON, on one line',
} as const;

/** What others wrote must not steer a terminal. */
function harmless(text: string): string {
  return text.replace(CONTROL, '\uFFFD');
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
