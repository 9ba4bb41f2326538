import { LEARNED_VERSION } from './learned/version.ts';

/**
 * Names the rules and the trained model that pull the fields; kept with each record, so that a change of either can be
 * told from a change of document.
 */
export const MODEL_VERSION = `mixed-2026.11.3+${LEARNED_VERSION}`;
