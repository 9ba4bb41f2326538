/** `bordereau extract`: reads files here and now, with no server, and prints a JSON line for each. */
import { readFile } from 'node:fs/promises';
import { AppError, type ErrorCode } from '../../shared/contract/app-error.ts';
import { type Language, messageFor } from '../../shared/contract/messages.ts';
import type { RecordOptions } from '../../shared/domain/extraction/records.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import { type Command, CommandError } from '../command.ts';
import { progressBar } from '../progress-bar.ts';

/** What a file that could not be read is reported with. */
interface FileError {
  code: ErrorCode | 'file_not_readable';
  message: string;
  /** What else is known: the format found, the name of the XML's root … */
  details?: Readonly<Record<string, unknown>>;
}

const FILE_ERRORS: Record<string, Record<Language, string>> = {
  ENOENT: { fr: "Le fichier n'existe pas.", en: 'The file does not exist.' },
  EACCES: { fr: "Le fichier n'est pas lisible par cet utilisateur.", en: 'This user may not read the file.' },
  EISDIR: { fr: "C'est un dossier, pas un fichier.", en: 'This is a folder, not a file.' },
};

function toFileError(error: unknown, language: Language): FileError {
  if (error instanceof AppError) {
    const { code, details } = error;
    return { code, message: messageFor(code, language), ...(details && { details }) };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code) return { code: 'file_not_readable', message: FILE_ERRORS[code]?.[language] ?? code };
  return { code: 'internal_error', message: messageFor('internal_error', language) };
}

/** The line of each invoice that a file holds: one, but for files in which several were put together. */
async function extractFile(
  file: string,
  options: RecordOptions,
  language: Language,
  onPage: (number: number, of: number) => void,
) {
  const startedAt = performance.now();
  // Loaded on first use: the engines take longer to load than any other command takes to run.
  const { openDocument } = await import('../../shared/documents/open-document.ts');
  const { recordsOf } = await import('../../shared/domain/extraction/records.ts');
  const { recordIn } = await import('../../shared/domain/extraction/checks/review.ts');
  const { providerOf } = await import('../../shared/domain/page/provider-of.ts');
  const document = await openDocument(await readFile(file));
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= document.pageCount; number++) {
      onPage(number, document.pageCount);
      pages.push(await document.readPage(number));
    }
    const read = { pages, xml: await document.readXml(), warnings: document.warnings };
    const records = recordsOf(read, options);
    const ms = Math.round(performance.now() - startedAt);
    return records.map(({ pages: { from, to }, extraction }, index) => {
      const { document_type, fields, lines, overall_confidence, needs_review, model_version } = extraction;
      const { checks, review_reasons } = recordIn(language, extraction);
      const several = records.length > 1;
      return {
        file,
        document_type,
        pages: several ? to - from + 1 : document.pageCount,
        ...(several && { part: { number: index + 1, of: records.length, from_page: from, to_page: to } }),
        fields,
        lines,
        vat_breakdown: extraction.vat_breakdown,
        checks,
        overall_confidence,
        needs_review,
        review_reasons,
        model_version,
        provider: providerOf(several ? pages.slice(from - 1, to) : pages),
        ms,
      };
    });
  } finally {
    await document.close();
  }
}

export const extractCommand: Command = {
  usage: 'extract FILE… [--ignore-embedded-xml] [--language fr|en]',
  summary: 'read files and print what was found, a JSON line each',
  help: `Reads PDF, PNG, JPEG, TIFF, WebP and XML files on this machine; nothing is stored or sent.
Prints one JSON line per file:
  {file, document_type, pages, fields: {<label>: {value, normalized, confidence, page, bbox, source}},
   lines, vat_breakdown, checks: [{code, level, fields, message}], overall_confidence, needs_review,
   review_reasons: [{code, message}], model_version, provider, ms}
A file that holds several invoices prints a line for each, with
  part: {number, of, from_page, to_page}
A file that cannot be read prints {file, error: {code, message, details}}; the others go on, and the
exit status is 1 at the end.

  --ignore-embedded-xml   read the pages of a PDF alone, whatever e-invoice it carries
  --language fr|en        language of messages (fr)`,
  options: {
    'ignore-embedded-xml': { type: 'boolean', default: false },
    language: { type: 'string', default: 'fr' },
  },
  maximumArguments: Number.POSITIVE_INFINITY,
  async run({ positionals: files, options }) {
    if (files.length === 0) throw new CommandError('name at least one file: bordereau extract FILE…');
    const { language } = options;
    if (language !== 'fr' && language !== 'en') throw new CommandError('--language is fr or en');
    const bar = progressBar(files.length);
    let failures = 0;
    for (const [index, file] of files.entries()) {
      bar.update(index, file);
      let lines: unknown[];
      try {
        lines = await extractFile(
          file,
          {
            ignoreEmbeddedXml: options['ignore-embedded-xml'] === true,
            today: new Date().toISOString().slice(0, 10),
          },
          language,
          (page, of) => bar.update(index, of > 1 ? `${file} (${page}/${of})` : file),
        );
      } catch (error) {
        failures++;
        lines = [{ file, error: toFileError(error, language) }];
      }
      bar.clear();
      for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
    }
    const { closeReaders } = await import('../../shared/documents/close-readers.ts');
    await closeReaders();
    return failures > 0 ? 1 : 0;
  },
};
