/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** How texts of an endpoint are cleaned of what nobody may read in a record. */
export interface Redaction {
  /** For errors: every secret, and whatever looks like the key of a provider. */
  readonly ofErrors: Redact;
  /** For replies: secrets of six characters or more. A shorter one cannot be told from a word, and stays. */
  readonly ofReplies: Redact;
}

const REDACTED = '[redacted]';
/** Anything shorter would be found in words that have nothing to do with it. */
const LEAST_IN_ERRORS = 4;
const LEAST_IN_REPLIES = 6;
/** Keys as the large providers write them, also those that are shown in part. */
const LOOKS_LIKE_A_KEY = /\b(?:sk|gsk|xai|hf)[-_][\w*.-]{8,}/g;

/**
 * Takes these secrets out of texts, wherever and in whatever quotation they stand in them. Of a value such as
 * `Bearer KEY` the key alone is a secret, too.
 */
export function createRedaction(secrets: readonly string[]): Redaction {
  const parts = secrets.flatMap((secret) => [secret, secret.replace(/^\w+\s+/, '')]);
  const errors = taking(parts, LEAST_IN_ERRORS);
  return {
    ofErrors: (text) => errors(text).replace(LOOKS_LIKE_A_KEY, REDACTED),
    ofReplies: taking(parts, LEAST_IN_REPLIES),
  };
}

function taking(secrets: readonly string[], least: number): Redact {
  const spelled = secrets.flatMap((secret) => {
    if (secret.length < least) return [];
    return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64(secret)];
  });
  const longestFirst = [...new Set(spelled)].toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}
