/** A person said something to the system. Data: `person`, `text`, and `failed` where it said nothing. */
export const PERSON_SAID = 'person-said';
/** The system replied. Data: `person`, `text`, and `failed` where no reply came. */
export const SYSTEM_REPLIED = 'system-replied';
/** What the person says of the conversation. Data: `person`, `verdict`. */
export const VERDICT_GIVEN = 'verdict-given';
/** Failures were looked for in a conversation. Data: `person`, `failures` by name, `by` rules or a judge. */
export const CODED = 'conversation-coded';
/** A judge says whether a failure is there. Data: `person`, `code`, `shown`. */
export const CODE_GIVEN = 'code-given';
/** A judge could not say whether it is; the conversation is not coded then. Data: `person`, `code`, `reason`. */
export const CODE_WITHHELD = 'code-withheld';

/** What stands where nothing was said. */
export const SILENT_PERSON = '(says nothing)';
export const SILENT_SYSTEM = '(no reply)';
