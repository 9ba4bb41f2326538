import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { FAX_ERROR_LABELS, FAX_ERRORS, type FaxErrorCode } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxSummary } from '../../shared/domain/fax-log/fax-report.ts';
import type { Bilingual, Language } from '../../shared/domain/text/language.ts';
import { reportOf, reportParams } from './found-report.ts';

/** What people should know of the file beyond its errors; the rules stay as strict as they are. */
const hint = z
  .object({
    code: z.enum(['leading_zero_lost']),
    rows: z.number().int().describe('Rows that it is about'),
    message: z.string().describe("In the caller's language"),
  })
  .meta({ id: 'FaxHint' });

const LEADING_ZERO_LOST: Bilingual = {
  fr: "Des numéros ont neuf chiffres sans le 0 du début : un tableur l'a sans doute retiré en enregistrant le fichier. Importez le fichier d'origine, ou mettez la colonne au format texte.",
  en: 'Numbers have nine digits and lack the 0 before them: a spreadsheet has probably taken it away when it saved the file. Import the original file, or format the column as text.',
};

function hintsOf({ leadingZeroLost = 0 }: FaxSummary, language: Language): z.input<typeof hint>[] {
  if (leadingZeroLost === 0) return [];
  return [{ code: 'leading_zero_lost', rows: leadingZeroLost, message: LEADING_ZERO_LOST[language] }];
}

/** The documented kinds, told even when there are none; damaged rows are told only where there are some. */
const ALWAYS_TOLD: readonly FaxErrorCode[] = ['invalid_mode', 'invalid_number', 'invalid_pages'];

export const getReportErrors = defineRoute({
  id: 'faxLogs.errors',
  method: 'GET',
  path: '/api/v3/errors/{report_id}',
  summary: "Erreurs d'un journal de fax",
  description:
    'How often each error occurs. A row may have several: `total_errors` counts errors, `error_entries` rows. For the rows themselves ask `/api/v3/search/{report_id}?status=invalid`.',
  access: EVERY_ROLE,
  params: reportParams,
  responses: {
    200: {
      description: 'Counts',
      body: z.object({
        report_id: z.string(),
        total_errors: z.number().int().describe('The sum of `error_breakdown`'),
        error_breakdown: z.record(z.string(), z.number().int()).describe('By what is wrong'),
        error_entries: z.number().int().describe('Rows with at least one error'),
        by_code: z.partialRecord(z.enum(FAX_ERRORS), z.number().int()).describe('The same, by stable code'),
        hints: z.array(hint).describe('What may be behind errors; empty for reports of former versions'),
      }),
    },
  },
  errors: ['not_found'],
  uses: ['faxReports'],
  example: {},
}).handle(async ({ input, caller, services, language }) => {
  const { reportId, summary } = await reportOf(services, caller.tenant, input.params.report_id);
  const told = FAX_ERRORS.filter((code) => ALWAYS_TOLD.includes(code) || summary.errors[code] > 0);
  return {
    status: 200,
    headers: { 'content-language': language },
    body: {
      report_id: reportId,
      total_errors: told.reduce((sum, code) => sum + summary.errors[code], 0),
      error_breakdown: Object.fromEntries(told.map((code) => [FAX_ERROR_LABELS[code], summary.errors[code]])),
      error_entries: summary.errorEntries,
      by_code: Object.fromEntries(told.map((code) => [code, summary.errors[code]])),
      hints: hintsOf(summary, language),
    },
  };
});
