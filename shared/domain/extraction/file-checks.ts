/** What is worth telling the reviewer about the file itself. */
import type { Check } from './result.ts';

const MESSAGES: Record<string, string> = {
  pdf_javascript: "Le PDF contient du JavaScript ; il n'a pas été exécuté.",
  pdf_embedded_file: "Le PDF contient un fichier joint ; il n'a pas été ouvert.",
};

/** Warnings of the reader as checks; active content is a warning, anything else information. */
export function fileChecks(warnings: readonly { code: string }[]): Check[] {
  return warnings.map(({ code }) => ({
    code,
    level: code === 'pdf_javascript' ? 'warning' : 'info',
    message: MESSAGES[code] ?? `Particularité du fichier : ${code}.`,
  }));
}
