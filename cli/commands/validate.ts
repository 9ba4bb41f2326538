/** `bordereau validate`: has today's rules run over stored fax logs, and tells what that changed. */
import { type AnswerOf, BordereauError, type Client } from '../../client/client.ts';
import { FAX_ERROR_LABELS } from '../../shared/domain/fax-log/fax-record.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { askUntilEnded } from '../polling.ts';
import { progressBar } from '../progress-bar.ts';
import { factsText, JSON_HELP, JSON_OPTION, printResult, tableText } from '../table-output.ts';

type Validation = AnswerOf<'faxLogs.validation'>['body'];

const FIRST_POLL_MS = 100;
const SLOWEST_POLL_MS = 1000;

/** Of all reports one run at a time is taken; two would do the same work. */
function orUnderWay(error: unknown): never {
  if (!(error instanceof BordereauError && error.code === 'conflict')) throw error;
  throw new CommandError('all reports are being checked already: start again once that has ended');
}

/** Asks until the run has ended; the terminal shows how far it is. */
async function ended(client: Client, validationId: string): Promise<Validation> {
  let bar: ReturnType<typeof progressBar> | undefined;
  try {
    return await askUntilEnded(
      async () => {
        const { body } = await client.call('faxLogs.validation', { params: { validation_id: validationId } });
        if (body.reports_planned !== null) {
          bar ??= progressBar(body.reports_planned);
          bar.update(body.reports_done, `reports, ${body.entries.toLocaleString('en-US')} rows checked`);
        }
        return body;
      },
      ({ status }) => status === 'completed',
      { firstMs: FIRST_POLL_MS, slowestMs: SLOWEST_POLL_MS },
    );
  } finally {
    bar?.clear();
  }
}

/** `Number format invalid 12 → 0`, for each error whose count changed. */
function changedErrors(report: Validation['reports'][number]): string {
  return Object.entries(report.changes?.errors ?? {})
    .filter(([, counts]) => counts !== undefined && counts.before !== counts.after)
    .map(([code, counts]) => {
      const label = FAX_ERROR_LABELS[code as keyof typeof FAX_ERROR_LABELS] ?? code;
      return `${label} ${counts?.before} → ${counts?.after}`;
    })
    .join(', ');
}

function validationText(run: Validation): string {
  const told = run.reports.filter(
    ({ status }) => status === 'changed' || status === 'gone' || status === 'failed',
  );
  const facts = factsText([
    ['Reports', run.reports_done],
    ['Rows checked', run.entries],
    ['Rows changed', run.changed_entries],
    ['Became valid', run.became_valid],
    ['Became invalid', run.became_invalid],
  ]);
  if (told.length === 0) return facts;
  return `${facts}\n${tableText(
    [{ heading: 'report', whole: true }, 'state', 'rows changed', 'became valid', 'became invalid', 'errors'],
    told.map((report) => [
      report.report_id,
      report.error ? `${report.status}: ${report.error.code}` : report.status,
      report.changes?.changed_entries,
      report.changes?.became_valid,
      report.changes?.became_invalid,
      changedErrors(report),
    ]),
  )}`;
}

export const validateCommand: Command = {
  usage: 'validate all|ID [--json]',
  summary: "run today's rules over stored fax logs and tell what changed",
  help: `Checks the original file of one report, or of all, by today's rules and the tenant's number policy (bordereau
settings), and prints what changed. The exit status is 1 when a report could not be checked.

${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 1,
  async run({ positionals: [which], options }) {
    if (!which) throw new CommandError('name a report, or all: bordereau validate all');
    const { client } = await connect(options);
    const { body: begun } = await orMissing(
      client
        .call('faxLogs.validate', { body: which === 'all' ? {} : { report_id: which } })
        .catch(orUnderWay),
      `report ${which}`,
    );
    const run = await ended(client, begun.validation_id);
    await printResult(options, run, () => validationText(run));
    return run.reports.some(({ status }) => status === 'failed') ? 1 : 0;
  },
};
