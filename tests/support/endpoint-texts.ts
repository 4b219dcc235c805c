import { answersWith, sendJson, type Behaviour, type ChatRequest } from './endpoint-server.js';

/** Words that may come next, and how likely each is: by the length of what stands before. */
const WORDS = [' Q', ' M', ' north', ' A', '.'];

function chanceOf(before: string, token: string): number {
  const weights = WORDS.map((_, index) => 1 + ((before.length + 3 * index) % 7));
  const index = WORDS.indexOf(token);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return index < 0 ? 0.001 : (0.9 * (weights[index] ?? 0)) / sum;
}

function topOf(before: string): { readonly [token: string]: number } {
  return Object.fromEntries(WORDS.map((word) => [word, Math.log(chanceOf(before, word))]));
}

/** Tokens of a text: words with the space before them, and signs at their end. */
function tokensOf(text: string): readonly string[] {
  return text.match(/\s?[^\s.,]+|\s|[.,]/g) ?? [];
}

/** How a server that continues texts may be less than it could be. */
export interface TextServerOptions {
  /** Tells nothing of a text that is given. */
  readonly echo?: false;
  /** Tells of each token of a given text what belongs to the next, as some servers do. */
  readonly shifted?: true;
  /** Tells no log-probabilities. */
  readonly logprobs?: false;
  /** What it says. Default: the likeliest word. */
  readonly says?: string;
  /** Why it ends. Default: at the limit. */
  readonly finish?: string;
}

/** Continues texts with log-probabilities in the older form, also of the text that is given. */
export function continuesTexts(options: TextServerOptions = {}): Behaviour {
  return (request, response) => {
    const { prompt = '', echo = false, logprobs } = request;
    if (echo && options.echo === false) return answersWith(400, 'echo is not supported')(request, response);
    const [likeliest = ''] = WORDS.toSorted((a, b) => chanceOf(prompt, b) - chanceOf(prompt, a));
    const said = options.says ?? likeliest;
    const told = (logprobs as unknown) !== undefined && options.logprobs !== false;
    const choice = {
      text: echo ? prompt + said : said,
      index: 0,
      finish_reason: options.finish ?? 'length',
      logprobs: told ? logProbabilities(request, said, options) : null,
    };
    sendJson(response, 200, { choices: [choice], usage: { prompt_tokens: 9, completion_tokens: 1 } });
  };
}

function logProbabilities(
  { prompt = '', echo = false }: ChatRequest,
  said: string,
  { shifted }: TextServerOptions,
): object {
  const tokens = [...(echo ? tokensOf(prompt) : []), said];
  let before = echo ? '' : prompt;
  const rows = tokens.map((token) => {
    const place = shifted === true && echo ? before + token : before;
    const row = { at: before.length, log: Math.log(chanceOf(place, token)), top: topOf(place) };
    before += token;
    return row;
  });
  const first = (index: number): boolean => echo && index === 0;
  return {
    tokens,
    text_offset: rows.map(({ at }) => at),
    token_logprobs: rows.map(({ log }, index) => (first(index) ? null : log)),
    top_logprobs: rows.map(({ top }, index) => (first(index) ? null : top)),
  };
}

/** The log-probability that this server gives a token after a text. */
export function logProbabilityOf(before: string, token: string): number {
  return Math.log(chanceOf(before, token));
}
