/** Names the rules that pull the fields; kept with each record, so that a change of rules can be told from a change of document. */
export const MODEL_VERSION = 'rules-2026.11.2';
