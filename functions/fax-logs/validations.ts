import * as z from 'zod';
import { AppError, ERROR_STATUS, type ErrorCode } from '../../shared/contract/app-error.ts';
import { ADMINISTRATORS, EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { FAX_ERRORS } from '../../shared/domain/fax-log/fax-record.ts';
import {
  FAX_VALIDATION_STATES,
  type FaxValidationOutcome,
  type FaxValidationRun,
} from '../../shared/domain/fax-log/fax-validations.ts';

const validation = z
  .object({
    validation_id: z.string(),
    status: z.enum(['running', 'completed']),
    started_by: z.string(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    reports_planned: z.number().int().nullable().describe('Null until that is known'),
    reports_done: z.number().int(),
    entries: z.number().int().describe('Rows checked so far'),
    changed_entries: z.number().int().describe('Rows of which anything is other than before'),
    became_valid: z.number().int(),
    became_invalid: z.number().int(),
  })
  .meta({ id: 'FaxValidation' });

function presentRun(run: FaxValidationRun): z.input<typeof validation> {
  return {
    validation_id: run.validationId,
    status: run.endedAt ? 'completed' : 'running',
    started_by: run.startedBy,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    reports_planned: run.planned,
    reports_done: run.done,
    entries: run.entries,
    changed_entries: run.changedEntries,
    became_valid: run.becameValid,
    became_invalid: run.becameInvalid,
  };
}

const outcome = z
  .object({
    report_id: z.string(),
    status: z.enum(FAX_VALIDATION_STATES).describe('gone: removed before its turn came'),
    ended_at: z.string().nullable(),
    changes: z
      .object({
        entries: z.number().int(),
        changed_entries: z.number().int(),
        became_valid: z.number().int(),
        became_invalid: z.number().int(),
        errors: z.partialRecord(
          z.enum(FAX_ERRORS),
          z.object({ before: z.number().int(), after: z.number().int() }),
        ),
      })
      .nullable(),
    error: z.object({ code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]) }).nullable(),
  })
  .meta({ id: 'FaxValidationOutcome' });

function presentOutcome({
  reportId,
  state,
  changes,
  error,
  endedAt,
}: FaxValidationOutcome): z.input<typeof outcome> {
  return {
    report_id: reportId,
    status: state,
    ended_at: endedAt,
    changes: changes && {
      entries: changes.entries,
      changed_entries: changes.changedEntries,
      became_valid: changes.becameValid,
      became_invalid: changes.becameInvalid,
      errors: changes.errors,
    },
    error,
  };
}

export const startValidation = defineRoute({
  id: 'faxLogs.validate',
  method: 'POST',
  path: '/api/v3/validations',
  summary: 'Revalider les journaux de fax',
  description:
    "Runs today's rules and the tenant's number policy over the stored originals: of one report, or of all without `report_id`. Ask `/api/v3/validations/{validation_id}` until `status` is completed; it tells what changed. While one of all is under way another is refused (`conflict`, which names it), unless nothing of it has moved for an hour.",
  access: ADMINISTRATORS,
  body: z.object({ report_id: text(64).optional() }),
  responses: { 202: { description: 'Begun', body: validation } },
  errors: ['not_found', 'conflict'],
  uses: ['faxValidations'],
  audit: { resource: 'validation_id' },
  example: { body: {} },
}).handle(async ({ input: { body }, caller, services, now }) => {
  const reports = body.report_id === undefined ? 'all' : [body.report_id];
  const run = await services.faxValidations.start(caller.tenant, reports, caller.subject, now());
  return { status: 202, body: presentRun(run) };
});

export const getValidation = defineRoute({
  id: 'faxLogs.validation',
  method: 'GET',
  path: '/api/v3/validations/{validation_id}',
  summary: 'Une revalidation',
  description: 'How far it is, and what it changed in each report. Kept for 90 days.',
  access: EVERY_ROLE,
  params: z.object({ validation_id: text(64) }),
  responses: {
    200: { description: 'The run', body: validation.extend({ reports: z.array(outcome) }) },
  },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['faxValidations'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  const found = await services.faxValidations.get(caller.tenant, input.params.validation_id);
  if (!found) throw new AppError('not_found');
  return {
    status: 200,
    body: { ...presentRun(found.run), reports: found.reports.map(presentOutcome) },
  };
});
