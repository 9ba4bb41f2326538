/** What a kind of check is: declared once, in a file of `catalogue/`; told in either language from its data. */
import type { Bilingual } from '../../text/language.ts';

/**
 * `error`: the record cannot be booked as it stands, a person decides. `warning`: worth a look. `info`: explains,
 * nothing is wrong.
 */
export const CHECK_LEVELS = ['error', 'warning', 'info'] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

export interface CheckDefinition {
  level: CheckLevel;
  /** One sentence each for the person who reviews, with `{name:format}` for its values (`sentence.ts`). */
  sentence: Bilingual;
  /** What it means and when it is raised, for the documentation. */
  meaning: Bilingual;
  /** The law, standard or publication that the rule is from; absent where it is plain sense. */
  source?: string;
}
