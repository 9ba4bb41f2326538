/** Runs today's rules over the stored originals of reports; an edition is written anew only where rows changed. */
import { AppError, toAppError } from '../../shared/contract/app-error.ts';
import { type ConsumerContext, defineConsumer } from '../../shared/contract/consumer.ts';
import type { FaxRecord } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxReport, FaxRules } from '../../shared/domain/fax-log/fax-report.ts';
import type {
  FaxValidationChanges,
  FaxValidationRun,
  RevalidatedLog,
} from '../../shared/domain/fax-log/fax-validations.ts';
import type { NumberRule } from '../../shared/domain/fax-log/french-numbers.ts';
import { numberRuleOf } from '../../shared/domain/fax-log/number-policies.ts';
import { RULES_VERSION, recheckedRecord } from '../../shared/domain/fax-log/row-rules.ts';
import { FaxStatisticsBuilder } from '../../shared/domain/fax-log/statistics.ts';
import { validationChanges } from '../../shared/domain/fax-log/validation-changes.ts';
import { type ValidationCommand, validationCommand } from '../../shared/domain/task/commands.ts';
import { removeUnused, removeUnusedNamed, settledWhereItFails } from './unused-edition.ts';

const USES = ['faxValidationSteps', 'faxReports', 'faxRecords', 'faxEditions', 'tenantSettings'] as const;
type Context = ConsumerContext<ValidationCommand, (typeof USES)[number]>;

/** How often a report is looked at anew because it was changed meanwhile. */
const TRIES = 5;

/** The same rules make the same edition of a report, so that whoever repeats it writes the same. */
function editionOf(run: FaxValidationRun, { version, policy }: FaxRules): string {
  return `${editionsOf(run)}${version}-${policy}`;
}

/** What the names of all editions begin with that a run may have written. */
function editionsOf({ validationId }: Pick<FaxValidationRun, 'validationId'>): string {
  return `${validationId}-`;
}

async function* rechecked(
  report: FaxReport,
  number: NumberRule,
  services: Context['services'],
): AsyncGenerator<{ before: FaxRecord[]; after: FaxRecord[] }> {
  for await (const before of services.faxRecords.read(report)) {
    yield { before, after: before.map((record) => recheckedRecord(record, number)) };
  }
}

async function compared(
  report: FaxReport,
  number: NumberRule,
  services: Context['services'],
): Promise<FaxValidationChanges> {
  const changes = validationChanges();
  for await (const { before, after } of rechecked(report, number, services)) changes.add(before, after);
  return changes.result();
}

/** Lays the report's rows down anew, as the rules see them now. */
async function replaced(
  run: FaxValidationRun,
  report: FaxReport,
  { rules, number }: { rules: FaxRules; number: NumberRule },
  { services, now }: Context,
): Promise<RevalidatedLog> {
  const edition = editionOf(run, rules);
  const writer = await services.faxEditions.begin(report.tenant, report.reportId, edition, now());
  const figures = new FaxStatisticsBuilder();
  const { packs } = await settledWhereItFails(writer, async () => {
    for await (const { after } of rechecked(report, number, services)) {
      for (const record of after) figures.add(record);
      await writer.add(after);
    }
    return writer.finish(figures.statistics());
  });
  return { edition, packs, summary: figures.summary() };
}

/** Looks at the report as it is now; false when it was changed meanwhile, and is to be looked at anew. */
async function check(run: FaxValidationRun, reportId: string, context: Context): Promise<boolean> {
  const { services, now, log } = context;
  const { tenant } = run;
  const { fax_number_policy: policy } = await services.tenantSettings.get(tenant);
  const rules: FaxRules = { version: RULES_VERSION, policy };
  const report = await services.faxReports.get(tenant, reportId);
  if (!report) {
    // Of a try that died before it could point the report at it.
    await removeUnused(services, { tenant, reportId, edition: editionOf(run, rules) }, now());
    await services.faxValidationSteps.miss(run, reportId, null, now());
    return true;
  }
  const number = await numberRuleOf(policy);
  try {
    const changes = await compared(report, number, services);
    const replacement =
      changes.changedEntries > 0 ? await replaced(run, report, { rules, number }, context) : undefined;
    const checked = { report, rules, changes, replacement };
    if (!(await services.faxValidationSteps.record(run, checked, now()))) return false;
    // Another worker may have come first, and the report gone on since.
    if (replacement) await removeUnused(services, { tenant, reportId, edition: replacement.edition }, now());
    log.info('validated', { tenant, report_id: reportId, changed: changes.changedEntries });
    return true;
  } catch (error) {
    // Its rows went while they were read.
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict')) return false;
    throw error;
  }
}

async function checkUntilDone(run: FaxValidationRun, reportId: string, context: Context): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) if (await check(run, reportId, context)) return;
  throw new AppError('unavailable', { report_id: reportId });
}

export const validate = defineConsumer({
  id: 'validation',
  queues: [{ id: 'validation', fedBy: 'sends', maximumConcurrency: 5 }],
  message: validationCommand,
  batchSize: 1,
  maximumReceives: 4,
  memoryMegabytes: 1769,
  timeoutSeconds: 300,
  uses: USES,
  failureCosts: 'Fax logs are not checked again; reports stay as they were and can be validated later.',
  async handler(context) {
    const { message, services, now, isLastTry } = context;
    const { tenant, validation_id: validationId } = message;
    if (message.kind === 'plan') return services.faxValidationSteps.plan(tenant, validationId, now());
    const run = await services.faxValidationSteps.awaiting(tenant, validationId, message.report_id);
    if (!run) return;
    try {
      await checkUntilDone(run, message.report_id, context);
    } catch (caught) {
      if (isLastTry) {
        const reportId = message.report_id;
        await services.faxValidationSteps.miss(run, reportId, { code: toAppError(caught).code }, now());
        // After that no worker can have the report point at what this one laid down.
        await removeUnusedNamed(services, { tenant, reportId, beginning: editionsOf(run) });
      }
      throw caught;
    }
  },
});
