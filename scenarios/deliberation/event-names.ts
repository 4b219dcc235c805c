/** Somebody says something that everybody hears. */
export const WORDS_SAID = 'words-said';
/** Somebody shows a hand for an option, which everybody sees. */
export const HAND_SHOWN = 'hand-shown';
/** Somebody votes in secret, at the end. */
export const BALLOT_CAST = 'ballot-cast';
/** A turn in which nothing was said. */
export const TURN_PASSED = 'turn-passed';
