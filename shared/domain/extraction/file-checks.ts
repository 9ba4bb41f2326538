/** What is worth telling the reviewer about the file itself. */
import type { Check } from './result.ts';

const MESSAGES: Record<string, string> = {
  pdf_javascript: "Le PDF contient du JavaScript ; il n'a pas été exécuté.",
  pdf_embedded_file: "Le PDF contient un fichier joint ; il n'a pas été ouvert.",
  damaged_file: 'Le fichier est endommagé ; seul ce qui restait lisible a été lu.',
};

const WARNINGS: ReadonlySet<string> = new Set(['pdf_javascript', 'damaged_file']);

/** Warnings of the reader as checks; active content and damage are warnings, anything else information. */
export function fileChecks(warnings: readonly { code: string }[]): Check[] {
  return warnings.map(({ code }) => ({
    code,
    level: WARNINGS.has(code) ? 'warning' : 'info',
    message: MESSAGES[code] ?? `Particularité du fichier : ${code}.`,
  }));
}
